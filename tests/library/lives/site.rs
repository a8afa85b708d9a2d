//! A cluster as its administrator describes it.

use std::fmt::Write as _;

use support::rules::{Certificate, Class, Cluster, Known, Machine, Server, Told, Tvs};

use super::pool::Cert;

/// A node of the cluster.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) host: String,
    pub(super) address: String,
    /// An explicit folder; otherwise it is `tftp/HOST`.
    pub(super) folder: Option<String>,
    pub(super) tftp: bool,
    pub(super) callmanager: bool,
    pub(super) certificate: Cert,
    pub(super) tvs: Option<Cert>,
}

/// A `[[tftp]]`.
#[derive(Clone, Debug)]
pub(super) struct Extra {
    pub(super) host: String,
    pub(super) address: String,
    pub(super) certificate: Cert,
    /// The classes that use it, if they are given.
    pub(super) phones: Option<Vec<Class>>,
}

/// A `[[firewall]]`.
#[derive(Clone, Debug)]
pub(super) struct Firewall {
    pub(super) host: String,
    pub(super) address: String,
    pub(super) certificate: Cert,
}

/// cluster.toml. The first node is the publisher.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) release: &'static str,
    pub(super) tokens_sign: bool,
    pub(super) sha512_digest: bool,
    pub(super) sha512: bool,
    pub(super) classes: Vec<Class>,
    pub(super) nodes: Vec<Node>,
    pub(super) extras: Vec<Extra>,
    pub(super) firewalls: Vec<Firewall>,
    pub(super) capf: Option<Cert>,
    pub(super) itlrecovery: Option<Cert>,
    pub(super) tokens: Vec<Cert>,
    pub(super) trust: Vec<Cert>,
}

/// The releases of lives, one for each row of SASTs and signers.
pub(super) const RELEASES: [&str; 7] =
    ["7.1(5)", "9.1", "10.0", "10.5(2)", "11.5", "12.5", "14SU3"];

impl Site {
    pub(super) fn toml(&self) -> String {
        let mut text = String::new();
        let digest = if self.sha512_digest { "sha512" } else { "sha1" };
        let signing = if self.tokens_sign { "token" } else { "tokenless" };
        writeln!(text, "name = \"lives\"\nrelease = \"{}\"", self.release).unwrap();
        writeln!(text, "signing = \"{signing}\"\ndigest = \"{digest}\"").unwrap();
        writeln!(text, "sha512 = {}\nphones = [{}]", self.sha512, words(&self.classes)).unwrap();
        if let Some(recovery) = &self.itlrecovery {
            write!(text, "[itlrecovery]\n{}", pair(recovery)).unwrap();
        }
        for (index, node) in self.nodes.iter().enumerate() {
            writeln!(text, "[[node]]\nhost = \"{}\"\naddress = \"{}\"", node.host, node.address)
                .unwrap();
            let services = [(node.callmanager, "\"callmanager\""), (node.tftp, "\"tftp\"")];
            let services: Vec<_> =
                services.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
            writeln!(text, "services = [{}]", services.join(", ")).unwrap();
            text += &pair(&node.certificate);
            if index == 0 {
                text += "publisher = true\n";
                if let Some(capf) = &self.capf {
                    writeln!(text, "capf = \"certs/{}.pem\"", capf.file).unwrap();
                }
            }
            if let Some(tvs) = &node.tvs {
                writeln!(text, "tvs = \"certs/{}.pem\"", tvs.file).unwrap();
            }
            if let Some(folder) = &node.folder {
                writeln!(text, "publish = \"{folder}\"").unwrap();
            }
        }
        for extra in &self.extras {
            writeln!(text, "[[tftp]]\nhost = \"{}\"\naddress = \"{}\"", extra.host, extra.address)
                .unwrap();
            writeln!(text, "certificate = \"certs/{}.pem\"", extra.certificate.file).unwrap();
            if let Some(classes) = &extra.phones {
                writeln!(text, "phones = [{}]", words(classes)).unwrap();
            }
        }
        for one in &self.firewalls {
            writeln!(text, "[[firewall]]\nhost = \"{}\"\naddress = \"{}\"", one.host, one.address)
                .unwrap();
            writeln!(text, "certificate = \"certs/{}.pem\"", one.certificate.file).unwrap();
        }
        for trust in &self.trust {
            writeln!(text, "[[trust]]\ncertificate = \"certs/{}.pem\"", trust.file).unwrap();
        }
        for token in &self.tokens {
            write!(text, "[[token]]\n{}", pair(token)).unwrap();
        }
        text
    }

