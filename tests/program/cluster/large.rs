//! The life of a cluster with the maximum number of nodes.

use super::Site;

#[test]
fn twenty_eight_nodes() {
    let site = Site::large();
    site.step(
        "set-cluster mixed-mode",
        &[],
        &["mode changed: non-secure to mixed", "no CTL yet", "no ITL yet"],
    );
    site.ctl_has(
        "*SAST cucm-pub cucm-pub 153 | CCM+TFTP cucm-pub cucm-pub 153
         CAPF CAPF cucm-pub 153 | SAST ITLRECOVERY_cucm-pub cucm-pub 153
         CCM cucm-sub1 cucm-sub1 154 | CCM cucm-sub2 cucm-sub2 155
         CCM cucm-sub3 cucm-sub3 156 | CCM cucm-sub4 cucm-sub4 157
         CCM cucm-sub5 cucm-sub5 158 | CCM cucm-sub6 cucm-sub6 159
         CCM cucm-sub7 cucm-sub7 160 | CCM cucm-sub8 cucm-sub8 161
         CCM cucm-sub9 cucm-sub9 162 | CCM cucm-sub10 cucm-sub10 163
         CCM cucm-sub11 cucm-sub11 164 | CCM cucm-sub12 cucm-sub12 165
         CCM cucm-sub13 cucm-sub13 166 | CCM cucm-sub14 cucm-sub14 167
         CCM cucm-sub15 cucm-sub15 168 | CCM cucm-sub16 cucm-sub16 169
         TFTP cucm-tftp1 cucm-tftp1 170 | TFTP cucm-tftp2 cucm-tftp2 171",
    );
    assert_eq!(site.current().unwrap().lists.itls.len(), 3);
    site.itl_has(
        "cucm-tftp2",
        "*SAST cucm-tftp2 cucm-tftp2 171 | TFTP cucm-tftp2 cucm-tftp2 171
         SAST ITLRECOVERY_cucm-pub cucm-pub 153
         TVS cucm-pub cucm-pub 153 | TVS cucm-sub1 cucm-sub1 154 | TVS cucm-sub2 cucm-sub2 155
         TVS cucm-sub3 cucm-sub3 156 | TVS cucm-sub4 cucm-sub4 157 | TVS cucm-sub5 cucm-sub5 158
         TVS cucm-sub6 cucm-sub6 159 | TVS cucm-sub7 cucm-sub7 160 | TVS cucm-sub8 cucm-sub8 161
         TVS cucm-sub9 cucm-sub9 162 | TVS cucm-sub10 cucm-sub10 163 | TVS cucm-sub11 cucm-sub11 164
         TVS cucm-sub12 cucm-sub12 165 | TVS cucm-sub13 cucm-sub13 166 | TVS cucm-sub14 cucm-sub14 167
         TVS cucm-sub15 cucm-sub15 168 | TVS cucm-sub16 cucm-sub16 169 | TVS cucm-tftp1 cucm-tftp1 170
         TVS cucm-tftp2 cucm-tftp2 171 | TVS cucm-media1 cucm-media1 172 | TVS cucm-media2 cucm-media2 173
         TVS cucm-media3 cucm-media3 174 | TVS cucm-media4 cucm-media4 175 | TVS cucm-media5 cucm-media5 176
         TVS cucm-media6 cucm-media6 177 | TVS cucm-media7 cucm-media7 178 | TVS cucm-media8 cucm-media8 179
         TVS cucm-media9 cucm-media9 180
         CAPF CAPF cucm-pub 153",
    );
    site.settled("update CTLFile");

    // A 29th node does not fit; replacing a node works.
    let manifest = site.manifest();
    let (before, node) = manifest.split_once("[[node]]\nhost = \"cucm-tftp2\"").unwrap();
    let (node, after) = node.split_once("\n\n").unwrap();
    let new = "[[node]]\nhost = \"cucm-tftp3\"\naddress = \"10.48.47.198\"\n\
               services = [\"tftp\"]\ncertificate = \"certs/cucm-tftp3-CallManager.pem\"\nkey = \"keys/cucm-tftp3-CallManager.pem\"\n\
               publish = \"tftp/cucm-tftp3\"";
    site.certify("cucm-tftp3-CallManager", "cucm-tftp3", "");
    std::fs::create_dir(site.path("tftp/cucm-tftp3")).unwrap();
    let old = format!("[[node]]\nhost = \"cucm-tftp2\"{node}");
    let text = format!("{before}{old}\n\n{new}\n\n{after}");
    std::fs::write(site.path("cluster.toml"), text).unwrap();
    site.refused(
        "update CTLFile",
        &[],
        3,
        "ctl: site/cluster.toml: line 319, column 1: more than \
                  28 [[node]]; remove what does not belong to this cluster\n",
    );
    std::fs::write(site.path("cluster.toml"), format!("{before}{new}\n\n{after}")).unwrap();
    site.edit("\"10.48.47.169\"", "\"10.48.47.199\"");
    site.step(
        "update CTLFile",
        &[],
        &[
            "address of cucm-sub16 changed: 10.48.47.169 to 10.48.47.199",
            "TFTP server cucm-tftp3 added",
            "TFTP server cucm-tftp2 removed",
            "TVS cucm-tftp2 removed",
            "no ITL yet",
        ],
    );
    site.ctl_has(
        "*SAST cucm-pub cucm-pub 153 | CCM+TFTP cucm-pub cucm-pub 153
         CAPF CAPF cucm-pub 153 | SAST ITLRECOVERY_cucm-pub cucm-pub 153
         CCM cucm-sub1 cucm-sub1 154 | CCM cucm-sub2 cucm-sub2 155
         CCM cucm-sub3 cucm-sub3 156 | CCM cucm-sub4 cucm-sub4 157
         CCM cucm-sub5 cucm-sub5 158 | CCM cucm-sub6 cucm-sub6 159
         CCM cucm-sub7 cucm-sub7 160 | CCM cucm-sub8 cucm-sub8 161
         CCM cucm-sub9 cucm-sub9 162 | CCM cucm-sub10 cucm-sub10 163
         CCM cucm-sub11 cucm-sub11 164 | CCM cucm-sub12 cucm-sub12 165
         CCM cucm-sub13 cucm-sub13 166 | CCM cucm-sub14 cucm-sub14 167
         CCM cucm-sub15 cucm-sub15 168 | CCM cucm-sub16 cucm-sub16 199
         TFTP cucm-tftp1 cucm-tftp1 170 | TFTP cucm-tftp3 cucm-tftp3 198",
    );
    assert_eq!(site.current().unwrap().lists.itls.len(), 3);

    // The signer is regenerated: the other key signs, then the new one.
    site.certify("cucm-pub-CallManager", "cucm-pub", "--key-type rsa1024");
    site.step(
        "reset localkey",
        &[],
        &[
            "certificate of cucm-pub regenerated",
            "CallManager certificate of cucm-pub regenerated",
            "signer changed: cucm-pub to ITLRECOVERY_cucm-pub",
            "signer changed: cucm-pub to the new cucm-pub",
        ],
    );
    site.ctl_has(
        "SAST cucm-pub cucm-pub 153 | CCM+TFTP cucm-pub cucm-pub 153
         CAPF CAPF cucm-pub 153 | *SAST ITLRECOVERY_cucm-pub cucm-pub 153
         CCM cucm-sub1 cucm-sub1 154 | CCM cucm-sub2 cucm-sub2 155
         CCM cucm-sub3 cucm-sub3 156 | CCM cucm-sub4 cucm-sub4 157
         CCM cucm-sub5 cucm-sub5 158 | CCM cucm-sub6 cucm-sub6 159
         CCM cucm-sub7 cucm-sub7 160 | CCM cucm-sub8 cucm-sub8 161
         CCM cucm-sub9 cucm-sub9 162 | CCM cucm-sub10 cucm-sub10 163
         CCM cucm-sub11 cucm-sub11 164 | CCM cucm-sub12 cucm-sub12 165
         CCM cucm-sub13 cucm-sub13 166 | CCM cucm-sub14 cucm-sub14 167
         CCM cucm-sub15 cucm-sub15 168 | CCM cucm-sub16 cucm-sub16 199
         TFTP cucm-tftp1 cucm-tftp1 170 | TFTP cucm-tftp3 cucm-tftp3 198",
    );
    site.step("update CTLFile", &[], &["signer changed: ITLRECOVERY_cucm-pub to cucm-pub"]);
    site.ctl_has(
        "*SAST cucm-pub cucm-pub 153 | CCM+TFTP cucm-pub cucm-pub 153
         CAPF CAPF cucm-pub 153 | SAST ITLRECOVERY_cucm-pub cucm-pub 153
         CCM cucm-sub1 cucm-sub1 154 | CCM cucm-sub2 cucm-sub2 155
         CCM cucm-sub3 cucm-sub3 156 | CCM cucm-sub4 cucm-sub4 157
         CCM cucm-sub5 cucm-sub5 158 | CCM cucm-sub6 cucm-sub6 159
         CCM cucm-sub7 cucm-sub7 160 | CCM cucm-sub8 cucm-sub8 161
         CCM cucm-sub9 cucm-sub9 162 | CCM cucm-sub10 cucm-sub10 163
         CCM cucm-sub11 cucm-sub11 164 | CCM cucm-sub12 cucm-sub12 165
         CCM cucm-sub13 cucm-sub13 166 | CCM cucm-sub14 cucm-sub14 167
         CCM cucm-sub15 cucm-sub15 168 | CCM cucm-sub16 cucm-sub16 199
         TFTP cucm-tftp1 cucm-tftp1 170 | TFTP cucm-tftp3 cucm-tftp3 198",
    );

    site.edit("release = \"10.5(2)\"", "release = \"14SU3\"");
    site.step(
        "update CTLFile",
        &[],
        &[
            "release changed: 10.5(2) to 14SU3",
            "signer changed: cucm-pub to ITLRECOVERY_cucm-pub",
            "signer changed: cucm-tftp1 to ITLRECOVERY_cucm-pub",
            "signer changed: cucm-tftp3 to ITLRECOVERY_cucm-pub",
        ],
    );
    let mixed = "SAST cucm-pub cucm-pub 153 | CCM+TFTP cucm-pub cucm-pub 153
         CAPF CAPF cucm-pub 153 | *SAST ITLRECOVERY_cucm-pub cucm-pub 153
         CCM cucm-sub1 cucm-sub1 154 | CCM cucm-sub2 cucm-sub2 155
         CCM cucm-sub3 cucm-sub3 156 | CCM cucm-sub4 cucm-sub4 157
         CCM cucm-sub5 cucm-sub5 158 | CCM cucm-sub6 cucm-sub6 159
         CCM cucm-sub7 cucm-sub7 160 | CCM cucm-sub8 cucm-sub8 161
         CCM cucm-sub9 cucm-sub9 162 | CCM cucm-sub10 cucm-sub10 163
         CCM cucm-sub11 cucm-sub11 164 | CCM cucm-sub12 cucm-sub12 165
         CCM cucm-sub13 cucm-sub13 166 | CCM cucm-sub14 cucm-sub14 167
         CCM cucm-sub15 cucm-sub15 168 | CCM cucm-sub16 cucm-sub16 199
         TFTP cucm-tftp1 cucm-tftp1 170 | TFTP cucm-tftp3 cucm-tftp3 198";
    site.ctl_has(mixed);
    let reasons = [
        "mode changed: mixed to non-secure",
        "record of cucm-pub emptied",
        "record of cucm-sub1 emptied",
        "record of cucm-sub2 emptied",
        "record of cucm-sub3 emptied",
        "record of cucm-sub4 emptied",
        "record of cucm-sub5 emptied",
        "record of cucm-sub6 emptied",
        "record of cucm-sub7 emptied",
        "record of cucm-sub8 emptied",
        "record of cucm-sub9 emptied",
        "record of cucm-sub10 emptied",
        "record of cucm-sub11 emptied",
        "record of cucm-sub12 emptied",
        "record of cucm-sub13 emptied",
        "record of cucm-sub14 emptied",
        "record of cucm-sub15 emptied",
        "record of cucm-sub16 emptied",
        "record of cucm-tftp1 emptied",
        "record of cucm-tftp3 emptied",
        "role of cucm-pub changed: CCM+TFTP to TFTP",
    ];
    site.step("set-cluster non-secure-mode", &[], &reasons);
    let emptied = "SAST cucm-pub cucm-pub 153 | CCM+TFTP - cucm-pub 153 emptied
         CAPF CAPF cucm-pub 153 | *SAST ITLRECOVERY_cucm-pub cucm-pub 153
         CCM - cucm-sub1 154 emptied | CCM - cucm-sub2 155 emptied
         CCM - cucm-sub3 156 emptied | CCM - cucm-sub4 157 emptied
         CCM - cucm-sub5 158 emptied | CCM - cucm-sub6 159 emptied
         CCM - cucm-sub7 160 emptied | CCM - cucm-sub8 161 emptied
         CCM - cucm-sub9 162 emptied | CCM - cucm-sub10 163 emptied
         CCM - cucm-sub11 164 emptied | CCM - cucm-sub12 165 emptied
         CCM - cucm-sub13 166 emptied | CCM - cucm-sub14 167 emptied
         CCM - cucm-sub15 168 emptied | CCM - cucm-sub16 199 emptied
         TFTP - cucm-tftp1 170 emptied | TFTP - cucm-tftp3 198 emptied";
    site.ctl_has(emptied);
    site.step(
        "set-cluster mixed-mode",
        &[],
        &[
            "mode changed: non-secure to mixed",
            "certificate of cucm-pub restored",
            "certificate of cucm-sub1 restored",
            "certificate of cucm-sub2 restored",
            "certificate of cucm-sub3 restored",
            "certificate of cucm-sub4 restored",
            "certificate of cucm-sub5 restored",
            "certificate of cucm-sub6 restored",
            "certificate of cucm-sub7 restored",
            "certificate of cucm-sub8 restored",
            "certificate of cucm-sub9 restored",
            "certificate of cucm-sub10 restored",
            "certificate of cucm-sub11 restored",
            "certificate of cucm-sub12 restored",
            "certificate of cucm-sub13 restored",
            "certificate of cucm-sub14 restored",
            "certificate of cucm-sub15 restored",
            "certificate of cucm-sub16 restored",
            "certificate of cucm-tftp1 restored",
            "certificate of cucm-tftp3 restored",
            "role of cucm-pub changed: TFTP to CCM+TFTP",
        ],
    );
    site.ctl_has(mixed);
    site.step("set-cluster non-secure-mode", &[], &reasons);
    site.ctl_has(emptied);
    site.step("delete CTLFile", &[], &["phones no longer get a CTL"]);
    site.ctl_has("");
    assert_eq!(site.current().unwrap().number, 9);
}

