//! Each mistake: its message with line and column, its id.

use trustlist::cluster::manifest::{FileRef, Key, Location, Manifest, ManifestError};
use trustlist::error::{Class, Described as _};
use trustlist::signer::KeyRef;

use super::{SAMPLE, with_line};

/// A line of the sample, its replacement, the error's id, its message.
const MISTAKES: &[(usize, &str, &str, &str)] = &[
    // Invalid TOML.
    (1, "name", "E-MANIFEST-TOML", "line 1, column 5: expected a key, = and a value"),
    (1, "name: krakow", "E-MANIFEST-TOML", "line 1, column 7: expected a key, = and a value"),
    (
        1,
        "name = krakow",
        "E-MANIFEST-TOML",
        "line 1, column 8: a value is missing here, or is a string without quotes",
    ),
    (
        1,
        "name =",
        "E-MANIFEST-TOML",
        "line 1, column 7: a value is missing here, or is a string without quotes",
    ),
    (
        1,
        "name = \"krakow",
        "E-MANIFEST-TOML",
        "line 1, column 15: the string is not closed by its quote in the same line, or contains a \
         control character",
    ),
    (
        1,
        "name = \"kra\u{7}kow\"",
        "E-MANIFEST-TOML",
        "line 1, column 12: the string is not closed by its quote in the same line, or contains a \
         control character",
    ),
    (
        8,
        "certificate = \"C:\\certs\\ITLRecovery.pem\"",
        "E-MANIFEST-TOML",
        "line 8, column 19: in double quotes a backslash starts an escape sequence, and this one \
         is unknown: write \\\\ or use single quotes",
    ),
    (
        1,
        "= \"krakow\"",
        "E-MANIFEST-TOML",
        "line 1, column 1: expected a key of letters, digits, hyphens and underscores",
    ),
    (
        1,
        "näme = \"krakow\"",
        "E-MANIFEST-TOML",
        "line 1, column 2: expected a key of letters, digits, hyphens and underscores",
    ),
    (
        1,
        "name = \"krakow\" release = \"12.5\"",
        "E-MANIFEST-TOML",
        "line 1, column 17: this line has more than one key and its value",
    ),
    (
        1,
        "name == \"krakow\"",
        "E-MANIFEST-TOML",
        "line 1, column 7: one = is enough between a key and its value",
    ),
    (
        11,
        "[[node]",
        "E-MANIFEST-TOML",
        "line 11, column 8: a heading has the form [name] or [[name]]",
    ),
    (7, "itlrecovery]", "E-MANIFEST-TOML", "line 7, column 12: expected a key, = and a value"),
    (
        24,
        "services = [\"callmanager\", , ]",
        "E-MANIFEST-TOML",
        "line 24, column 28: a list has the form [\"one\", \"two\"]",
    ),
    (
        46,
        "certificate = { a = 1,, }",
        "E-MANIFEST-TOML",
        "line 46, column 23: a table in braces has the form { key = \"value\", other = \"value\" }",
    ),
    (
        2,
        "release = 12.5.1",
        "E-MANIFEST-TOML",
        "line 2, column 15: this is not a TOML value; strings need quotes",
    ),
    (
        14,
        "publisher = yes",
        "E-MANIFEST-TOML",
        "line 14, column 13: a value is missing here, or is a string without quotes",
    ),
    (
        14,
        "publisher = True",
        "E-MANIFEST-TOML",
        "line 14, column 13: this is not a TOML value; strings need quotes",
    ),
    (5, "# \u{1}", "E-MANIFEST-TOML", "line 5, column 3: a comment contains a control character"),
    // Doubled.
    (6, "name = \"a\"", "E-MANIFEST-DOUBLED", "line 6, column 1: \"name\" is defined twice"),
    (
        10,
        "[itlrecovery]",
        "E-MANIFEST-DOUBLED",
        "line 10, column 2: \"itlrecovery\" is defined twice",
    ),
    (
        20,
        "host = \"cucm-sub\"",
        "E-MANIFEST-DOUBLED",
        "line 20, column 1: \"host\" is defined twice",
    ),
    // Unknown.
    (
        6,
        "relaese = \"12.5\"",
        "E-MANIFEST-KEY",
        "line 6, column 1: unknown key \"relaese\" in cluster.toml; its keys are name, release, \
         digest, \
         signing, phones, sha512, signer, devices, pkcs11-module, itlrecovery, node, tftp, \
         firewall, trust, token, record",
    ),
    (
        7,
        "[recovery]",
        "E-MANIFEST-KEY",
        "line 7, column 2: unknown key \"recovery\" in cluster.toml; its keys are name, release, \
         digest, signing, phones, sha512, signer, devices, pkcs11-module, itlrecovery, node, \
         tftp, firewall, trust, token, record",
    ),
    (
        23,
        "  adress = \"10.48.47.154\"",
        "E-MANIFEST-KEY",
        "line 23, column 3: unknown key \"adress\" in [[node]]; its keys are host, address, \
         publisher, \
         services, certificate, key, passphrase, capf, tvs, itlrecovery, publish",
    ),
    (
        10,
        "pin = \"4711\"",
        "E-MANIFEST-KEY",
        "line 10, column 1: unknown key \"pin\" in [itlrecovery]; its keys are certificate, key, \
         passphrase",
    ),
    (
        31,
        "services = []",
        "E-MANIFEST-KEY",
        "line 31, column 1: unknown key \"services\" in [[tftp]]; its keys are host, address, \
         certificate, publish, phones",
    ),
    (
        34,
        "\"a\\u001bb\" = 1",
        "E-MANIFEST-KEY",
        "line 34, column 1: unknown key \"a\\u{1b}b\" in [[firewall]]; its keys are host, address, \
         certificate, publish",
    ),
    (
        40,
        "host = \"a\"",
        "E-MANIFEST-KEY",
        "line 40, column 1: unknown key \"host\" in [[trust]]; its keys are certificate",
    ),
    (
        37,
        "phones = [\"sbd\"]",
        "E-MANIFEST-KEY",
        "line 37, column 1: unknown key \"phones\" in [[firewall]]; its keys are host, address, \
         certificate, publish",
    ),
    (
        44,
        "[[record]]\nroles = \"CCM\"",
        "E-MANIFEST-KEY",
        "line 45, column 1: unknown key \"roles\" in [[record]]; its keys are role, host, address, \
         certificate",
    ),
    (
        44,
        "[token.pin]",
        "E-MANIFEST-KEY",
        "line 44, column 8: unknown key \"pin\" in [[token]]; its keys are certificate, key, \
         passphrase",
    ),
    // Missing.
    (1, "", "E-MANIFEST-MISSING", "line 1, column 1: name is missing in cluster.toml"),
    (2, "", "E-MANIFEST-MISSING", "line 1, column 1: release is missing in cluster.toml"),
    (8, "", "E-MANIFEST-MISSING", "line 7, column 1: certificate is missing in [itlrecovery]"),
    (22, "", "E-MANIFEST-MISSING", "line 21, column 1: host is missing in [[node]]"),
    (23, "", "E-MANIFEST-MISSING", "line 21, column 1: address is missing in [[node]]"),
    (24, "", "E-MANIFEST-MISSING", "line 21, column 1: services is missing in [[node]]"),
    (28, "", "E-MANIFEST-MISSING", "line 27, column 1: host is missing in [[tftp]]"),
    (29, "", "E-MANIFEST-MISSING", "line 27, column 1: address is missing in [[tftp]]"),
    (30, "", "E-MANIFEST-MISSING", "line 27, column 1: certificate is missing in [[tftp]]"),
    (35, "", "E-MANIFEST-MISSING", "line 32, column 1: certificate is missing in [[firewall]]"),
    (39, "", "E-MANIFEST-MISSING", "line 38, column 1: certificate is missing in [[trust]]"),
    (42, "", "E-MANIFEST-MISSING", "line 41, column 1: certificate is missing in [[token]]"),
    (
        44,
        "[[record]]\ncertificate = \"a\"",
        "E-MANIFEST-MISSING",
        "line 44, column 1: role is missing in [[record]]",
    ),
    (
        44,
        "[[record]]\nrole = \"CCM\"",
        "E-MANIFEST-MISSING",
        "line 44, column 1: certificate is missing in [[record]]",
    ),
    // Types.
    (
        1,
        "name = 1",
        "E-MANIFEST-TYPE",
        "line 1, column 8: name is a number, expected a string in quotes",
    ),
    (
        2,
        "release = 12.5",
        "E-MANIFEST-TYPE",
        "line 2, column 11: release is a number, expected a string in quotes",
    ),
    (
        2,
        "release = [\"12.5\"]",
        "E-MANIFEST-TYPE",
        "line 2, column 11: release is a list, expected a string in quotes",
    ),
    (
        2,
        "release.major = 12",
        "E-MANIFEST-TYPE",
        "line 2, column 1: release is a table, expected a string in quotes",
    ),
    (
        3,
        "digest = 1979-05-27",
        "E-MANIFEST-TYPE",
        "line 3, column 10: digest is a date or time, expected a string in quotes",
    ),
    (
        5,
        "phones = \"sbd\"",
        "E-MANIFEST-TYPE",
        "line 5, column 10: phones is a string, expected a list of strings",
    ),
    (
        5,
        "phones = [\"sbd\", true]",
        "E-MANIFEST-TYPE",
        "line 5, column 18: phones is true or false, expected a string in quotes",
    ),
    (
        6,
        "sha512 = \"true\"",
        "E-MANIFEST-TYPE",
        "line 6, column 10: sha512 is a string, expected true or false",
    ),
    (
        7,
        "[[itlrecovery]]",
        "E-MANIFEST-TYPE",
        "line 7, column 1: itlrecovery is a table in double brackets, expected [itlrecovery]",
    ),
    (
        14,
        "publisher = 1",
        "E-MANIFEST-TYPE",
        "line 14, column 13: publisher is a number, expected true or false",
    ),
    (27, "[tftp]", "E-MANIFEST-TYPE", "line 27, column 1: tftp is a table, expected [[tftp]]"),
    (38, "[trust]", "E-MANIFEST-TYPE", "line 38, column 1: trust is a table, expected [[trust]]"),
    (
        44,
        "[record]",
        "E-MANIFEST-TYPE",
        "line 44, column 1: record is a table, expected [[record]]",
    ),
    (
        44,
        "[[record]]\nrole = 1",
        "E-MANIFEST-TYPE",
        "line 45, column 8: role is a number, expected a string in quotes",
    ),
    (
        31,
        "phones = \"sbd\"",
        "E-MANIFEST-TYPE",
        "line 31, column 10: phones is a string, expected a list of strings",
    ),
    (
        6,
        "node = [{ host = \"a\" }]",
        "E-MANIFEST-DOUBLED",
        "line 11, column 3: \"node\" is defined twice",
    ),
    // Empty.
    (1, "name = \"\"", "E-MANIFEST-EMPTY", "line 1, column 8: name is empty"),
    (5, "phones = []", "E-MANIFEST-EMPTY", "line 5, column 10: phones is empty"),
    (22, "host = \" \"", "E-MANIFEST-EMPTY", "line 22, column 8: host is empty"),
    (24, "services = [\"\"]", "E-MANIFEST-EMPTY", "line 24, column 13: services is empty"),
    (9, "key = ''", "E-MANIFEST-EMPTY", "line 9, column 7: key is empty"),
    (36, "publish = \"\"", "E-MANIFEST-EMPTY", "line 36, column 11: publish is empty"),
    // Values.
    (
        1,
        "name = \"a\\u001bb\"",
        "E-MANIFEST-VALUE",
        "line 1, column 8: name is \"a\\u{1b}b\", expected a string without control characters",
    ),
    (
        3,
        "digest = \"sha256\"",
        "E-MANIFEST-VALUE",
        "line 3, column 10: digest is \"sha256\", expected \"sha1\" or \"sha512\"",
    ),
    (
        4,
        "signing = \"Token\"",
        "E-MANIFEST-VALUE",
        "line 4, column 11: signing is \"Token\", expected \"token\" or \"tokenless\"",
    ),
    (
        5,
        "phones = [\"sbd\", \"7960\"]",
        "E-MANIFEST-VALUE",
        "line 5, column 18: phones is \"7960\", expected \"sbd\" or \"legacy\" or \"cti\"",
    ),
    (
        6,
        "signer = \"capf\"",
        "E-MANIFEST-VALUE",
        "line 6, column 10: signer is \"capf\", expected \"callmanager\" or \"itlrecovery\"",
    ),
    (
        6,
        "devices = \"a\\tb\"",
        "E-MANIFEST-VALUE",
        "line 6, column 11: devices is \"a\\tb\", expected a string without control characters",
    ),
    (
        15,
        "services = [\"callmanager\", \"cti\"]",
        "E-MANIFEST-VALUE",
        "line 15, column 28: services is \"cti\", expected \"callmanager\" or \"tftp\"",
    ),
    (
        42,
        "certificate = \"pkcs11:token=one\"",
        "E-MANIFEST-VALUE",
        "line 42, column 15: certificate is \"pkcs11:token=one\", expected a file (a URI belongs \
         in key)",
    ),
    (
        23,
        "address = \"10.48.47\"",
        "E-MANIFEST-VALUE",
        "line 23, column 11: address is \"10.48.47\", expected the IPv4 or IPv6 address of a server",
    ),
    (
        23,
        "address = \"cucm-sub\"",
        "E-MANIFEST-VALUE",
        "line 23, column 11: address is \"cucm-sub\", expected the IPv4 or IPv6 address of a server",
    ),
    (
        23,
        "address = \"0.0.0.0\"",
        "E-MANIFEST-VALUE",
        "line 23, column 11: address is \"0.0.0.0\", expected the IPv4 or IPv6 address of a server",
    ),
    (
        23,
        "address = \"ff02::1\"",
        "E-MANIFEST-VALUE",
        "line 23, column 11: address is \"ff02::1\", expected the IPv4 or IPv6 address of a server",
    ),
    (
        34,
        "address = \"255.255.255.255\"",
        "E-MANIFEST-VALUE",
        "line 34, column 11: address is \"255.255.255.255\", expected the IPv4 or IPv6 address of a \
         server",
    ),
    (
        22,
        "host = \"..\"",
        "E-MANIFEST-VALUE",
        "line 22, column 8: host is \"..\", expected a host name or an IPv4 address",
    ),
    (
        22,
        "host = \"a/b\"",
        "E-MANIFEST-VALUE",
        "line 22, column 8: host is \"a/b\", expected a host name or an IPv4 address",
    ),
    (
        22,
        "host = \"/etc\"",
        "E-MANIFEST-VALUE",
        "line 22, column 8: host is \"/etc\", expected a host name or an IPv4 address",
    ),
    (
        22,
        "host = 'a\\b'",
        "E-MANIFEST-VALUE",
        "line 22, column 8: host is \"a\\\\b\", expected a host name or an IPv4 address",
    ),
    (
        22,
        "host = \"-a\"",
        "E-MANIFEST-VALUE",
        "line 22, column 8: host is \"-a\", expected a host name or an IPv4 address",
    ),
    (
        22,
        "host = \"a.\"",
        "E-MANIFEST-VALUE",
        "line 22, column 8: host is \"a.\", expected a host name or an IPv4 address",
    ),
    (
        28,
        "host = \"kraków\"",
        "E-MANIFEST-VALUE",
        "line 28, column 8: host is \"kraków\", expected a host name or an IPv4 address",
    ),
    (
        28,
        "host = \"0123456789012345678901234567890123456789012345678901234567890123\"",
        "E-MANIFEST-VALUE",
        "line 28, column 8: host is \
         \"012345678901234567890123456789012345678901234567890123456789\"..., expected a host name \
         or an IPv4 address",
    ),
    (
        31,
        "phones = [\"sdb\"]",
        "E-MANIFEST-VALUE",
        "line 31, column 11: phones is \"sdb\", expected \"sbd\" or \"legacy\" or \"cti\"",
    ),
    (
        44,
        "[[record]]\nrole = \"ccm\"",
        "E-MANIFEST-VALUE",
        "line 45, column 8: role is \"ccm\", expected \"SAST\" or \"CCM\" or \"CCM+TFTP\" or \
         \"TFTP\" or \"CAPF\" or \"SRST\" or \"FIREWALL\" or \"APP-SERVER\" or \"CA\" or \"TVS\" or \
         \"CALL-CONTROL\" or \"PROVISIONING\" or \"DATA-SERVICE\" or \"NETWORK-ELEMENT\" or \
         \"VPN\" or \"SERVICEABILITY\" or \"UNKNOWN\"",
    ),
    (
        44,
        "[[record]]\nrole = \"CCM\"\nhost = \"a b\"",
        "E-MANIFEST-VALUE",
        "line 46, column 8: host is \"a b\", expected a host name or an IPv4 address",
    ),
    (
        44,
        "[[record]]\nrole = \"CCM\"\naddress = \"a\"",
        "E-MANIFEST-VALUE",
        "line 46, column 11: address is \"a\", expected the IPv4 or IPv6 address of a server",
    ),
    (
        44,
        "[[record]]\nrole = \"CCM\"\ncertificate = \"pkcs11:token=one\"",
        "E-MANIFEST-VALUE",
        "line 46, column 15: certificate is \"pkcs11:token=one\", expected a file (a URI belongs \
         in key)",
    ),
    // Twice.
    (
        31,
        "phones = [\"cti\", \"cti\"]",
        "E-MANIFEST-TWICE",
        "line 31, column 18: phones \"cti\" is already used in line 31, column 11",
    ),
    (
        5,
        "phones = [\"sbd\", \"cti\", \"sbd\"]",
        "E-MANIFEST-TWICE",
        "line 5, column 25: phones \"sbd\" is already used in line 5, column 11",
    ),
    (
        15,
        "services = [\"tftp\", \"tftp\"]",
        "E-MANIFEST-TWICE",
        "line 15, column 21: services \"tftp\" is already used in line 15, column 13",
    ),
    (
        22,
        "host = \"CUCM-Pub\"",
        "E-MANIFEST-TWICE",
        "line 22, column 8: host \"CUCM-Pub\" is already used in line 12, column 8",
    ),
    (
        33,
        "host = \"tftp-1\"",
        "E-MANIFEST-TWICE",
        "line 33, column 8: host \"tftp-1\" is already used in line 28, column 8",
    ),
    (
        23,
        "address = \"10.48.47.153\"",
        "E-MANIFEST-TWICE",
        "line 23, column 11: address \"10.48.47.153\" is already used in line 13, column 11",
    ),
    (
        29,
        "address = \"::ffff:10.48.47.154\"",
        "E-MANIFEST-TWICE",
        "line 29, column 11: address \"::ffff:10.48.47.154\" is already used in line 23, column 11",
    ),
    (
        46,
        "certificate = \"./tokens//1.pem\"",
        "E-MANIFEST-TWICE",
        "line 46, column 15: certificate \"./tokens//1.pem\" is already used in line 42, column 15",
    ),
    (
        40,
        "[[trust]]\ncertificate = \"certs/old/../other.pem\"",
        "E-MANIFEST-TWICE",
        "line 41, column 15: certificate \"certs/old/../other.pem\" is already used in line 39, \
         column 15",
    ),
    // Publishers, certificates, folders.
    (14, "", "E-MANIFEST-PUBLISHER", "line 11, column 1: no [[node]] is the publisher"),
    (
        14,
        "publisher = false",
        "E-MANIFEST-PUBLISHER",
        "line 11, column 1: no [[node]] is the publisher",
    ),
    (
        26,
        "publisher = true",
        "E-MANIFEST-PUBLISHERS",
        "line 26, column 13: more than one publisher; the first is in line 14, column 13",
    ),
    (
        26,
        "capf = \"certs/CAPF.pem\"",
        "E-MANIFEST-CAPF",
        "line 26, column 8: capf is set for the node cucm-sub, which is not the publisher",
    ),
    (
        25,
        "",
        "E-MANIFEST-CERTIFICATE",
        "line 21, column 1: the node cucm-sub has no certificate, but it has services",
    ),
    (
        16,
        "",
        "E-MANIFEST-CERTIFICATE",
        "line 11, column 1: the node cucm-pub has no certificate, but it is the publisher",
    ),
    (
        26,
        "[[node]]\nhost = \"moh\"\naddress = \"10.0.0.9\"\nservices = []\nkey = \"moh.pem\"",
        "E-MANIFEST-CERTIFICATE",
        "line 26, column 1: the node moh has no certificate, but it has a key",
    ),
    (
        36,
        "publish = \"sftp://10.48.47.1/tftp\"",
        "E-MANIFEST-PUBLISH",
        "line 36, column 11: publish is \"sftp://10.48.47.1/tftp\", but publishing to URLs is not \
         supported yet",
    ),
    (
        36,
        "publish = \"./tftp/cucm-sub/\"",
        "E-MANIFEST-FOLDER",
        "line 36, column 11: the folder \"./tftp/cucm-sub/\" is already used by cucm-sub",
    ),
    (
        20,
        "publish = \"tftp/x/../cucm-sub\"",
        "E-MANIFEST-FOLDER",
        "line 21, column 1: the folder \"tftp/cucm-sub\" is already used by cucm-pub",
    ),
    // The ITLRecovery of a node.
    (
        20,
        "itlrecovery = \"certs/own.pem\"",
        "E-MANIFEST-NODE-RECOVERY",
        "line 20, column 15: the node cucm-pub has its own itlrecovery, but from 12.5 on only the \
         publisher has one (this is 12.5)",
    ),
    (
        26,
        "itlrecovery = { certificate = \"certs/own.pem\" }",
        "E-MANIFEST-NODE-RECOVERY",
        "line 26, column 15: the node cucm-sub has its own itlrecovery, but from 12.5 on only the \
         publisher has one (this is 12.5)",
    ),
    (
        20,
        "itlrecovery = 1",
        "E-MANIFEST-TYPE",
        "line 20, column 15: itlrecovery is a number, expected a file, or a table of certificate \
         and key",
    ),
    (
        20,
        "itlrecovery = \"pkcs11:token=one\"",
        "E-MANIFEST-VALUE",
        "line 20, column 15: itlrecovery is \"pkcs11:token=one\", expected a file (a URI belongs \
         in key)",
    ),
    (20, "itlrecovery = ''", "E-MANIFEST-EMPTY", "line 20, column 15: itlrecovery is empty"),
    (
        20,
        "itlrecovery = { key = \"keys/own.pem\" }",
        "E-MANIFEST-MISSING",
        "line 20, column 15: certificate is missing in itlrecovery",
    ),
    (
        20,
        "[node.itlrecovery]\ncertificat = \"certs/own.pem\"",
        "E-MANIFEST-KEY",
        "line 21, column 1: unknown key \"certificat\" in itlrecovery; its keys are certificate, \
         key, \
         passphrase",
    ),
    (
        20,
        "[node.itlrecovery]\ncertificate = \"a\"\nkey = \"b\"\npassphrase = \"4711\"",
        "E-MANIFEST-PASSPHRASE",
        "line 23, column 14: passphrase is not file:PATH, fd:NUMBER or env:NAME",
    ),
    // Releases.
    (
        2,
        "release = \"10.5\"",
        "E-MANIFEST-RELEASE",
        "line 2, column 11: 10.5 matches two rows of the table of releases, \"10.0, 10.5(1)\" \
         and \"10.5(2), 11.0\": write 10.5(1) or 10.5(2)",
    ),
    (
        2,
        "release = \"14\"",
        "E-MANIFEST-RELEASE",
        "line 2, column 11: 14 matches two rows of the table of releases, \"12.0 to 14SU2\" and \
         \"14SU3 on\": write 14SU2 or 14SU3",
    ),
    (
        2,
        "release = \"twelve\"",
        "E-MANIFEST-RELEASE",
        "line 2, column 11: \"twelve\" is not a CUCM release",
    ),
    (
        2,
        "release = \"3.3\"",
        "E-MANIFEST-RELEASE",
        "line 2, column 11: release 3.3 has no trust lists; CUCM has them from 4.0 on",
    ),
    (
        2,
        "release = \"9.1\"",
        "E-MANIFEST-RELEASE",
        "line 4, column 11: in release 9.1 only tokens sign the CTL; CUCM has tokenless lists \
         from 10.0 on",
    ),
    (
        2,
        "release = \"14SU3\"\n# no token is left\nsignature = 1",
        "E-MANIFEST-KEY",
        "line 4, column 1: unknown key \"signature\" in cluster.toml; its keys are name, release, \
         digest, signing, phones, sha512, signer, devices, pkcs11-module, itlrecovery, node, \
         tftp, firewall, trust, token, record",
    ),
    // Keys.
    (
        43,
        "key = \"pkcs11:tokne=4711\"",
        "E-MANIFEST-URI",
        "line 43, column 7: tokne is not an attribute of a pkcs11: URI at this place",
    ),
    (
        17,
        "key = \"PKCS11:token=a?pin-value=4711\"",
        "E-MANIFEST-URI",
        "line 17, column 7: a PIN does not belong in a pkcs11: URI, where other users and logs can see it",
    ),
    (
        10,
        "passphrase = \"4711\"",
        "E-MANIFEST-PASSPHRASE",
        "line 10, column 14: passphrase is not file:PATH, fd:NUMBER or env:NAME",
    ),
    (
        10,
        "passphrase = 4711",
        "E-MANIFEST-PASSPHRASE",
        "line 10, column 14: passphrase is not a string",
    ),
    (
        26,
        "passphrase = \"env:PIN\"",
        "E-MANIFEST-PASSPHRASE",
        "line 26, column 14: passphrase has no key beside it",
    ),
    (
        43,
        "key = \"pkcs11:token=one?pin-source=/run/pin\"\npassphrase = \"file:/run/pin\"",
        "E-MANIFEST-PASSPHRASE",
        "line 44, column 14: passphrase conflicts with the pin-source of the URI",
    ),
];

