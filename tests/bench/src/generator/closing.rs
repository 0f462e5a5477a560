//! Calls that we have hung up: their BYE is repeated until it is answered (RFC 3261 section 17.1.2).

use std::collections::HashMap;
use std::net::{SocketAddr, UdpSocket};

use super::tally::Tally;
use super::{Micros, T1, T2};
use crate::text::Dialog;

/// Whoever does not answer for so long has lost the call.
const PATIENCE: Micros = 16_000_000;

/// All BYEs that wait for an answer.
#[derive(Default)]
pub struct Closing(HashMap<String, Bye>);

struct Bye {
    text: String,
    to: SocketAddr,
    by_caller: bool,
    sent: Micros,
    next: Micros,
    interval: Micros,
}

impl Closing {
    /// Sends the BYE of a call.
    pub fn hang_up(
        &mut self,
        now: Micros,
        dialog: Dialog,
        to: SocketAddr,
        by_caller: bool,
        socket: &UdpSocket,
        tally: &mut Tally,
    ) {
        let text = dialog.request("BYE", 2);
        // A full buffer is a loss like any other: it is sent again.
        let _ = socket.send_to(text.as_bytes(), to);
        tally.requests += 1;
        let bye = Bye {
            text,
            to,
            by_caller,
            sent: now,
            next: now + T1,
            interval: T1,
        };
        self.0.insert(dialog.call_id, bye);
    }

    /// A BYE was answered; 481 means that the other side had hung up as well.
    pub fn answered(&mut self, call_id: &str, status: u16, tally: &mut Tally) {
        if status >= 200 && self.0.remove(call_id).is_some() && status >= 300 && status != 481 {
            tally.fail("BYE refused");
        }
    }

    /// Repeats what is due and gives up what has waited too long.
    pub fn expire(
        &mut self,
        now: Micros,
        callers: &UdpSocket,
        phones: &UdpSocket,
        tally: &mut Tally,
    ) {
        self.0.retain(|_, bye| {
            if now.saturating_sub(bye.sent) > PATIENCE {
                tally.fail("BYE not answered");
                return false;
            }
            if now >= bye.next {
                bye.interval = (bye.interval * 2).min(T2);
                bye.next = now + bye.interval;
                tally.repeated += 1;
                let socket = if bye.by_caller { callers } else { phones };
                let _ = socket.send_to(bye.text.as_bytes(), bye.to);
            }
            true
        });
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
