//! Whether a peer takes keys, and what became of the one that a test call sends.

use media::sdp;
use model::record::Media;
use sip::message::Response;

use super::Said;
use crate::checks::{Check, Verdict};

/// What the answer says of them, and how one was sent.
pub(super) fn check(said: &Said, answer: &Response, media: Option<&Media>) -> Check {
    let events = said.described(answer, events);
    let taken = match events {
        Some(kind) => format!("it takes keys as telephone events, payload type {kind}"),
        None => "it took no telephone events".to_owned(),
    };
    let told = said.infos.iter().rfind(|it| it.status >= 200);
    let sent = media.is_some_and(|media| media.keys_sent > 0);
    let (well, how) = match (told, events) {
        (Some(info), _) if info.status / 100 == 2 => (
            true,
            "a # was sent to it by INFO, and it took that".to_owned(),
        ),
        (Some(info), _) => (
            false,
            format!(
                "a # was sent to it by INFO, and it answered {} {}",
                info.status, info.reason
            ),
        ),
        (None, Some(_)) if sent => (true, "a # was sent to it so".to_owned()),
        (None, Some(_)) => (true, "none was sent before the call was over".to_owned()),
        (None, None) if sent => (
            false,
            "a # was sent to it as tones, which a menu may not hear".to_owned(),
        ),
        (None, None) => (
            false,
            "keys are sent as tones, unless `dtmf` of the trunk says otherwise".to_owned(),
        ),
    };
    let verdict = if well { Verdict::Ok } else { Verdict::No };
    let text = format!("{taken}; {how}");
    super::check("call_keys", verdict, false, text)
}

/// The payload type of telephone events.
fn events(body: &[u8]) -> Option<u8> {
    let session = sdp::parse(body).ok()?;
    let mut maps = session.media.into_iter().flat_map(|line| line.maps);
    let map = maps.find(|map| map.encoding.eq_ignore_ascii_case("telephone-event"))?;
    Some(map.payload_type)
}