#[test]
fn each_mistake_is_told_with_its_place() {
    let mut checked = 0;
    for (number, line, id, sentence) in MISTAKES {
        let text = with_line(*number, line);
        let error = Manifest::read(&text).expect_err(line);
        assert_eq!((error.id(), error.to_string().as_str()), (*id, *sentence), "{line}");
        assert_eq!(error.class(), Class::Input, "{line}");
        let at = error.at().expect("a place").to_string();
        assert!(sentence.starts_with(&format!("{at}: ")), "{line}: {at}");
        // A value that may be a secret is not printed.
        assert!(!format!("{error:?} {error}").contains("4711"), "{line}");
        checked += 1;
    }
    assert_eq!(checked, 133);
}

/// A text and its replacement.
type Change = (&'static str, &'static str);

/// Changes of the sample in more than one line, the error's id, its message.
const CHANGES: &[(&[Change], &str, &str)] = &[
    (
        &[
            ("[itlrecovery]\n", ""),
            ("certificate = \"certs/ITLRecovery.pem\"\nkey = \"keys/ITLRecovery.pem\"\n", ""),
        ],
        "E-MANIFEST-ITLRECOVERY",
        "line 2, column 11: lists of release 12.5 contain ITLRecovery, but [itlrecovery] is \
         missing",
    ),
    (
        &[("\"12.5\"", "\"14SU3\""), ("\"tokenless\"", "\"token\"")],
        "E-MANIFEST-RELEASE",
        "line 4, column 11: in release 14SU3 tokens do not sign the CTL; 14SU2 is the last \
         release with tokens",
    ),
    (
        &[("\"12.5\"", "\"9.1\""), ("signing = \"tokenless\"", "signer = \"callmanager\"")],
        "E-MANIFEST-RELEASE",
        "line 4, column 10: in release 9.1 only tokens sign the CTL; CUCM has tokenless lists \
         from 10.0 on",
    ),
    (
        &[("\"12.5\"", "\"10.5(1)\""), ("digest = \"sha1\"", "signer = \"itlrecovery\"")],
        "E-MANIFEST-RELEASE",
        "line 3, column 10: ITLRecovery is not a SAST of tokenless lists in release 10.5(1)",
    ),
    (
        &[("name = ", "\u{feff}nmae = ")],
        "E-MANIFEST-KEY",
        "line 1, column 1: unknown key \"nmae\" in cluster.toml; its keys are name, release, \
         digest, \
         signing, phones, sha512, signer, devices, pkcs11-module, itlrecovery, node, tftp, \
         firewall, trust, token, record",
    ),
    (
        &[("\n", "\r\n"), ("\"sha1\"", "\"md5\"")],
        "E-MANIFEST-VALUE",
        "line 3, column 10: digest is \"md5\", expected \"sha1\" or \"sha512\"",
    ),
    (
        &[("\"krakow\"", "\"kra\rkow\"")],
        "E-MANIFEST-TOML",
        "line 1, column 12: the string is not closed by its quote in the same line, or contains a \
         control character",
    ),
];

