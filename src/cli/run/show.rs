//! `ctl show`

use std::ffi::OsString;

use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::past::Past;
use trustlist::list::{MAX_READ, TrustList};
use trustlist::report::{Subject, json, listing, table, time};
use trustlist::verify;

use crate::cli::args::show::{Format, ShowArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::usage::UsageError;
use crate::cli::{clock, generation, input};

use super::certificate;

pub(crate) fn run(args: &ShowArgs, console: &Console) -> anyhow::Result<Exit> {
    let format = if console.json { Format::Json } else { args.format };
    let input = input::read(name(args, console)?, MAX_READ)?;
    console.detail(&format!("{}: {} bytes read", input.name, input.bytes.len()));
    if input.bytes.is_empty() && format == Format::Listing {
        Console::result(listing::EMPTY.as_bytes())?;
    }
    let list = match TrustList::parse(&input.bytes) {
        Ok(list) => list,
        Err(_) if certificate::is_certificate(&input.bytes) => {
            return certificate::print(&[input], console);
        }
        Err(error) => return Err(anyhow::Error::from(error).context(input.name)),
    };
    let mut verdict = verify::examine(&list, None);
    verdict.findings.extend(verify::other_kind(&list, &input.name));
    let subject = Subject { list: &list, verdict: &verdict, name: &input.name };
    match format {
        Format::Listing => {
            let modified = input.modified.unwrap_or_else(|| i64::from(list.header().timestamp()));
            let modified = time::cucm(modified, &clock::zone());
            Console::result(listing::listing(&subject, &modified).as_bytes())?;
        }
        Format::Table => Console::result(table::table(&subject, Console::width()).as_bytes())?,
        Format::Json => Console::json_result(&json::list(&subject, input.modified))?,
    }
    if format != Format::Json {
        for finding in &verdict.findings {
            console.remark(&input.name, finding);
        }
    }
    Ok(if verdict.is_sound() { Exit::Done } else { Exit::No })
}

/// The name of the list: `ctl` and `itl` are the current lists of the cluster.
fn name(args: &ShowArgs, console: &Console) -> anyhow::Result<OsString> {
    let is_itl = args.file.eq_ignore_ascii_case("itl");
    if let Some(host) = args.host.as_ref().filter(|_| !is_itl) {
        return Err(UsageError::HostOfNoItl { host: host.clone() }.into());
    }
    if args.file.eq_ignore_ascii_case("ctl") {
        return Ok("@current".into());
    }
    if !is_itl {
        return Ok(args.file.clone());
    }
    if let Some(host) = &args.host {
        return Ok(format!("@current/itl/{host}").into());
    }
    let folder = generation::cluster()?;
    let lists = Past::look(folder)?.present_lists()?;
    let publisher = ClusterFolder::open(folder).ok().and_then(|found| {
        let (_, node) = found.cluster.publisher()?;
        Some(node.host.clone())
    });
    let of_publisher = publisher.filter(|host| lists.itls.contains_key(host));
    let Some(host) = of_publisher.or_else(|| lists.itls.keys().next().cloned()) else {
        return Ok("@current/itl/HOST".into());
    };
    let others: Vec<&str> =
        lists.itls.keys().filter(|other| **other != host).map(String::as_str).collect();
    if !others.is_empty() {
        console.note(&format!("this is the ITL of {host}; others: {}", others.join(", ")));
    }
    Ok(format!("@current/itl/{host}").into())
}
