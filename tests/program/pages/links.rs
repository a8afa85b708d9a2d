//! The links of pages lead to files and headings that exist.

use std::fs;

use support::fixtures::source;

const PAGES: [&str; 8] = [
    "README.md",
    "SECURITY.md",
    "CONTRIBUTING.md",
    "docs/cluster.md",
    "docs/cucm.md",
    "docs/format.md",
    "docs/listing.md",
    "docs/phone.md",
];

/// The targets of the links in a page.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target).filter(|target| !target.contains("://"))
}

/// The anchors of a page: its headings in lower case, without punctuation.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let slug = |line: &str| {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.collect::<String>().replace(' ', "-")
    };
    headings.map(slug).collect()
}

#[test]
fn each_link_leads_somewhere() {
    let mut pages: Vec<String> = PAGES.map(str::to_owned).to_vec();
    let jobs = fs::read_dir(source("docs/jobs")).unwrap();
    pages.extend(jobs.map(|job| format!("docs/jobs/{}", job.unwrap().file_name().display())));
    let mut count = 0;
    for page in &pages {
        let path = source(page);
        let text = fs::read_to_string(&path).unwrap();
        for link in links(&text) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.with_file_name(file) };
            assert!(target.exists(), "{page}: {link}");
            if !anchor.is_empty() {
                let headings = anchors(&fs::read_to_string(&target).unwrap());
                assert!(headings.iter().any(|heading| heading == anchor), "{page}: {link}");
            }
            count += 1;
        }
    }
    assert!(count > 60, "{count} links");
}
