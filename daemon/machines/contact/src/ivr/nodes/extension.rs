//! `extension`: asks for an extension and calls that phone, past every queue (feature I13).

use model::Extension;
use model::config::{Asking, DialExtension};

use super::{At, Work};
use crate::call::dialling;
use crate::ivr::asking::{self, Question, Stage, Verdict};
use crate::ivr::{Heard, Step, Visit};

impl Question for DialExtension {
    fn asking(&self) -> &Asking {
        &self.asking
    }

    fn at(stage: Stage) -> At {
        At::DialExtension(stage)
    }

    fn judge(&self, visit: &mut Visit<'_>, digits: &str) -> Verdict {
        if digits.contains(['*', '#']) {
            return Verdict::Wrong;
        }
        if digits.len() < self.length as usize {
            return Verdict::More;
        }
        let phone = Extension::new(digits).ok();
        match phone.filter(|phone| visit.floor.config.phones.contains_key(phone)) {
            Some(phone) => Verdict::Accepted(dial(self, visit, &phone)),
            None => Verdict::Wrong,
        }
    }

    fn judge_late(&self, _: &mut Visit<'_>, _: &str) -> Option<Verdict> {
        Some(Verdict::Wrong)
    }
}

fn dial(node: &DialExtension, visit: &mut Visit<'_>, phone: &Extension) -> Step {
    let (name, longest) = (Some(visit.node), node.ring.get());
    match dialling::phone(visit.call, visit.floor, phone, name, longest) {
        Ok(()) => {
            visit.loop_music(node.music.as_ref());
            Step::Stayed
        }
        Err(undialled) => dialling::exit(visit.call, name, undialled.cause()),
    }
}

impl Work for DialExtension {
    type Stage = Stage;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        asking::enter(self, visit)
    }

    fn hear(&self, visit: &mut Visit<'_>, stage: Stage, heard: Heard) -> Step {
        asking::hear(self, visit, stage, heard)
    }
}
