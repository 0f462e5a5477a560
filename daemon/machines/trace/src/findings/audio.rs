//! Audio that does not come, or comes badly.

use super::{Audio, Finding, Leg};

/// Packets that we must have sent before silence says anything: two seconds of audio.
const ENOUGH: u64 = 100;
/// Of a hundred packets so many are lost before it is heard.
const LOST_PERCENT: u64 = 3;
/// Jitter that a conversation suffers from, in microseconds.
const JITTER_US: u32 = 50_000;

/// Which way there was audio.
pub(super) fn silent(legs: &[Leg]) -> Option<Finding> {
    let with_audio = || legs.iter().filter_map(|leg| Some((leg, leg.audio?)));
    let mute: Vec<&Leg> = with_audio()
        .filter(|(_, audio)| audio.received == 0 && audio.sent >= ENOUGH)
        .map(|(leg, _)| leg)
        .collect();
    let (first, rest) = mute.split_first()?;
    let hears_others = with_audio().any(|(_, audio)| audio.received > 0);
    let text = match (rest.first(), hears_others) {
        (None, true) => format!(
            "audio only toward {}: not one packet came from there. Does a firewall let the range of media \
             ports in?",
            first.who
        ),
        (None, false) => format!("not one packet of audio came from {}", first.who),
        (Some(_), _) => {
            let names: Vec<_> = mute.iter().map(|leg| leg.who.as_str()).collect();
            let names = names.join(" nor ");
            format!(
                "audio came neither from {names}: does a firewall let the range of media ports in, and is \
                 `ccd serve --rtp` an address that they reach?"
            )
        }
    };
    Finding::new("audio_one_way", text)
}

/// Audio that arrives in pieces, at us or at them.
pub(super) fn lost(leg: &Leg) -> Option<Finding> {
    let audio = leg.audio?;
    let who = &leg.who;
    let (here, there) = (percent(audio.lost, audio.received), remote(&audio));
    let mut parts = Vec::new();
    if here >= LOST_PERCENT {
        parts.push(format!("{here} % of the audio of {who} was lost"));
    }
    if there >= LOST_PERCENT {
        parts.push(format!("{who} says that it lost {there} % of ours"));
    }
    if audio.jitter_us >= JITTER_US {
        let jitter = audio.jitter_us / 1_000;
        parts.push(format!(
            "the audio of {who} comes with {jitter} ms of jitter"
        ));
    }
    if parts.is_empty() {
        return None;
    }
    Finding::new(
        "audio_lost",
        format!("{}: look at the network between", parts.join("; ")),
    )
}

/// Packets that somebody else sent to our port.
pub(super) fn strangers(leg: &Leg) -> Option<Finding> {
    let foreign = leg.audio?.foreign;
    if foreign < ENOUGH {
        return None;
    }
    let who = &leg.who;
    Finding::new(
        "audio_of_strangers",
        format!(
            "{foreign} packets came to the port of {who} from other addresses and were dropped"
        ),
    )
}

fn percent(lost: u64, received: u64) -> u64 {
    let all = lost + received;
    if all < ENOUGH { 0 } else { lost * 100 / all }
}

fn remote(audio: &Audio) -> u64 {
    let lost = u64::from(audio.remote_lost.unwrap_or(0));
    percent(lost, audio.sent.saturating_sub(lost))
}