#[test]
fn larger_mistakes_are_told_with_their_places() {
    let mut checked = 0;
    for (changes, id, sentence) in CHANGES {
        let text = changes.iter().fold(SAMPLE.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replace(old, new)
        });
        let error = Manifest::read(&text).expect_err(sentence);
        assert_eq!((error.id(), error.to_string().as_str()), (*id, *sentence));
        checked += 1;
    }
    assert_eq!(checked, 7);
}

#[test]
fn an_empty_file_misses_every_key() {
    for text in ["", "# nothing\n"] {
        let error = Manifest::read(text).expect_err("an error");
        assert_eq!(error.to_string(), "line 1, column 1: name is missing in cluster.toml");
    }
    let error = Manifest::read("name = \"a\"\nrelease = \"9.1\"\n").expect_err("an error");
    assert_eq!(error.to_string(), "line 1, column 1: [[node]] is missing in cluster.toml");
}

/// A cluster of a publisher and this many other nodes: with CallManager, with TFTP only, without
/// services.
fn cluster(call_processing: usize, tftp: usize, media: usize) -> String {
    let nodes = [
        (1, "publisher = true\nservices = [\"callmanager\", \"tftp\"]"),
        (call_processing, "services = [\"tftp\", \"callmanager\"]"),
        (tftp, "services = [\"tftp\"]"),
        (media, "services = []"),
    ];
    let mut text = "name = \"a\"\nrelease = \"9.1\"\n".to_owned();
    let nodes = nodes.iter().flat_map(|(count, rest)| std::iter::repeat_n(rest, *count));
    for (number, rest) in nodes.enumerate() {
        text.push_str(&format!(
            "[[node]]\nhost = \"n{number}\"\naddress = \"10.0.0.{}\"\ncertificate = \"c\"\n{rest}\n",
            number + 1
        ));
    }
    text
}

