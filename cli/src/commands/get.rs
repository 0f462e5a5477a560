//! `ccctl get`

use std::str::FromStr;

use api::{Kind, List, RecordFormat, RecordQuery, live};
use clap::builder::TypedValueParser;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use model::Name;
use model::record::{CallRecord, Direction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::provision::Provision;
use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::printer::{self, Format, Tabular, note};

const AFTER: &str = "\
Examples:
  ccctl get agents                     what everybody does
  ccctl get skill_groups sales         one of them
  ccctl get calls                      the calls that are up
  ccctl get records --since 1d --status waitingGiveUp
  ccctl get records -o json | jq '.[0].path'
  ccctl get records --since 30d --group sales -o csv > records.csv
  ccctl get hotwords -o txt > words.txt
  ccctl get webhooks                   whether records reach customers' systems
  ccctl get records 0192a1d8-7c00-7000-8000-000000000001 -o yaml
  ccctl get phone 2001 --provision yealink
  ccctl get revisions                  what was applied, when and by whom";

/// List what is there and what it does
///
/// Shows the live state of every resource of a kind, or of one by its name: registrations, agents'
/// states, queues, calls. Records are the calls that are over, newest first.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Get {
    /// The kind
    #[arg(value_parser = kinds(), value_name = "KIND")]
    kind: Kind,
    /// The name, the number, the extension, or the id of a call or record
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = ListFormat::Table, value_name = "FORMAT")]
    output: ListFormat,
    #[command(flatten)]
    records: Records,
    #[command(flatten)]
    provision: Provision,
}

/// A form of output.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// For people.
    Table,
    /// One JSON document.
    Json,
    /// One YAML document.
    Yaml,
    /// One JSON document a line and item.
    Ndjson,
    /// Records for a spreadsheet, every field of each.
    Csv,
    /// Hotwords for `ccctl import hotwords`, `word|weight` a line.
    Txt,
}

impl ListFormat {
    /// The form in which this program writes; `None`: the daemon does.
    const fn own(self) -> Option<Format> {
        match self {
            ListFormat::Table => Some(Format::Table),
            ListFormat::Json => Some(Format::Json),
            ListFormat::Yaml => Some(Format::Yaml),
            ListFormat::Ndjson => Some(Format::Ndjson),
            ListFormat::Csv | ListFormat::Txt => None,
        }
    }
}

/// Each kind by its word, or by that of one of it: `get phone 2001`.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let words = Kind::ALL.map(|kind| PossibleValue::new(kind.word()).aliases(one_of(kind)));
    PossibleValuesParser::new(words).try_map(|word| {
        let mut kinds = Kind::ALL.into_iter();
        let meant = kinds.find(|kind| one_of(*kind) == Some(word.as_str()));
        meant.map_or_else(|| Kind::from_str(&word), Ok)
    })
}

fn one_of(kind: Kind) -> Option<&'static str> {
    kind.word().strip_suffix('s')
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Records")]
struct Records {
    /// Calls that ended since then: 10m, 2d or 2026-11-20T16:00:00Z
    #[arg(long, value_name = "TIME")]
    since: Option<Moment>,
    /// Calls that ended before then
    #[arg(long, value_name = "TIME")]
    until: Option<Moment>,
    /// How many at most; 100 if left out, and all of CSV
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: Option<u32>,
    /// Calls from this number
    #[arg(long, value_name = "NUMBER")]
    caller: Option<String>,
    /// Calls to this number
    #[arg(long, value_name = "NUMBER")]
    callee: Option<String>,
    /// Calls from or to this number
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// Calls of customers (in) or to them (out)
    #[arg(long, value_name = "DIRECTION", value_parser = directions())]
    direction: Option<Direction>,
    /// Calls in which this agent took part or was rung
    #[arg(long, value_name = "NAME")]
    agent: Option<Name>,
    /// Calls that waited in this skill group or for which it was rung
    #[arg(long, value_name = "NAME")]
    group: Option<Name>,
    /// Calls that ended so: ok, ivrGiveUp, 103 …
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Calls whose remark has this text
    #[arg(long, value_name = "TEXT")]
    remark: Option<String>,
}

fn directions() -> impl TypedValueParser<Value = Direction> {
    PossibleValuesParser::new(["in", "out"]).map(|word| match word.as_str() {
        "out" => Direction::Out,
        _ => Direction::In,
    })
}

impl Records {
    fn none_given(&self) -> bool {
        let query = self.query(Timestamp::UNIX_EPOCH);
        self.limit.is_none() && query == RecordQuery::default()
    }

    fn query(&self, now: Timestamp) -> RecordQuery {
        RecordQuery {
            since: self.since.map(|moment| moment.before(now)),
            until: self.until.map(|moment| moment.before(now)),
            caller: self.caller.clone(),
            callee: self.callee.clone(),
            number: self.number.clone(),
            direction: self.direction,
            agent: self.agent.clone(),
            skill_group: self.group.clone(),
            status: self.status.clone(),
            remark: self.remark.clone(),
            ..RecordQuery::default()
        }
    }
}

