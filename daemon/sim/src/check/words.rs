//! What a story says of how things ended.

use model::record::{Cause, OfferEnd};

/// Why a device that was called rings no longer.
pub fn offer_end(end: OfferEnd) -> &'static str {
    match end {
        OfferEnd::NoAnswer => "nobody has answered",
        OfferEnd::Rejected => "the call was rejected",
        OfferEnd::Failed => "the phone cannot be reached",
        OfferEnd::AnsweredElsewhere => "somebody else has answered",
        OfferEnd::CallerGone => "the caller is gone",
        OfferEnd::Withdrawn => "the agent is not there",
    }
}

/// What made a call end, where its status does not say it.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Restart => "the center was started again",
        Cause::Shutdown => "the center was stopped",
        Cause::Admin => "an admin ended it",
        Cause::NoMedia => "no audio came from the caller",
        Cause::Signalling => "signalling failed",
        Cause::Overload => "there is no room: the channels of its number or trunk are taken",
        Cause::Flow => "a node could not do its work, and the flow has no `on_exception`",
        Cause::QueueExit => "it has waited long enough or the queue is full, and no exit is named",
        Cause::NotReached => "whoever was dialled was not reached, and no exit is named",
    }
}