#[test]
fn a_cluster_has_28_nodes_of_three_kinds_and_a_publisher() {
    assert_eq!(Manifest::read(&cluster(16, 2, 9)).map(|manifest| manifest.nodes.len()), Ok(28));
    assert_eq!(Manifest::read(&cluster(0, 0, 0)).map(|manifest| manifest.nodes.len()), Ok(1));
    // The publisher takes lines 3 to 8, the others five each.
    for (text, sentence) in [
        (cluster(17, 2, 9), "line 144, column 1: more than 28 [[node]]"),
        (
            cluster(17, 2, 8),
            "line 89, column 1: more than 16 nodes with callmanager besides the publisher",
        ),
        (
            cluster(1, 3, 0),
            "line 24, column 1: more than 2 nodes with tftp alone besides the publisher",
        ),
        (
            cluster(0, 0, 10),
            "line 54, column 1: more than 9 nodes without services besides the publisher",
        ),
    ] {
        let error = Manifest::read(&text).expect_err(sentence);
        assert_eq!((error.id(), error.to_string().as_str()), ("E-MANIFEST-MANY", sentence));
    }
}

#[test]
fn other_tables_and_the_file_itself_have_a_limit() {
    let trusts = |count: usize| {
        let trust = |number| format!("[[trust]]\ncertificate = \"{number}\"\n");
        format!("{}{}", cluster(0, 0, 0), (0..count).map(trust).collect::<String>())
    };
    assert_eq!(Manifest::read(&trusts(96)).map(|manifest| manifest.trust.len()), Ok(96));
    let error = Manifest::read(&trusts(97)).expect_err("too many");
    assert_eq!(error.to_string(), "line 201, column 1: more than 96 [[trust]]");

    // The same certificate may be in several records.
    let records = |count: usize| {
        let record = "[[record]]\nrole = \"CCM\"\ncertificate = \"c\"\n";
        format!("{}{}", cluster(0, 0, 0), record.repeat(count))
    };
    assert_eq!(Manifest::read(&records(96)).map(|manifest| manifest.records.len()), Ok(96));
    let error = Manifest::read(&records(97)).expect_err("too many");
    assert_eq!(error.to_string(), "line 297, column 1: more than 96 [[record]]");

    let padded = |length: usize| format!("{SAMPLE}{}", "#".repeat(length - SAMPLE.len()));
    assert!(Manifest::read(&padded(262_144)).is_ok());
    let error = Manifest::read(&padded(262_145)).expect_err("too long");
    assert_eq!(error.id(), "E-MANIFEST-SIZE");
    assert_eq!(
        error.to_string(),
        "cluster.toml is too long: expected at most 262144 bytes, found 262145"
    );
    assert_eq!(error.at(), None);
}

