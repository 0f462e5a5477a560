//! What a speech of the configuration sounds like at this moment of a call.

use std::sync::Arc;

use model::config::{Prompt, Speech, SystemVariable, Template, Variable};

use crate::Sound;
use crate::call::{Call, Phase};
use crate::floor::Floor;

/// The sound of a speech; `None` if it names a prompt that is gone.
pub(crate) fn of(speech: &Speech, call: &Call, floor: &Floor) -> Option<Sound> {
    let voice = &floor.config.center.voice;
    match speech {
        Speech::Text(text) => Some(spoken(text, voice, call, floor)),
        Speech::Prompt(name) => Some(match floor.config.prompts.get(name)? {
            Prompt::File(clip) => Sound::Clip(clip.clone()),
            Prompt::Text { text, voice: own } => {
                spoken(text, own.as_ref().unwrap_or(voice), call, floor)
            }
        }),
    }
}

fn spoken(text: &Template, voice: &str, call: &Call, floor: &Floor) -> Sound {
    let text = text.spoken(voice, |variable| value(variable, call, floor));
    Sound::Text {
        text: Arc::from(text),
        voice: Arc::from(voice),
    }
}

/// The value of a variable. What does not apply is 0 or empty.
pub(crate) fn value(variable: &Variable, call: &Call, floor: &Floor) -> String {
    match variable {
        Variable::System(variable) => known(*variable, call, floor),
        Variable::Own(name) => call.variables.get(name).to_owned(),
    }
}

fn known(variable: SystemVariable, call: &Call, floor: &Floor) -> String {
    match variable {
        SystemVariable::WaitNo => ahead(call, floor).to_string(),
        SystemVariable::StaffNo => call.last_agent.staff_number.clone().unwrap_or_default(),
        SystemVariable::SystemCallerNumber => call.caller.clone(),
        SystemVariable::SystemCalleeNumber => call.number.as_str().to_owned(),
        SystemVariable::SystemSessionId => call.id.to_string(),
        SystemVariable::SystemCallRingDuration => call.last_agent.rang_secs.to_string(),
        SystemVariable::SystemCallAcceptDuration => {
            let since = call.accepted.unwrap_or(floor.now.mono);
            floor.now.mono.since(since).as_secs().to_string()
        }
    }
}

fn ahead(call: &Call, floor: &Floor) -> usize {
    match &call.phase {
        Phase::Waiting(waiting) => floor
            .groups
            .get(&waiting.group)
            .map_or(0, |group| group.ahead(waiting.ticket)),
        _ => 0,
    }
}
