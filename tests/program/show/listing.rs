//! The listing of a tokenless list, compared with one written by hand after the listing that Cisco
//! has published (docs/format.md, section 8): tabs, blank lines and spellings are CUCM's; the
//! varying values come from other programs.

use std::fmt::Write as _;

use support::Lab;

/// 2015-03-06T20:56:07Z.
const PUBLISHED: u64 = 1_425_675_367;

/// `MD5`, `SHA1`, `SIGNATURE`, `PUBLISHER`, `CAPF` and `SUBSCRIBER` are placeholders of varying
/// values.
const TEMPLATE: &str = "\
The checksum value of the CTL file:
{MD5}(MD5)
{SHA1}(SHA1)

Length of CTL file: 4947
The CTL File was last modified on Fri Mar 06 21:56:07 CET 2015

	Parse CTL File
	----------------

Version:	1.2
HeaderLength:	336 (BYTES)

BYTEPOS	TAG		LENGTH	VALUE
-------	---		------	-----
3	SIGNERID	2	149
4	SIGNERNAME	62	CN=cucm-1051-a-pub;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
5	SERIALNUMBER	16	70:CA:F6:4E:09:07:51:B9:DF:22:F4:9F:75:4F:C5:BB
6	CANAME		62	CN=cucm-1051-a-pub;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
7	SIGNATUREINFO	2	15
8	DIGESTALGORTITHM	1
9	SIGNATUREALGOINFO	2	8
10	SIGNATUREALGORTITHM	1
11	SIGNATUREMODULUS	1
12	SIGNATURE	128
{SIGNATURE}
14	FILENAME	12
15	TIMESTAMP	4

	CTL Record #:1
		  ----
BYTEPOS	TAG		LENGTH	VALUE
-------	---		------	-----
1	RECORDLENGTH	2	1156
2	DNSNAME		16	cucm-1051-a-pub
3	SUBJECTNAME	62	CN=cucm-1051-a-pub;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
4	FUNCTION	2	System Administrator Security Token
5	ISSUERNAME	62	CN=cucm-1051-a-pub;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
6	SERIALNUMBER	16	70:CA:F6:4E:09:07:51:B9:DF:22:F4:9F:75:4F:C5:BB
7	PUBLICKEY	140
8	SIGNATURE	128
9	CERTIFICATE	694	{PUBLISHER} (SHA1 Hash HEX)
10	IPADDRESS	4

This etoken was used to sign the CTL file.

	CTL Record #:2
		  ----
BYTEPOS	TAG		LENGTH	VALUE
-------	---		------	-----
1	RECORDLENGTH	2	1156
2	DNSNAME		16	cucm-1051-a-pub
3	SUBJECTNAME	62	CN=cucm-1051-a-pub;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
4	FUNCTION	2	CCM+TFTP
5	ISSUERNAME	62	CN=cucm-1051-a-pub;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
6	SERIALNUMBER	16	70:CA:F6:4E:09:07:51:B9:DF:22:F4:9F:75:4F:C5:BB
7	PUBLICKEY	140
8	SIGNATURE	128
9	CERTIFICATE	694	{PUBLISHER} (SHA1 Hash HEX)
10	IPADDRESS	4

	CTL Record #:3
		  ----
BYTEPOS	TAG		LENGTH	VALUE
-------	---		------	-----
1	RECORDLENGTH	2	1138
2	DNSNAME		16	cucm-1051-a-pub
3	SUBJECTNAME	60	CN=CAPF-e41e7d87;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
4	FUNCTION	2	CAPF
5	ISSUERNAME	60	CN=CAPF-e41e7d87;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
6	SERIALNUMBER	16	74:4B:49:99:77:04:96:E7:99:E9:1E:81:D3:C8:10:9B
7	PUBLICKEY	140
8	SIGNATURE	128
9	CERTIFICATE	680	{CAPF} (SHA1 Hash HEX)
10	IPADDRESS	4

	CTL Record #:4
		  ----
