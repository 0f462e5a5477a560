//! What happens to the phone, in words.

use wire::softphone::{CallEvent, End, Event};

use crate::printer::{clean, note};

/// Says it on standard error.
pub fn say(event: &Event) {
    note(words(event));
}

fn words(event: &Event) -> String {
    match event {
        Event::Call(event) => of_call(event),
        Event::Hears => "hears the other side".to_owned(),
        Event::Key(key) => format!("the other side pressed {key}"),
        Event::Silent => "the other side has sent nothing for 30 s".to_owned(),
        Event::Recorded { file, duration_ms } => {
            let (seconds, tenths) = (duration_ms / 1_000, duration_ms % 1_000 / 100);
            format!(
                "what was heard is in {} ({seconds}.{tenths} s)",
                file.display()
            )
        }
        Event::NotRecorded(why) => why.to_string(),
    }
}

fn of_call(event: &CallEvent) -> String {
    match event {
        CallEvent::Registered(0) => "the registration is taken back".to_owned(),
        CallEvent::Registered(seconds) => format!("registered for {seconds} s"),
        CallEvent::RegistrationFailed(status) => format!("cannot register: {}", reason(*status)),
        CallEvent::Incoming { from, name, .. } if name.is_empty() => {
            format!("it rings: {} calls", clean(from))
        }
        CallEvent::Incoming { from, name, .. } => {
            format!("it rings: {} calls ({})", clean(from), clean(name))
        }
        CallEvent::Ringing => "the other side rings".to_owned(),
        CallEvent::Up => "the call is up".to_owned(),
        CallEvent::OfferTaken(true) => "the other side agreed to the change".to_owned(),
        CallEvent::OfferTaken(false) => "the other side did not agree to the change".to_owned(),
        CallEvent::Transferred(status) => format!("the call is handed over: {status}"),
        CallEvent::Ended(end) => of_end(end),
    }
}

fn of_end(end: &End) -> String {
    match end {
        End::Here => "the call is over: hung up here".to_owned(),
        End::There => "the call is over: the other side hung up".to_owned(),
        End::Missed(why) if why.is_empty() => "the caller gave up before an answer".to_owned(),
        End::Missed(why) => format!("it rings no longer: {}", clean(why)),
        End::Refused(status) => format!("the call was not taken: {}", reason(*status)),
        End::Broken => "the call broke".to_owned(),
    }
}

/// What a status most likely means for a person.
fn reason(status: u16) -> String {
    let words = match status {
        401 | 407 => "the password or the user name is wrong",
        403 => "the server does not take it from here or with this password",
        404 => "the server does not know it",
        408 => "the server does not answer",
        480 => "nobody is there",
        486 | 600 => "busy",
        487 => "it was given up",
        488 => "no codec in common",
        503 => "the server takes no calls at the moment",
        603 => "declined",
        _ => return format!("status {status}"),
    };
    format!("{words} ({status})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_send_cannot_write_on_the_terminal() {
        let event = Event::Call(CallEvent::Incoming {
            from: "1\u{1b}[2J".to_owned(),
            name: String::new(),
            to: "2001".to_owned(),
        });
        assert!(!words(&event).contains('\u{1b}'));
    }
}
