//! What is known of a leg for those who ask why a call went as it did.

use model::record::Media;

use super::desk::{Desk, OFFER, request, to_tag};
use crate::{Entry, Input, MediaCommand, MediaEvent};

#[test]
fn what_was_measured_of_a_leg_is_written_down_once_with_its_call_id() {
    let mut desk = Desk::new();
    desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
    let leg = desk.open();
    let answer = desk.sent.last().expect("an answer").clone();
    let bye = request("BYE", "sip:4001@192.0.2.1", &to_tag(&answer), "");
    desk.take(&bye.replace("CSeq: 1", "CSeq: 2"));
    let closed = |command: &&MediaCommand| matches!(command, MediaCommand::Close(_));
    assert_eq!(desk.media.iter().filter(closed).count(), 1);
    let media = Media {
        sent: 7,
        ..Media::default()
    };
    for _ in 0..2 {
        let event = MediaEvent::Closed(Box::new(media.clone()));
        desk.handle(Input::Media(leg, event));
    }
    let measured = desk.entries.iter().filter_map(|entry| match entry {
        Entry::Measured(measured) => Some(measured),
        _ => None,
    });
    let measured: Vec<_> = measured.collect();
    assert_eq!(measured.len(), 1, "{measured:?}");
    assert_eq!(measured[0].call, leg.call);
    assert_eq!(measured[0].call_id.as_deref(), Some("desk"));
    assert_eq!(measured[0].codec, Some(model::config::Codec::Pcma));
    assert_eq!(measured[0].media, media);
    assert_eq!(desk.traced, ["0 desk trunk t"]);
}
