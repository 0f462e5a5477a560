//! `ccctl set`

use api::{ChangeLive, ChangedLive, LiveChange, LiveWish};
use clap::{Args, Subcommand, ValueEnum};
use model::config::{InvalidHours, Priority, Shift};
use model::{Extension, Name, Span};

use crate::client::{Client, Target};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::moment::local;
use crate::printer::{clean, note};

const AFTER: &str = "\
Examples:
  ccctl set member presales amy --priority 1 --for 2h
  ccctl set member presales ben --remove --note 'on a training'
  ccctl set hours office --today 10:00-15:00
  ccctl set hours office --today closed --note 'no power'
  ccctl set emergency on --note 'fire alarm'

It holds from this moment on, for calls that wait as well, until it is ended (`ccctl unset`), its \
time is over, or an apply says the same. An apply that says nothing of it leaves it as it is. \
`ccctl drift` lists what is changed so, and `ccctl pull --write` takes it into the YAML. Callers \
are blocked by `ccctl blacklist add`.";

/// Change something at run time, beside the configuration
///
/// Members of skill groups and their priorities, today's hours and the emergency switch; everything else is
/// changed by ccctl apply.
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Set {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Let an agent answer a group's calls, with a priority, or no more
    Member {
        /// The skill group
        group: Name,
        /// The agent
        agent: Name,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        how: How,
    },
    /// Let a phone take a group's calls by itself, with a priority, or no more
    Phone {
        /// The skill group
        group: Name,
        /// The extension of the phone
        extension: Extension,
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        how: How,
    },
    /// Give business hours others for today
    ///
    /// Today is the day by the clock of those hours; tomorrow they are again as configured.
    Hours {
        /// The business hours
        name: Name,
        /// When somebody works today: 10:00-15:00, several after commas, or closed
        #[arg(long, value_name = "HOURS", value_parser = shifts)]
        today: Shifts,
        #[command(flatten)]
        how: How,
    },
    /// Turn the emergency switch on or off
    ///
    /// While it is on, every `hours` node leads its callers to its `emergency`, else to its `closed`.
    Emergency {
        /// Which of them
        state: Switch,
        #[command(flatten)]
        how: How,
    },
}

/// As what somebody is a member.
#[derive(Debug, Args)]
struct Place {
    /// The priority, 1 (highest) to 5
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=5))]
    priority: u8,
    /// As no member
    #[arg(long, conflicts_with = "priority")]
    remove: bool,
}

impl Place {
    fn priority(&self) -> Option<Priority> {
        (!self.remove).then_some(Priority(self.priority))
    }
}

/// How long, and why.
#[derive(Debug, Args)]
struct How {
    /// After how long it ends by itself, such as 2h
    #[arg(long = "for", value_name = "TIME")]
    lasts: Option<Span>,
    /// Why
    #[arg(long, default_value = "")]
    note: String,
}

/// Hours of a day.
#[derive(Clone, Debug)]
struct Shifts(Vec<Shift>);

fn shifts(text: &str) -> Result<Shifts, InvalidHours> {
    if text == "closed" {
        return Ok(Shifts(Vec::new()));
    }
    let parts = text.split(',').map(|part| part.trim().parse());
    parts.collect::<Result<_, _>>().map(Shifts)
}

/// How the emergency switch is set.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    /// Nobody works, whatever the hours are.
    On,
    /// The hours decide.
    Off,
}

impl Set {
    /// Changes it.
    pub async fn run(self, client: Client) -> Result<Exit, Failure> {
        let (wish, how) = self.what.asked();
        let request = ChangeLive {
            wish,
            lasts: how.lasts,
            note: how.note,
        };
        let target = Target::new(&["live_changes"]);
        let changed: ChangedLive = client.post(target, &request).await?;
        if changed.items.is_empty() {
            note("it is as the configuration says");
        }
        for change in changed.items {
            let until = change.expires_at.map(local);
            let until = until.map_or_else(String::new, |until| format!(" until {until}"));
            note(format_args!(
                "{}: {} -> {}{until}",
                clean(&change.path),
                clean(&change.desired),
                clean(&change.live),
            ));
        }
        if let Some(before) = changed.replaced {
            note(replaced(&before));
        }
        Ok(Exit::Ok)
    }
}

/// What was changed about the same before, by whom, and why.
fn replaced(before: &LiveChange) -> String {
    let why = match before.note.as_str() {
        "" => String::new(),
        note => format!(" ({note})"),
    };
    let told = format!(
        "replaced {}, set by {} at {}{why}",
        before.live,
        before.by,
        local(before.since),
    );
    clean(&told)
}

impl What {
    fn asked(self) -> (LiveWish, How) {
        match self {
            What::Member {
                group,
                agent,
                place,
                how,
            } => {
                let wish = LiveWish::Member {
                    skill_group: group,
                    agent,
                    priority: place.priority(),
                };
                (wish, how)
            }
            What::Phone {
                group,
                extension,
                place,
                how,
            } => {
                let wish = LiveWish::Phone {
                    skill_group: group,
                    phone: extension,
                    priority: place.priority(),
                };
                (wish, how)
            }
            What::Hours { name, today, how } => {
                let wish = LiveWish::Hours {
                    hours: name,
                    open: today.0,
                };
                (wish, how)
            }
            What::Emergency { state, how } => {
                let on = state == Switch::On;
                (LiveWish::Emergency { on }, how)
            }
        }
    }
}
