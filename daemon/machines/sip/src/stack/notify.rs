//! NOTIFY: what became of a transfer, as the first line of the answer that whoever was called gave
//! (RFC 3515 section 2.4.5, RFC 3420).

use kernel::Mono;

use super::ingress::Incoming;
use super::refer::Referral;
use super::session::Session;
use super::{Stack, Use, compose};
use crate::message::{Fields, Method, reason_phrase};
use crate::transaction::{Key, Sent};
use crate::{Event, SessionId};

/// The body that we send and read.
const FRAGMENT: &str = "message/sipfrag";

/// How long a subscription lasts at most, in seconds: longer than anybody is rung.
const EXPIRES: u32 = 180;

impl Stack {
    /// Tells the other side of a session how its REFER with that CSeq stands, and whether that is the last
    /// that it hears.
    pub(super) fn notify(
        &mut self,
        now: Mono,
        session: SessionId,
        refer: u32,
        (status, last): (u16, bool),
    ) {
        let Some(Session::Up(up)) = self.sessions.get_mut(&session) else {
            return;
        };
        let state = match last {
            false => format!("active;expires={EXPIRES}"),
            true => "terminated;reason=noresource".to_owned(),
        };
        let (mut notify, flow) = up.dialog.request(Method::Notify);
        let contact = compose::contact_in(&up.dialog);
        let headers = &mut notify.headers;
        headers.add("Contact", &contact);
        headers.add("Event", &format!("refer;id={refer}"));
        headers.add("Subscription-State", &state);
        headers.add("Content-Type", &format!("{FRAGMENT};version=2.0"));
        notify.body = format!("SIP/2.0 {status} {}\r\n", reason_phrase(status)).into_bytes();
        let branch = self.new_branch();
        compose::dispatch(&mut notify, flow, &branch, &self.settings.product);
        let sent = Sent {
            key: Key::of_ours(&branch, &Method::Notify),
            flow,
            invite: false,
            datagram: notify.write(),
            user: Use::Nobody,
        };
        self.transactions.send(now, sent, &mut self.out);
    }

    /// A NOTIFY within a session: of the transfer that we asked for, or of nothing.
    pub(super) fn take_notify(&mut self, now: Mono, session: SessionId, incoming: Incoming) {
        if !matches!(self.referrals.get(&session), Some(Referral::Ours)) {
            return self.reply(now, incoming, 481, &[]);
        }
        let headers = &incoming.request.headers;
        let event = headers.first("Event").unwrap_or_default();
        if !event
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .eq_ignore_ascii_case("refer")
        {
            return self.reply(now, incoming, 489, &[]);
        }
        let status = match headers.content_type().as_deref() {
            Some(FRAGMENT) => status_of(&incoming.request.body),
            _ => None,
        };
        let state = headers.first("Subscription-State").unwrap_or_default();
        if state.trim_start().starts_with("terminated") {
            self.referrals.remove(&session);
        }
        self.reply(now, incoming, 200, &[]);
        if let Some(status) = status {
            self.out.tell(Event::Notified(session, status));
        }
    }
}

/// The status that a fragment begins with.
fn status_of(body: &[u8]) -> Option<u16> {
    let line = body.split(|byte| *byte == b'\r' || *byte == b'\n').next()?;
    let rest = std::str::from_utf8(line).ok()?.strip_prefix("SIP/2.0 ")?;
    let status = rest.split(' ').next()?.parse().ok()?;
    (100..700).contains(&status).then_some(status)
}
