//! The text of a new `cluster.toml`: a commented template to fill in by hand, and the same filled
//! in for a lab.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

use super::manifest::Signing;

/// The template: its comments explain every key.
pub const BLANK: &str = include_str!("cluster.toml");

/// The values to fill in. Paths are relative to the cluster's folder.
#[derive(Clone, Debug)]
pub struct Filling {
    /// The cluster's name.
    pub name: String,
    /// CUCM's release.
    pub release: String,
    /// Who signs the CTL.
    pub signing: Signing,
    /// Certificate and key of ITLRecovery.
    pub recovery: Option<[String; 2]>,
    /// The nodes, the publisher first.
    pub nodes: Vec<NodeFilling>,
    /// Certificate and key of each USB token.
    pub tokens: Vec<[String; 2]>,
}

/// A `[[node]]`.
#[derive(Clone, Debug)]
pub struct NodeFilling {
    /// `host`.
    pub host: String,
    /// `address`.
    pub address: String,
    /// `services`.
    pub services: Vec<&'static str>,
    /// `certificate` and `key`.
    pub pair: [String; 2],
    /// `capf`.
    pub capf: Option<String>,
    /// `tvs`.
    pub tvs: Option<String>,
    /// `publish`.
    pub publish: String,
}

/// The text of a cluster.toml with another name of the cluster.
#[must_use]
pub fn named(text: &str, name: &str) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else { return text.to_owned() };
    set(&mut document, "name", name);
    document.to_string()
}

/// [`BLANK`], filled in, with its comments.
#[must_use]
pub fn filled(filling: &Filling) -> String {
    // A test checks that it parses.
    let mut document: DocumentMut = BLANK.parse().unwrap_or_default();
    set(&mut document, "name", filling.name.as_str());
    set(&mut document, "release", filling.release.as_str());
    set(&mut document, "signing", filling.signing.name());
    match (&filling.recovery, document.get_mut("itlrecovery").and_then(Item::as_table_mut)) {
        (Some([certificate, key]), Some(table)) => {
            set(table, "certificate", certificate.as_str());
            set(table, "key", key.as_str());
        }
        _ => drop(document.remove("itlrecovery")),
    }
    if let Some(nodes) = document.get_mut("node").and_then(Item::as_array_of_tables_mut) {
        // The first one is explained key by key, and the others look like the second.
        nodes.retain(|table| table.contains_key("publisher"));
        for (index, node) in filling.nodes.iter().enumerate() {
            if index > 0 {
                nodes.push(Table::new());
            }
            if let Some(table) = nodes.get_mut(index) {
                fill(table, node);
            }
        }
    }
    let tokens = filling.tokens.iter().map(|[certificate, key]| {
        let mut table = Table::new();
        set(&mut table, "certificate", certificate.as_str());
        set(&mut table, "key", key.as_str());
        table
    });
    if !filling.tokens.is_empty() {
        document.insert("token", Item::ArrayOfTables(tokens.collect::<ArrayOfTables>()));
    }
    document.to_string()
}

fn fill(table: &mut Table, node: &NodeFilling) {
    let [certificate, key] = &node.pair;
    set(table, "host", node.host.as_str());
    set(table, "address", node.address.as_str());
    set(table, "services", node.services.iter().copied().collect::<Array>());
    set(table, "certificate", certificate.as_str());
    set(table, "key", key.as_str());
    for (name, path) in [("capf", &node.capf), ("tvs", &node.tvs)] {
        match path {
            Some(path) => set(table, name, path.as_str()),
            None => drop(table.remove(name)),
        }
    }
    set(table, "publish", node.publish.as_str());
}

/// Sets a value; the comments around it stay.
fn set(table: &mut Table, key: &str, new: impl Into<Value>) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = new.into();
            *old.decor_mut() = decor;
        }
        None => drop(table.insert(key, value(new))),
    }
}
