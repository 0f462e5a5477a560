//! Bugs in what is changed at run time: it comes to nothing, is not kept, or has no end.

use kernel::Chance;
use model::live::LiveValue;
use switch::{Command, Entry, Input, Output};

use super::{BITES, Bug, Fate};

/// Looks at what the administrator wants; `None`: it is none of his business.
pub fn input(bug: Bug, input: &mut Input<'_>, chance: &mut Chance) -> Option<Fate> {
    let Input::Command(_, _, command) = input else {
        return None;
    };
    let ignored = match (bug, command) {
        (Bug::EndMissed, Command::Block { expires, .. }) => {
            expires.take_if(|_| chance.percent(BITES));
            false
        }
        (Bug::EndMissed, Command::ChangeLive(draft)) => {
            draft.expires.take_if(|_| chance.percent(BITES));
            false
        }
        (Bug::BlockIgnored, Command::Block { .. }) => true,
        (bug, Command::ChangeLive(draft)) => is_ignored(bug, &draft.value),
        _ => return None,
    };
    let ignored = ignored && chance.percent(BITES);
    Some(if ignored { Fate::Lost } else { Fate::Through })
}

fn is_ignored(bug: Bug, value: &LiveValue) -> bool {
    match value {
        LiveValue::Member { priority, .. } | LiveValue::Phone { priority, .. } => match bug {
            Bug::MemberUnheard => priority.is_some(),
            Bug::MemberKept => priority.is_none(),
            _ => false,
        },
        LiveValue::Hours { .. } | LiveValue::Emergency { .. } => bug == Bug::HoursIgnored,
    }
}

/// Whether this is to be written down and is not.
pub fn forgets(bug: Bug, output: &Output) -> bool {
    let live = matches!(
        output,
        Output::Journal(Entry::LiveChanged(_) | Entry::Blocked(_))
    );
    live && bug == Bug::ChangeLost
}
