//! U4, B10: what `ctl plan` prints about its basis.

use serde_json::Value;

use super::Cluster;

fn plan(cluster: &Cluster, change: &str) -> (i32, Value) {
    let run = cluster.run(&format!("plan --change {change} --json"));
    (run.code, serde_json::from_slice(&run.out).unwrap_or_else(|_| panic!("{}", run.err)))
}

fn commands(plan: &Value) -> Vec<&str> {
    plan["steps"].as_array().unwrap().iter().filter_map(|step| step["command"].as_str()).collect()
}

/// No source shows `utils ctl reset localkey` on these releases: a plan that uses it is expected to
/// work. Its exit code is that of a plan that is not proven, as documented in `ctl help plan`.
#[test]
fn reset_localkey_before_12_5_is_an_inference() {
    let mut cases = 0;
    for release in ["10.5(2)", "11.0", "11.5"] {
        let cluster = Cluster::new(&format!("--release {release} --nodes 1"));
        cluster.done("set-cluster mixed-mode");
        let (code, json) = plan(&cluster, "callmanager");
        assert_eq!(commands(&json), ["reset localkey", "update CTLFile"], "{release}");
        assert_eq!((code, &json["basis"]), (1, &"expected".into()), "{release}: {json:#}");
        let text = cluster.run("plan --change callmanager");
        assert!(text.text().contains("xpected"), "{}", text.text());
        assert!(!text.text().contains("Proven"), "{}", text.text());
        // A plan that does without it is proven.
        let (code, json) = plan(&cluster, "itlrecovery");
        assert_eq!(commands(&json), ["update CTLFile"], "{release}");
        assert_eq!((code, &json["basis"]), (0, &"proven".into()), "{release}: {json:#}");
        cases += 1;
    }
    assert_eq!(cases, 3);
}

#[test]
fn reset_localkey_from_12_5_on_is_documented() {
    let cluster = Cluster::new("--release 12.5 --nodes 1").after("set-cluster mixed-mode");
    let (code, json) = plan(&cluster, "itlrecovery");
    assert_eq!(commands(&json), ["reset localkey", "update CTLFile"]);
    assert_eq!((code, &json["basis"]), (0, &"proven".into()), "{json:#}");
}

/// The guard prints the basis of its proposals too.
#[test]
fn a_proposal_says_what_it_rests_on() {
    let cluster =
        Cluster::new("--release 12.5 --nodes 1").without_tvs().after("set-cluster mixed-mode");
    cluster.renew_itlrecovery();
    let proposal = cluster.proposal("update CTLFile");
    assert_eq!(proposal.commands(), ["reset localkey", "update CTLFile"]);
    assert_eq!(proposal.basis.as_deref(), Some("proven"));
}

/// Nothing was published: phones cannot hold any lists, and the plan reports that it simulates
/// those of cluster.toml.
#[test]
fn a_plan_of_a_cluster_that_published_nothing_says_so() {
    let cluster = Cluster::new("--release 12.5 --nodes 1");
    let text = cluster.run("plan --change callmanager");
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.text().contains("nothing was published yet"), "{}", text.text());
    let (_, json) = plan(&cluster, "callmanager");
    assert_eq!(json["phones"]["lists"], "described", "{json:#}");
    assert_eq!(json["phones"]["generations"], serde_json::json!([]));
}
