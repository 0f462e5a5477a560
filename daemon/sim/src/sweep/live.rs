//! What is changed at run time beside the configuration: members, today's hours, the emergency switch, and
//! callers who are blocked; for a while or until somebody takes it back, and now and then in vain.

use model::config::{Priority, Shift};
use model::live::LiveValue;
use model::{Extension, Name};
use switch::{Command, LiveDraft, Reply};

use super::center::{self, AGENTS, DESK, OFFICE, TODAY};
use super::{CALLERS, Deed, Run};

/// How often something is changed in a run.
const CHANGES: u64 = 26;
const GROUPS: [&str; 4] = ["presales", "aftersales", "small", "rare"];
/// Hours of the day of a sweep, which begins at nine; some of them begin or end in the middle of it.
const HOURS: [&[&str]; 4] = [
    &[],
    &["00:00-24:00"],
    &["08:00-09:01"],
    &["00:00-00:30", "09:01-18:00"],
];

impl Run {
    /// Plans what is changed at run time.
    pub(super) fn plan_live_changes(&mut self) {
        for _ in 0..CHANGES {
            let changes = self.millis(6_000, 118_000);
            self.deeds.plan(self.at(changes), Deed::Live);
        }
    }

    /// Somebody changes something, or takes it back.
    pub(super) fn change_live(&mut self) {
        let command = match self.chance.below(100) {
            0..50 => self.change_member(),
            50..58 => self.change_phone(),
            58..68 => self.change_hours(),
            68..74 => self.change_emergency(),
            _ => self.block(),
        };
        if let Some(command) = command {
            self.report.count("live changes");
            let ticket = self.world.command(command);
            self.changing.insert(ticket);
        }
    }

    /// A command is answered, perhaps one of those.
    pub(super) fn changed_live(&mut self, ticket: switch::Ticket, reply: &Reply) {
        if self.changing.remove(&ticket) && matches!(reply, Reply::Problem(_)) {
            self.report.count("live changes refused");
        }
    }

    fn change_member(&mut self) -> Option<Command> {
        let agent = 1 + self.chance.below(u64::from(AGENTS)) as u16;
        let value = LiveValue::Member {
            skill_group: self.group()?,
            agent: Name::new(&center::agent(agent)).ok()?,
            priority: self.priority(),
        };
        Some(self.set_or_take_back(value))
    }

    /// The desk takes a group's calls, or a phone that follows an agent, which is refused.
    fn change_phone(&mut self) -> Option<Command> {
        let phone = match self.chance.percent(80) {
            true => DESK.to_owned(),
            false => center::extension(1),
        };
        let value = LiveValue::Phone {
            skill_group: self.group()?,
            phone: Extension::new(&phone).ok()?,
            priority: self.priority(),
        };
        Some(self.set_or_take_back(value))
    }

    /// Today has other hours; those of another day are refused.
    fn change_hours(&mut self) -> Option<Command> {
        let hours = HOURS.get(self.chance.below(HOURS.len() as u64) as usize)?;
        let shifts = hours.iter().map(|shift| shift.parse::<Shift>());
        let date = match self.chance.percent(85) {
            true => TODAY,
            false => TODAY.tomorrow().ok()?,
        };
        let value = LiveValue::Hours {
            hours: Name::new(OFFICE).ok()?,
            date,
            open: shifts.collect::<Result<_, _>>().ok()?,
        };
        Some(self.set_or_take_back(value))
    }

    fn change_emergency(&mut self) -> Option<Command> {
        let on = self.chance.percent(70);
        Some(self.set_or_take_back(LiveValue::Emergency { on }))
    }

    fn group(&mut self) -> Option<Name> {
        let place = self.chance.below(GROUPS.len() as u64 + 2) as usize;
        let group = GROUPS.get(place).or(GROUPS.first())?;
        Name::new(group).ok()
    }

    fn priority(&mut self) -> Option<Priority> {
        let priority = 1 + self.chance.below(3) as u8;
        self.chance.percent(55).then_some(Priority(priority))
    }

    fn set_or_take_back(&mut self, value: LiveValue) -> Command {
        if self.chance.percent(20) {
            return Command::EndLive(value.subject());
        }
        Command::ChangeLive(Box::new(LiveDraft {
            value,
            expires: self.end(),
            note: String::new(),
        }))
    }

    /// When something ends by itself, if it does.
    fn end(&mut self) -> Option<jiff::Timestamp> {
        let span = self.millis(2_000, 40_000);
        let ends = self.chance.percent(60);
        ends.then(|| self.world.now().wall + span)
    }

    /// A caller is blocked, by one of the ways to write his number, or let in again.
    fn block(&mut self) -> Option<Command> {
        let number = format!("138{:08}", self.chance.below(u64::from(CALLERS)));
        let caller = match self.chance.percent(50) {
            true => number,
            false => format!("+86{number}"),
        };
        if self.chance.percent(15) {
            return Some(Command::Unblock(caller));
        }
        Some(Command::Block {
            caller,
            note: String::new(),
            expires: self.end(),
        })
    }
}