/// Ten lines of each kind are printed; with -v all are printed.
#[test]
fn long_output_is_summarised() {
    let site = Site::large();
    // The lines of the table that begins with this word, without its heading.
    let table = |text: &str, word: &str| {
        let lines = text.lines().skip_while(|line| !line.starts_with(word)).skip(1);
        lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let brief = site.ctl("set-cluster mixed-mode --dry-run").run();
    let long = site.ctl("set-cluster mixed-mode --dry-run -v").run();
    assert_eq!((brief.code, long.code), (0, 0), "{}", brief.err);
    let mut cases = 0;
    for word in ["SERVER", "PHONES", "CTL: "] {
        let (brief, long) = (table(brief.text(), word), table(long.text(), word));
        let more = brief.iter().find(|line| line.trim_start().starts_with("and ")).unwrap();
        let count: usize = more.split_whitespace().nth(1).unwrap().parse().unwrap();
        assert!(more.ends_with("; -v prints all"), "{more}");
        assert!(!long.iter().any(|line| line.contains("-v prints all")), "{word}");
        if word != "CTL: " {
            assert_eq!((brief.len(), long.len()), (11, 10 + count), "{word}");
        }
        cases += 1;
    }
    assert_eq!(cases, 3);
    assert_eq!(site.change("set-cluster mixed-mode", &[]).code, 0);
    for host in 0..9 {
        std::fs::remove_file(site.path(&format!("tftp/cucm-sub{}/CTLFile.tlv", host + 1))).unwrap();
    }
    let status = site.ctl("status").run();
    let files = table(status.text(), "SERVER");
    assert_eq!(files.len(), 11, "{}", status.text());
    let missing = files.iter().filter(|line| line.ends_with(" missing"));
    assert_eq!(missing.count(), 9, "{}", status.text());
    assert!(files[10].ends_with(" current; -v prints all"), "{}", files[10]);
    assert!(table(site.ctl("status -v").run().text(), "SERVER").len() > 50);
}
