//! `ccctl get`

use std::str::FromStr;

use api::{Kind, List, RecordQuery, live};
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use jiff::Timestamp;
use model::Name;
use model::record::CallRecord;
use serde::Serialize;
use serde::de::DeserializeOwned;

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
  ccctl get records 0192a1d8-7c00-7000-8000-000000000001 -o yaml
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
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    output: Format,
    #[command(flatten)]
    records: Records,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::word)).try_map(|word| Kind::from_str(&word))
}

#[derive(Debug, Args, PartialEq, Eq)]
#[command(next_help_heading = "Records")]
struct Records {
    /// Calls that ended since then: 10m, 2d or 2026-11-20T16:00:00Z
    #[arg(long, value_name = "TIME")]
    since: Option<Moment>,
    /// Calls that ended before then
    #[arg(long, value_name = "TIME")]
    until: Option<Moment>,
    /// How many at most; 100 if left out
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    limit: Option<u32>,
    /// Calls from this number
    #[arg(long, value_name = "NUMBER")]
    caller: Option<String>,
    /// Calls to this number of the center
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    /// Calls in which this agent took part or was rung
    #[arg(long, value_name = "NAME")]
    agent: Option<Name>,
    /// Calls that ended so: ok, ivrGiveUp, 103 …
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
}

impl Records {
    fn none_given(&self) -> bool {
        let Records {
            since,
            until,
            limit,
            caller,
            number,
            agent,
            status,
        } = self;
        since.is_none()
            && until.is_none()
            && limit.is_none()
            && agent.is_none()
            && [caller, number, status].iter().all(|text| text.is_none())
    }

    fn query(&self, now: Timestamp) -> RecordQuery {
        RecordQuery {
            since: self.since.map(|moment| moment.before(now)),
            until: self.until.map(|moment| moment.before(now)),
            limit: None,
            caller: self.caller.clone(),
            number: self.number.clone(),
            agent: self.agent.clone(),
            status: self.status.clone(),
            cursor: None,
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
        match self.kind {
            Kind::Trunks => self.list::<live::Trunk>(&client).await,
            Kind::Numbers => self.list::<live::Number>(&client).await,
            Kind::Prompts => self.list::<live::Prompt>(&client).await,
            Kind::Ivrs => self.list::<live::Ivr>(&client).await,
            Kind::SkillGroups => self.list::<live::SkillGroup>(&client).await,
            Kind::Agents => self.list::<live::Agent>(&client).await,
            Kind::Phones => self.list::<live::Phone>(&client).await,
            Kind::Routing => self.list::<live::Routing>(&client).await,
            Kind::Calls => self.list::<live::Call>(&client).await,
            Kind::Revisions => self.list::<live::Revision>(&client).await,
            Kind::Records => self.records(&client).await,
        }
    }

    async fn list<T>(&self, client: &Client) -> Result<Exit, Failure>
    where
        T: Tabular + Serialize + DeserializeOwned,
    {
        let List { items, .. } = client
            .get::<List<T>>(Target::new(&[self.kind.word()]))
            .await?;
        let Some(wanted) = &self.name else {
            printer::items(self.output, &items)?;
            return Ok(Exit::Ok);
        };
        let Some(item) = items.iter().find(|item| item.name() == *wanted) else {
            return Err(self.nothing(wanted));
        };
        printer::item(self.output, item)?;
        Ok(Exit::Ok)
    }

    async fn records(&self, client: &Client) -> Result<Exit, Failure> {
        if let Some(id) = &self.name {
            let id = super::call_id(id).map_err(|why| {
                Failure::with(Exit::Usage, format!("{id} is no id of a record")).help(why)
            })?;
            let record: CallRecord = client
                .get(Target::new(&["records", &id.to_string()]))
                .await?;
            printer::item(self.output, &record)?;
            return Ok(Exit::Ok);
        }
        let (records, more) = self.pages(client).await?;
        printer::items(self.output, &records)?;
        if more {
            note("there are more records: see --limit and --since");
        }
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
                Some(cursor) if rest > 0 && got > 0 => query.cursor = Some(cursor),
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