    /// Every certificate.
    pub(super) fn certificates(&self) -> impl Iterator<Item = &Cert> {
        let nodes = self
            .nodes
            .iter()
            .flat_map(|node| [Some(&node.certificate), node.tvs.as_ref()].into_iter().flatten());
        let others = self.extras.iter().map(|extra| &extra.certificate);
        let firewalls = self.firewalls.iter().map(|one| &one.certificate);
        nodes
            .chain(others)
            .chain(firewalls)
            .chain(&self.capf)
            .chain(&self.itlrecovery)
            .chain(&self.tokens)
            .chain(&self.trust)
    }

    /// The servers that phones ask, each with its certificate and its folder.
    pub(super) fn servers(&self) -> Vec<(Server, &Cert, String)> {
        let nodes = self.nodes.iter().filter(|node| node.tftp).map(|node| {
            let folder = node.folder();
            let server = Server {
                host: node.host.clone(),
                address: Some(node.address.clone()),
                folder: Some(folder.clone()),
                node: true,
                classes: self.classes.clone(),
            };
            (server, &node.certificate, folder)
        });
        let extras = self.extras.iter().map(|extra| {
            let folder = format!("tftp/{}", extra.host);
            let server = Server {
                host: extra.host.clone(),
                address: Some(extra.address.clone()),
                folder: Some(folder.clone()),
                node: false,
                classes: extra.phones.clone().unwrap_or_else(|| self.classes.clone()),
            };
            (server, &extra.certificate, folder)
        });
        nodes.chain(extras).collect()
    }

    /// The folders of all machines that have files.
    pub(super) fn folders(&self) -> Vec<String> {
        let nodes = self.nodes.iter().map(Node::folder);
        nodes.chain(self.extras.iter().map(|extra| format!("tftp/{}", extra.host))).collect()
    }

    /// The machines that phones register with, each with its certificate.
    pub(super) fn machines(&self) -> Cluster {
        let machine = |certificate: &Cert| Machine {
            name: certificate.sha1(),
            certificate: certificate.rules(),
        };
        let managers = self.nodes.iter().filter(|node| node.callmanager);
        Cluster {
            call_managers: managers.map(|node| machine(&node.certificate)).collect(),
            firewalls: self.firewalls.iter().map(|one| machine(&one.certificate)).collect(),
        }
    }

    /// TVS of every node that runs it.
    pub(super) fn tvs(&self, told: Told) -> Vec<Tvs> {
        let knows: Vec<Known> = self
            .nodes
            .iter()
            .map(|node| Known::new(&node.certificate.der, &[2, 0]))
            .chain(self.trust.iter().map(|trust| Known::new(&trust.der, &[0, 3])))
            .chain(self.capf.iter().map(|capf| Known::new(&capf.der, &[4])))
            .collect();
        let tokens = self.tokens.iter().filter(|_| self.tokens_sign);
        let tokens: Vec<Certificate> = tokens.map(Cert::rules).collect();
        let shown = self.nodes.iter().filter_map(|node| node.tvs.as_ref());
        shown
            .map(|tvs| Tvs {
                shows: tvs.rules(),
                knows: knows.clone(),
                tokens: tokens.clone(),
                told,
            })
            .collect()
    }
}

impl Node {
    pub(super) fn folder(&self) -> String {
        self.folder.clone().unwrap_or_else(|| format!("tftp/{}", self.host))
    }
}

fn pair(certificate: &Cert) -> String {
    let file = &certificate.file;
    format!("certificate = \"certs/{file}.pem\"\nkey = \"keys/{file}.pem\"\n")
}

fn words(classes: &[Class]) -> String {
    let word = |class: &Class| match class {
        Class::Sbd => "\"sbd\"",
        Class::Legacy => "\"legacy\"",
        Class::Cti => "\"cti\"",
    };
    classes.iter().map(word).collect::<Vec<_>>().join(", ")
}
