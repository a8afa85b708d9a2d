//! The servers that a certificate names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use x509_parser::extensions::{GeneralName, SubjectAlternativeName};
use x509_parser::nom::Parser as _;
use x509_parser::oid_registry::OID_X509_EXT_SUBJECT_ALT_NAME;
use x509_parser::prelude::{FromDer as _, X509CertificateParser};

use super::Certificate;

impl Certificate {
    /// The common name, and the host names and addresses of subjectAltName.
    #[must_use]
    pub fn servers(&self) -> Vec<String> {
        let mut servers: Vec<String> =
            self.subject().get("CN").map(str::to_owned).into_iter().collect();
        let parsed =
            X509CertificateParser::new().with_deep_parse_extensions(false).parse(self.der());
        let Ok((_, certificate)) = parsed else { return servers };
        for extension in certificate.extensions() {
            if extension.oid == OID_X509_EXT_SUBJECT_ALT_NAME
                && let Ok((_, names)) = SubjectAlternativeName::from_der(extension.value)
            {
                servers.extend(names.general_names.iter().filter_map(server));
            }
        }
        servers
    }
}

fn server(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(host) => Some((*host).to_owned()),
        GeneralName::IPAddress(bytes) => {
            let four = <[u8; 4]>::try_from(*bytes).map(|four| IpAddr::from(Ipv4Addr::from(four)));
            let sixteen = || <[u8; 16]>::try_from(*bytes).map(|it| Ipv6Addr::from(it).into());
            four.or_else(|_| sixteen()).ok().map(|address: IpAddr| address.to_string())
        }
        _ => None,
    }
}
