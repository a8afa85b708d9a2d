//! The `openssl` command, which generates inputs and expected values.

use std::process::Command;

use crate::Lab;

impl Lab {
    /// Runs `openssl` in the folder; the words of `line` must not contain spaces.
    pub fn openssl(&self, line: &str) -> Vec<u8> {
        let output = Command::new("openssl")
            .args(line.split_whitespace())
            .current_dir(self.path("."))
            .env("LC_ALL", "C")
            .output()
            .expect("the tests need openssl: run tests/setup.sh");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {line}\n{errors}");
        output.stdout
    }

    /// Generates the RSA key `NAME.key` and the self-signed certificate `NAME.pem`.
    pub fn self_signed(&self, name: &str, bits: usize) {
        self.openssl(&format!("genrsa -out {name}.key {bits}"));
        self.certify_self(name);
    }

    /// Issues the self-signed certificate `NAME.pem` of `NAME.key`.
    pub fn certify_self(&self, name: &str) {
        self.openssl(&format!("req -x509 -new -key {name}.key -subj /CN={name} -out {name}.pem"));
    }

    /// Generates `NAME.key` if it is missing, and issues the certificate `FILE` for it with the
    /// subject `NAME`, signed by `ISSUER.key` under the name `ISSUER`.
    pub fn issued(&self, name: &str, issuer: &str, file: &str, serial: u32) {
        if !self.path(&format!("{name}.key")).exists() {
            self.openssl(&format!("genrsa -out {name}.key 1024"));
        }
        self.openssl(&format!("req -new -key {name}.key -subj /CN={name} -out {name}.csr"));
        self.openssl(&format!(
            "x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -set_serial {serial} -out {file}"
        ));
    }

    /// The DER of a PEM certificate, as openssl decodes it.
    pub fn der(&self, name: &str) -> Vec<u8> {
        self.openssl(&format!("x509 -in {name} -outform DER"))
    }
}
