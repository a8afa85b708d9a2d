//! `ctl show`

use anyhow::Context as _;
use trustlist::list::{MAX_READ, TrustList};
use trustlist::report::{Subject, json, listing, table, time};
use trustlist::verify;

use crate::cli::args::show::{Format, ShowArgs};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::{clock, input};

pub(crate) fn run(args: &ShowArgs, console: &Console) -> anyhow::Result<Exit> {
    let format = if console.json { Format::Json } else { args.format };
    let input = input::read(&args.file, MAX_READ)?;
    console.detail(&format!("{}: {} bytes read", input.name, input.bytes.len()));
    if input.bytes.is_empty() && format == Format::Listing {
        Console::result(listing::EMPTY.as_bytes())?;
    }
    let list = TrustList::parse(&input.bytes).with_context(|| input.name.clone())?;
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
