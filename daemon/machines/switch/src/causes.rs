//! What the telephone network behind a carrier says of a call that came to nothing (Q.850).

use contact::DialCause;
use sip::Reason;

/// The cause that a Reason header names; `None` if it says no more than the status does.
pub fn cause_of_reason(reason: &Reason) -> Option<DialCause> {
    if !reason.protocol.eq_ignore_ascii_case("Q.850") {
        return None;
    }
    match reason.cause {
        1 => Some(DialCause::NoNumber),
        28 => Some(DialCause::NotANumber),
        17 => Some(DialCause::Busy),
        21 => Some(DialCause::Rejected),
        18 | 19 => Some(DialCause::NoAnswer),
        20 => Some(DialCause::Off),
        27 | 34 | 38 | 41 | 42 | 44 | 47 => Some(DialCause::Carrier),
        _ => None,
    }
}

/// Why we hang up somebody whose call is over (RFC 3326).
pub fn normal_clearing() -> Reason {
    Reason {
        protocol: "Q.850".to_owned(),
        cause: 16,
        text: "Normal call clearing".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_causes_of_the_network_have_theirs_and_others_leave_it_to_the_status() {
        let cause = |protocol: &str, cause| {
            cause_of_reason(&Reason {
                protocol: protocol.to_owned(),
                cause,
                text: String::new(),
            })
        };
        assert_eq!(cause("q.850", 1), Some(DialCause::NoNumber));
        assert_eq!(cause("Q.850", 20), Some(DialCause::Off));
        assert_eq!(cause("Q.850", 34), Some(DialCause::Carrier));
        for nothing in [16, 31, 127] {
            assert_eq!(cause("Q.850", nothing), None);
        }
        assert_eq!(cause("SIP", 17), None);
    }
}
