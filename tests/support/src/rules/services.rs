//! Which services a phone has with the lists that it holds.
//!
//! Services are judged by the certificates of the present machines in cluster.toml, byte for byte.
//! A record of a removed machine gives no service.

use std::collections::BTreeSet;

use super::list::{Certificate, Record, role};
use super::phone::{Circumstances, Class, Phone};
use super::tvs::Told;

/// The security mode of the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Mixed mode: phones may register securely.
    Mixed,
    /// Non-secure mode.
    NonSecure,
}

/// A machine that phones connect to, and its certificate.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Its name, for verdicts.
    pub name: String,
    /// Its certificate in cluster.toml.
    pub certificate: Certificate,
}

/// The machines of cluster.toml that phones register with or connect through.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// The call managers.
    pub call_managers: Vec<Machine>,
    /// The firewalls.
    pub firewalls: Vec<Machine>,
}

/// A service of a phone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// Files of the phone's server.
    Files,
    /// The call manager with this name.
    CallManager(String),
    /// The firewall with this name.
    Firewall(String),
}

impl Cluster {
    /// The services that a phone of a class needs.
    #[must_use]
    pub fn services_of(&self, class: Class) -> BTreeSet<Service> {
        let files = (class != Class::Cti).then_some(Service::Files);
        files.into_iter().chain(self.machines().map(|(service, _)| service)).collect()
    }

    /// The services that a phone has, at a server with this certificate.
    #[must_use]
    pub fn services_with(
        &self,
        phone: &Phone,
        own: Option<&Certificate>,
        mode: Mode,
        around: Circumstances<'_>,
    ) -> BTreeSet<Service> {
        let files =
            (phone.class != Class::Cti && has_files(phone, own, around)).then_some(Service::Files);
        let registered = self
            .machines()
            .filter(|(_, machine)| reaches(phone, &machine.certificate, mode))
            .map(|(service, _)| service);
        files.into_iter().chain(registered).collect()
    }

    fn machines(&self) -> impl Iterator<Item = (Service, &Machine)> {
        let managers = self.call_managers.iter();
        let managers =
            managers.map(|machine| (Service::CallManager(machine.name.clone()), machine));
        let firewalls = self.firewalls.iter();
        let firewalls = firewalls.map(|machine| (Service::Firewall(machine.name.clone()), machine));
        managers.chain(firewalls)
    }
}

/// Files of the phone's own server: its certificate is in a record of role 2 or 3 of what the
/// phone holds; or no such record has a certificate, so the phone asks for unsigned files; or
/// TVS knows the certificate with role 2 or 3.
// Reading: "asked for like any TVS (`--tvs-up`)" makes TVS count here only if it is stated that it
// runs, before the command as well as after it.
fn has_files(phone: &Phone, own: Option<&Certificate>, around: Circumstances<'_>) -> bool {
    let held = [phone.ctl.as_deref(), phone.itl.as_deref()].into_iter().flatten();
    let records: Vec<&Record> =
        held.flat_map(|list| list.with_role(&[role::CCM_TFTP, role::TFTP])).collect();
    if !records.iter().any(|record| record.has_any_certificate()) {
        return true;
    }
    let Some(own) = own else { return false };
    let by_tvs = || {
        phone.class == Class::Sbd
            && around.tvs.iter().any(|tvs| {
                tvs.told == Told::Up
                    && tvs.is_asked(phone.itl.as_deref())
                    && tvs.knows_file_server(own)
            })
    };
    records.iter().any(|record| record.has(own)) || by_tvs()
}

/// A call manager or a firewall: the phone holds no CTL, or one in which no record of role 1 or 2
/// has a certificate; otherwise only in mixed mode, and only if one such record has the certificate
/// of that machine.
// Reading: "Records of machines that are gone count for nothing" means that they give no service.
// They are still records with a certificate: a phone with the CTL of another cluster registers
// securely or not at all (case 24).
fn reaches(phone: &Phone, certificate: &Certificate, mode: Mode) -> bool {
    let Some(ctl) = &phone.ctl else { return true };
    let records: Vec<&Record> = ctl.with_role(&[role::CCM, role::CCM_TFTP]).collect();
    if !records.iter().any(|record| record.has_any_certificate()) {
        return true;
    }
    mode == Mode::Mixed && records.iter().any(|record| record.has(certificate))
}