BYTEPOS	TAG		LENGTH	VALUE
-------	---		------	-----
1	RECORDLENGTH	2	1161
2	DNSNAME		17	cucm-1051-a-sub1
3	SUBJECTNAME	63	CN=cucm-1051-a-sub1;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
4	FUNCTION	2	CCM+TFTP
5	ISSUERNAME	63	CN=cucm-1051-a-sub1;OU=TAC;O=Cisco;L=Krakow;ST=Malopolska;C=PL
6	SERIALNUMBER	16	6B:EB:FD:CD:CD:8C:A2:77:CB:2F:D1:D1:83:A6:0E:72
7	PUBLICKEY	140
8	SIGNATURE	128
9	CERTIFICATE	696	{SUBSCRIBER} (SHA1 Hash HEX)
10	IPADDRESS	4

The CTL file was verified successfully.

";

/// Where the SIGNATURE field begins and ends: after Version and HeaderLength (5
/// each), SIGNERID (3 + 149) and SIGNATUREINFO (3 + 15) it has 3 + 128 bytes.
const SIGNATURE: std::ops::Range<usize> = 180..311;

/// The first word that a coreutils program prints.
fn checksum(lab: &Lab, program: &str) -> String {
    let run = lab.program(program).arg("list.tlv").run();
    run.quiet().split(' ').next().unwrap().to_owned()
}

/// The SHA-1 of a certificate as openssl prints it, with blanks.
fn fingerprint(lab: &Lab, name: &str) -> String {
    lab.certificate(name);
    let line = lab.openssl(&format!("x509 -in {name}.pem -noout -fingerprint -sha1"));
    let line = String::from_utf8(line).unwrap();
    line.trim_end().strip_prefix("sha1 Fingerprint=").unwrap().replace(':', " ")
}

/// The signature that openssl makes over everything but the SIGNATURE field, in
/// lines of eight bytes without leading zeros.
fn signature(lab: &Lab, list: &[u8]) -> String {
    lab.write("signed", [&list[..SIGNATURE.start], &list[SIGNATURE.end..]].concat());
    lab.key("1051-pub");
    let bytes = lab.openssl("dgst -sha1 -sign 1051-pub.key signed");
    assert_eq!(bytes, list[SIGNATURE.start + 3..SIGNATURE.end]);
    let mut lines = Vec::new();
    for bytes in bytes.chunks(8) {
        let mut line = "\t\t".to_owned();
        for (index, byte) in bytes.iter().enumerate() {
            write!(line, "{}{byte:x}", if index == 0 { "\t" } else { "  " }).unwrap();
        }
        lines.push(line);
    }
    assert_eq!(lines.len(), 16);
    lines.join("\n")
}

#[test]
fn a_tokenless_list_is_listed_as_cucm_lists_it() {
    let lab = Lab::new();
    lab.copy("lists/ctl-tokenless-1024.tlv", "list.tlv");
    lab.set_modified("list.tlv", PUBLISHED);
    let expected = TEMPLATE
        .replace("{MD5}", &checksum(&lab, "md5sum"))
        .replace("{SHA1}", &checksum(&lab, "sha1sum"))
        .replace("{SIGNATURE}", &signature(&lab, &lab.read("list.tlv")))
        .replace("{PUBLISHER}", &fingerprint(&lab, "1051-pub"))
        .replace("{CAPF}", &fingerprint(&lab, "1051-capf"))
        .replace("{SUBSCRIBER}", &fingerprint(&lab, "1051-sub1"));
    assert!(!expected.contains('{'));
    let run = lab.ctl("show list.tlv").env("TZ", "Europe/Prague").run();
    assert_eq!(run.quiet(), expected);
}

/// What CUCM prints without a list.
const NO_LIST: &str = "\
Length of CTL file: 0
CTL File not found. Please run CTLClient plugin or run the CLI - utils ctl.. to generate the CTL file.
Error parsing the CTL File.
";

#[test]
fn an_empty_file_is_listed_as_cucm_lists_it() {
    let lab = Lab::new();
    lab.write("empty.tlv", "");
    let error = "the file is empty; fetch the list again, from a node that has one";
    let named = format!("ctl: empty.tlv: {error}\n");
    let piped = format!("ctl: standard input: {error}\n");
    assert_eq!(lab.ctl("show empty.tlv").run().all(), (3, NO_LIST, &*named));
    assert_eq!(lab.ctl("show -").run().all(), (3, NO_LIST, &*piped));
    assert_eq!(lab.ctl("show --format table empty.tlv").run().all(), (3, "", &*named));
}