#[test]
fn tables_within_each_other_come_to_an_end() {
    let text = format!("name = {}", "[".repeat(100_000));
    let error = Manifest::read(&text).expect_err("too deep");
    assert_eq!(error.id(), "E-MANIFEST-TOML");
    assert_eq!(error.to_string(), "line 1, column 88: tables and lists are nested too deeply");
}

#[test]
fn a_file_or_key_that_does_not_serve_is_told_with_its_place() {
    let at = Location { line: 8, column: 15 };
    let file = FileRef { text: "certs/a.pem".to_owned(), at };
    let error: ManifestError = file.refused(&"expected a file, found a folder");
    assert_eq!((error.id(), error.class()), ("E-MANIFEST-FILE", Class::Input));
    let sentence = "line 8, column 15: certs/a.pem: expected a file, found a folder";
    assert_eq!((error.to_string().as_str(), error.at()), (sentence, Some(at)));

    let key = Key { reference: KeyRef::File("keys/a.pem".into()), at, passphrase: None };
    let error = key.refused(&"the file contains 2 private keys, expected one");
    assert_eq!((error.id(), error.class()), ("E-MANIFEST-PRIVATE-KEY", Class::Key));
    let sentence = "line 8, column 15: keys/a.pem: the file contains 2 private keys, expected one";
    assert_eq!((error.to_string().as_str(), error.at()), (sentence, Some(at)));
}
