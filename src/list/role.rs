//! What a record's certificate is trusted for: the one table of roles
//! (`docs/format.md`, section 7 \[D\]).

/// The FUNCTION of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(u16);

/// Code, name in tables and JSON.
const ROLES: &[(Role, &str)] = &[
    (Role::SAST, "SAST"),
    (Role::CCM, "CCM"),
    (Role::CCM_TFTP, "CCM+TFTP"),
    (Role::TFTP, "TFTP"),
    (Role::CAPF, "CAPF"),
    (Role::SRST, "SRST"),
    (Role::FIREWALL, "FIREWALL"),
    (Role::APP_SERVER, "APP-SERVER"),
    (Role(20), "CA"),
    (Role::TVS, "TVS"),
    (Role(22), "CALL-CONTROL"),
    (Role(23), "PROVISIONING"),
    (Role(24), "DATA-SERVICE"),
    (Role(25), "NETWORK-ELEMENT"),
    (Role(26), "VPN"),
    (Role(27), "SERVICEABILITY"),
    (Role(255), "UNKNOWN"),
];

impl Role {
    /// System Administrator Security Token: may sign lists.
    pub const SAST: Self = Self(0);
    /// A call manager; firewalls are entered as CCM too.
    pub const CCM: Self = Self(1);
    /// A call manager that also serves files.
    pub const CCM_TFTP: Self = Self(2);
    /// A TFTP server.
    pub const TFTP: Self = Self(3);
    /// The Certificate Authority Proxy Function.
    pub const CAPF: Self = Self(4);
    /// A Survivable Remote Site Telephony gateway.
    pub const SRST: Self = Self(5);
    /// A firewall, in theory: CUCM enters an ASA as [`Role::CCM`].
    pub const FIREWALL: Self = Self(6);
    /// An application server reached by HTTPS.
    pub const APP_SERVER: Self = Self(7);
    /// A Trust Verification Service; in ITLs only.
    pub const TVS: Self = Self(21);

    /// The role of a FUNCTION value; every value is one, known or not.
    #[must_use]
    pub const fn from_code(code: u16) -> Self {
        Self(code)
    }

    /// The FUNCTION value.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.0
    }

    /// The name in tables and JSON; `None` where the code is unknown.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        ROLES.iter().find(|(role, _)| *role == self).map(|(_, name)| *name)
    }

    /// The role with this name, in either case: `ccm+tftp`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        ROLES.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(role, _)| *role)
    }

    /// The names of all roles, in the order of their codes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ROLES.iter().map(|(_, name)| *name)
    }

    /// Whether it is the role of a server that phones register with or fetch files from.
    #[must_use]
    pub fn is_server(self) -> bool {
        [Self::CCM, Self::CCM_TFTP, Self::TFTP].contains(&self)
    }

    /// What `show ctl` prints as the FUNCTION.
    #[must_use]
    pub fn listing_name(self) -> String {
        if self == Self::SAST {
            return "System Administrator Security Token".to_owned();
        }
        self.name().map_or_else(|| self.0.to_string(), str::to_owned)
    }
}

impl std::fmt::Display for Role {
    /// The name, or `role N` where the code is unknown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => f.pad(&format!("role {}", self.0)),
        }
    }
}
