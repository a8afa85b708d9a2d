//! The status of a cluster as text.

use std::collections::HashMap;
use std::iter::repeat_n;

use super::phone_files::{folder_and_name, name_of, phone_files};
use super::status::{PublishedFile, Status};
use super::style::{Paint, Style, left_out};
use super::table;
use crate::text::{counted, visible};

/// The status as text.
#[must_use]
pub fn status(status: &Status, style: Style) -> String {
    let shown = |text: &str| visible(text.as_bytes());
    let mut out = format!(
        "Cluster {}, release {}, {}\nCluster security mode: {} ({})\n",
        shown(&status.name),
        shown(&status.release),
        status.signing,
        status.mode_code,
        status.mode
    );
    match (status.generation, &status.published) {
        (Some(number), Some(time)) => out += &format!("Published: @{number} on {time}\n"),
        _ => out += "Published: nothing yet\n",
    }
    if let Some(number) = status.unfinished {
        out += &format!(
            "The publication of @{number} was interrupted; the next command finishes it or reverts it.\n"
        );
    }
    for list in &status.lists {
        let of =
            list.host.as_deref().map_or_else(String::new, |host| format!(" of {}", shown(host)));
        let sound = if list.sound { "" } else { ", NOT SOUND" };
        let signer = list.signer.as_ref().map_or("", |signer| &signer.common_name);
        out += &format!("{}{of}: signed by {signer}{sound}\n", list.kind);
    }
    if !status.files.is_empty() {
        let kind = |file: &&PublishedFile| {
            let (folder, name) = folder_and_name(&file.path);
            let what = (file.size, file.generation, file.state);
            Some((phone_files(name)?, file.server.clone(), folder.to_owned(), what))
        };
        let files = style.together(status.files.iter().collect(), kind);
        let (files, left) = style.few(files, |(file, _)| file.state != "current");
        let rows = files.into_iter().map(|(file, count)| {
            let dash = || "-".to_owned();
            let (folder, name) = folder_and_name(&file.path);
            [
                shown(&file.server),
                shown(&format!("{folder}{}", name_of(name, count))),
                file.size.map_or_else(dash, |size| size.to_string()),
                file.generation.map_or_else(dash, |number| format!("@{number}")),
                file.state.to_owned(),
            ]
        });
        let headings = ["SERVER", "FILE", "SIZE", "GENERATION", "STATE"];
        out += &format!("\n{}", table::aligned(headings, rows));
        out += &left_out(left.iter().flat_map(|(file, count)| repeat_n(file.state, *count)));
    }
    out += &checksums(status, style);
    if !status.anchors.is_empty() {
        let rows = status.anchors.iter().map(|anchor| {
            let state = if anchor.present { "" } else { "no longer in this folder" };
            let days = if anchor.expired {
                "expired".to_owned()
            } else {
                counted(usize::try_from(anchor.days_left).unwrap_or_default(), "day")
            };
            [anchor.common_name.clone(), anchor.lists.join(", "), days, state.to_owned()]
        });
        let headings = ["ANCHOR", "LISTS", "EXPIRES IN", ""];
        out += &format!("\n{}", table::aligned(headings, rows));
    }
    if !status.classes.is_empty() {
        out.push('\n');
    }
    for class in &status.classes {
        let left = class.left.join(", ");
        out += &match (&class.keep, class.left.len()) {
            (_, 0) => format!(
                "{}: no anchor is left; these phones have no common anchor that this cluster can sign with\n",
                class.class
            ),
            (Some(_), _) => {
                let state = if class.expired.is_empty() { "left" } else { "left, and has expired" };
                format!(
                    "{}: 1 anchor is {state}: {left}. Do not change this certificate before the phones have another list\n",
                    class.class
                )
            }
            (None, number) => {
                let expired = match class.expired.len() {
                    0 => String::new(),
                    count => format!(", {count} of them expired"),
                };
                format!("{}: {} left{expired}: {left}\n", class.class, counted(number, "anchor"))
            }
        };
    }
    if !status.expiring.is_empty() {
        out.push('\n');
    }
    for line in style.lines(status.expiring.iter().map(|expiring| expiring.sentence.clone())) {
        out += &format!("{}\n", style.paint(Paint::Doubt, &line));
    }
    if !status.held.is_empty() {
        let held = status.held.iter().map(|held| match held.origin.as_str() {
            "published" => format!("@{}", held.generation),
            origin => format!("@{} ({})", held.generation, shown(origin)),
        });
        let held: Vec<String> = held.collect();
        out += &format!("\nPhones may hold: {}\n", held.join(", "));
    }
    if status.drift.is_empty() && status.generation.is_none() {
        out += "\nNothing was published yet, so there is nothing to compare.\n";
    } else if status.drift.is_empty() {
        out += "\nNo drift: what is published is what cluster.toml describes.\n";
    } else {
        out += &format!("\n{}:\n", counted(status.drift.len(), "difference"));
        for line in style.lines(status.drift.iter().map(|line| shown(line))) {
            out += &format!("  {}\n", style.paint(Paint::Doubt, &line));
        }
    }
    out
}

/// The hashes that a phone displays for its lists, for comparison: each file once, with the servers
/// that have it, and the lists that no server has.
fn checksums(status: &Status, style: Style) -> String {
    let mut sums: Vec<(Vec<&str>, String, &str, &str)> = Vec::new();
    let mut known: HashMap<(String, &str), usize> = HashMap::new();
    for (file, count) in style.together(status.files.iter().collect(), |file| kind_of_sum(file)) {
        let name = name_of(folder_and_name(&file.path).1, count);
        let (Some(md5), Some(sha1)) = (&file.md5, &file.sha1) else { continue };
        let index = *known.entry((name.clone(), sha1)).or_insert(sums.len());
        if let Some((servers, ..)) = sums.get_mut(index) {
            servers.push(&file.server);
        } else {
            sums.push((vec![&file.server], name, md5, sha1));
        }
    }
    for list in &status.lists {
        if !sums.iter().any(|(_, _, _, known)| **known == list.sha1) {
            let name = if list.host.is_some() { "ITLFile.tlv" } else { "CTLFile.tlv" };
            let host = list.host.as_deref().unwrap_or_default();
            sums.push((vec!["no server", host], name.to_owned(), &list.md5, &list.sha1));
        }
    }
    if sums.is_empty() {
        return String::new();
    }
    let (sums, left) = style.few(sums, |(_, name, ..)| name == "CTLFile.tlv");
    let rows = sums.into_iter().map(|(servers, name, md5, sha1)| {
        let servers = match servers.as_slice() {
            ["no server", ""] => "no server".to_owned(),
            ["no server", host] => format!("not on {host}"),
            [first, second, third, _, ..] if !style.all => {
                let more = servers.len().saturating_sub(3);
                format!("{first}, {second}, {third} and {more} more")
            }
            few => few.join(", "),
        };
        [visible(servers.as_bytes()), visible(name.as_bytes()), md5.to_owned(), sha1.to_owned()]
    });
    let table = table::aligned(["SERVER", "FILE", "MD5", "SHA-1"], rows);
    format!("\n{table}{}", left_out(left.iter().map(|(_, name, ..)| name.as_str())))
}

/// The files of phones that share a line of the checksums: those on one server with the same bytes.
fn kind_of_sum(file: &PublishedFile) -> Option<(&'static str, &str, &str)> {
    let kind = phone_files(folder_and_name(&file.path).1)?;
    Some((kind, &file.server, file.sha1.as_deref()?))
}