impl Get {
    /// Shows the list.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let filtered = self.kind == Kind::Records && self.name.is_none();
        if !filtered && !self.records.none_given() {
            let told = "the options for records go with `get records` without an id";
            return Err(Failure::with(Exit::Usage, told));
        }
        if self.output == ListFormat::Txt {
            return self.words(&client).await;
        }
        let Some(format) = self.output.own() else {
            return self.file(&client, filtered).await;
        };
        if let Some(make) = self.provision.make() {
            let Some(phone) = self.name.as_deref().filter(|_| self.kind == Kind::Phones) else {
                let told =
                    "--provision is for one phone: `ccctl get phone 2001 --provision yealink`";
                return Err(Failure::with(Exit::Usage, told));
            };
            return self.provision.show(make, &client, phone, format).await;
        }
        match self.kind {
            Kind::Trunks => self.list::<live::Trunk>(&client, format).await,
            Kind::Numbers => self.list::<live::Number>(&client, format).await,
            Kind::Prompts => self.list::<live::Prompt>(&client, format).await,
            Kind::Ivrs => self.list::<live::Ivr>(&client, format).await,
            Kind::SkillGroups => self.list::<live::SkillGroup>(&client, format).await,
            Kind::Agents => self.list::<live::Agent>(&client, format).await,
            Kind::Phones => self.list::<live::Phone>(&client, format).await,
            Kind::Routing => self.list::<live::Routing>(&client, format).await,
            Kind::Hours => self.list::<live::Hours>(&client, format).await,
            Kind::Hotwords => self.list::<live::Hotword>(&client, format).await,
            Kind::Webhooks => self.list::<live::Webhook>(&client, format).await,
            Kind::CallerLists => self.list::<live::CallerList>(&client, format).await,
            Kind::Roles => self.list::<live::Role>(&client, format).await,
            Kind::Calls => self.list::<live::Call>(&client, format).await,
            Kind::Revisions => self.list::<live::Revision>(&client, format).await,
            Kind::Records => self.records(&client, format).await,
        }
    }

    async fn list<T>(&self, client: &Client, format: Format) -> Result<Exit, Failure>
    where
        T: Tabular + Serialize + DeserializeOwned,
    {
        let List { items, .. } = client
            .get::<List<T>>(Target::new(&[self.kind.word()]))
            .await?;
        let Some(wanted) = &self.name else {
            printer::items(format, &items)?;
            return Ok(Exit::Ok);
        };
        let Some(item) = items.iter().find(|item| item.name() == *wanted) else {
            return Err(self.nothing(wanted));
        };
        printer::item(format, item)?;
        Ok(Exit::Ok)
    }

    async fn records(&self, client: &Client, format: Format) -> Result<Exit, Failure> {
        if let Some(id) = &self.name {
            let id = super::call_id(id).map_err(|why| {
                Failure::with(Exit::Usage, format!("{id} is no id of a record")).help(why)
            })?;
            let record: CallRecord = client
                .get(Target::new(&["records", &id.to_string()]))
                .await?;
            printer::item(format, &record)?;
            return Ok(Exit::Ok);
        }
        let (records, more) = self.pages(client).await?;
        printer::items(format, &records)?;
        if more {
            note("there are more records: see --limit and --since");
        }
        Ok(Exit::Ok)
    }

    /// The hotwords as a text that can be imported.
    async fn words(&self, client: &Client) -> Result<Exit, Failure> {
        if self.kind != Kind::Hotwords || self.name.is_some() {
            let told = "only hotwords are written as txt, all of them";
            return Err(Failure::with(Exit::Usage, told));
        }
        let list: List<live::Hotword> = client.get(Target::new(&[self.kind.word()])).await?;
        let words = list.items.iter().map(|it| (&it.name, it.weight));
        printer::text(&crate::import::hotwords::text(words))?;
        Ok(Exit::Ok)
    }

    /// The records as the daemon writes them for a spreadsheet.
    async fn file(&self, client: &Client, filtered: bool) -> Result<Exit, Failure> {
        if !filtered {
            let told = "only records are written as CSV, all that the options ask for";
            return Err(Failure::with(Exit::Usage, told));
        }
        let query = RecordQuery {
            limit: self.records.limit,
            format: Some(RecordFormat::Csv),
            ..self.records.query(Timestamp::now())
        };
        let target = Target::new(&["records"]).query(&query);
        client.copy(target, printer::bytes).await?;
        Ok(Exit::Ok)
    }

    /// As many pages as the limit asks for, and whether there are more.
    async fn pages(&self, client: &Client) -> Result<(Vec<CallRecord>, bool), Failure> {
        let limit = self.records.limit.unwrap_or(RecordQuery::DEFAULT_LIMIT);
        let mut query = self.records.query(Timestamp::now());
        let mut rest = limit;
        let mut records = Vec::new();
        loop {
            query.limit = Some(rest.min(RecordQuery::MAX_LIMIT));
            let page: List<CallRecord> =
                client.get(Target::new(&["records"]).query(&query)).await?;
            let got = u32::try_from(page.items.len()).unwrap_or(u32::MAX);
            records.extend(page.items);
            rest = rest.saturating_sub(got);
            match page.next {
                // A page is empty where the daemon looked at many records of which none was asked for.
                Some(cursor) if rest > 0 => query.cursor = Some(cursor),
                next => return Ok((records, next.is_some())),
            }
        }
    }

    fn nothing(&self, name: &str) -> Failure {
        let kind = self.kind.word();
        Failure::error(format!("there is no {name} among the {kind}"))
            .help(format!("`ccctl get {kind}` lists what is there"))
    }
}
