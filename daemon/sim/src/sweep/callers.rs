//! Callers: they dial, listen, press keys, lose patience, hang up in every phase.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use phone::{Command, End, Event};

use super::{BUSY, CALLERS, Deed, Run, center, reach};
use crate::world::HandsetId;

/// A caller.
pub struct Caller {
    number: String,
    /// How often he calls again.
    again: u32,
    /// How long he stays on the line.
    patience: Duration,
    /// What he presses, and how long after he is answered.
    keys: Vec<(Duration, char)>,
    /// Whether he loses his network, how long after he is answered.
    breaks: Option<Duration>,
}

/// Where callers come from; a stranger's address is allowed by no trunk.
const CARRIER: Ipv4Addr = Ipv4Addr::new(203, 0, 113, 7);
const STRANGER: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 66);
/// A caller who speaks a codec that nobody here does.
const EXOTIC: SocketAddr = SocketAddr::new(IpAddr::V4(CARRIER), 9_999);

impl Run {
    /// Lets all callers dial at times of their own.
    pub(super) fn invite_callers(&mut self) {
        let mut before = None;
        for n in 0..CALLERS {
            let stranger = self.chance.percent(3);
            let [a, b, c, _] = if stranger { STRANGER } else { CARRIER }.octets();
            let ip = Ipv4Addr::new(a, b, c, 10 + n as u8);
            let number = format!("138{n:08}");
            let id = self.world.install(phone::Settings {
                local: SocketAddr::new(IpAddr::V4(ip), 5_060),
                server: self.world.center(),
                user: number.clone(),
                password: String::new(),
                name: String::new(),
            });
            let dials = Duration::from_secs(2) + self.millis(0, BUSY.as_millis() as u64);
            let own = (dials, self.dialled());
            // Now and then two dial the same number at the same moment.
            let together = before.take().filter(|_| self.chance.percent(20));
            let (dials, dialled) = together.unwrap_or_else(|| {
                before = Some(own.clone());
                own
            });
            let caller = self.caller(number, &dialled);
            self.callers.insert(id, caller);
            self.deeds
                .plan(self.at(dials), Deed::Phone(id, Command::Dial(dialled)));
            if self.chance.percent(2) {
                let vanishes = dials + self.millis(1, 40);
                self.deeds.plan(self.at(vanishes), Deed::Plug(id, false));
            }
            if self.chance.percent(4) {
                let change_of_mind = dials + self.millis(0, 60);
                self.deeds
                    .plan(self.at(change_of_mind), Deed::Phone(id, Command::HangUp));
            }
        }
        for _ in 0..2 {
            let dials = self.millis(3_000, 100_000);
            self.deeds.plan(self.at(dials), Deed::Codec);
        }
    }

    fn caller(&mut self, number: String, dialled: &str) -> Caller {
        let patience = match self.chance.below(10) {
            0 => self.millis(0, 1_500),
            1 | 2 => self.millis(500, 6_000),
            3..=5 => self.millis(4_000, 20_000),
            _ => self.millis(10_000, 45_000),
        };
        let keys = self.keys(dialled);
        let breaks = self.chance.percent(4).then(|| self.millis(1_000, 10_000));
        let again = u32::from(self.chance.percent(30)) + u32::from(self.chance.percent(10));
        Caller {
            number,
            again,
            patience: if breaks.is_some() {
                Duration::from_secs(90)
            } else {
                patience
            },
            keys,
            breaks,
        }
    }

    fn keys(&mut self, dialled: &str) -> Vec<(Duration, char)> {
        if self.chance.percent(10) {
            return Vec::new();
        }
        if dialled == reach::ASK {
            return self.digits();
        }
        let mut keys = Vec::new();
        let mut at = Duration::ZERO;
        for _ in 0..1 + self.chance.below(3) {
            at += self.millis(300, 4_000);
            let choice = ['1', '1', '1', '2', '2', '2', '3', '9', '#', '0'];
            let key = choice.get(self.chance.below(10) as usize);
            keys.extend(key.map(|key| (at, *key)));
        }
        keys
    }

    /// The digits of an extension, now and then of one that no phone has.
    fn digits(&mut self) -> Vec<(Duration, char)> {
        let colleague = 1 + self.chance.below(u64::from(center::AGENTS)) as u16;
        let extension = match self.chance.below(10) {
            0 => "2999".to_owned(),
            1 => center::DESK.to_owned(),
            _ => center::extension(colleague),
        };
        let mut at = self.millis(200, 2_500);
        let mut keys = Vec::new();
        for digit in extension.chars() {
            keys.push((at, digit));
            at += self.millis(250, 900);
        }
        keys
    }

    /// Who has been served, or has not, may call again; he meets whoever he talked with before.
    fn calls_again(&mut self, id: HandsetId) {
        let plugged = self.world.handset(id).is_some_and(|it| it.plugged());
        // To the same matter he is led by the same number.
        let dialled = match self.chance.percent(50) {
            true => center::DIRECT.to_owned(),
            false => self.dialled(),
        };
        let keys = self.keys(&dialled);
        let rests = self.millis(1_500, 20_000);
        let Some(caller) = self.callers.get_mut(&id).filter(|it| it.again > 0) else {
            return;
        };
        if self.calm || !plugged {
            return;
        }
        caller.again -= 1;
        caller.keys = keys;
        self.report.count("callers who call again");
        self.later(rests, Deed::Phone(id, Command::Dial(dialled)));
    }

    fn dialled(&mut self) -> String {
        let number = match self.chance.below(100) {
            0..4 => return "02160099999".to_owned(),
            4..10 => 1,
            10..22 => 2,
            22..34 => 3,
            34..42 => 4,
            42..54 => 5,
            54..62 => 6,
            62..70 => 7,
            70..80 => 8,
            80..86 => 9,
            _ => 0,
        };
        center::NUMBERS
            .get(number)
            .map(|number| (*number).to_owned())
            .unwrap_or_default()
    }

    pub(super) fn caller_notices(&mut self, id: HandsetId, event: Event) {
        let Some(caller) = self.callers.get(&id) else {
            return;
        };
        match event {
            Event::Up => {
                let (patience, breaks) = (caller.patience, caller.breaks);
                let keys = caller.keys.clone();
                self.may_hold(id, 8);
                for (at, key) in keys {
                    self.later(at, Deed::Phone(id, Command::Press(key.to_string())));
                }
                self.later(patience, Deed::Phone(id, Command::HangUp));
                if let Some(breaks) = breaks.filter(|_| !self.calm) {
                    self.later(breaks, Deed::Plug(id, false));
                }
            }
            Event::OfferTaken(taken) => self.reoffered(id, taken),
            Event::Ended(end) => {
                if let End::Refused(status) = end {
                    self.report.count(&format!("refused {status}"));
                }
                self.calls_again(id);
            }
            _ => {}
        }
    }

    /// Somebody does something at a telephone.
    pub(super) fn order(&mut self, id: HandsetId, command: Command) {
        let talks = self
            .world
            .handset(id)
            .is_some_and(|it| matches!(it.doing(), crate::world::Doing::Talking { .. }));
        if let (Command::Press(keys), Some(caller)) = (&command, self.callers.get(&id)) {
            let plugged = self.world.handset(id).is_some_and(|it| it.plugged());
            if !talks || !plugged {
                return;
            }
            for key in keys.chars() {
                self.shadow.pressed(&self.world, &caller.number, key);
            }
        }
        if matches!(command, Command::Transfer(_)) && !self.has_caller(id) {
            return;
        }
        if matches!(command, Command::Unregister) {
            self.report.count("registrations taken back");
        }
        self.note_lapse(id, &command);
        self.world.order(id, command);
    }

    /// An INVITE that offers nothing but G.729.
    pub(super) fn call_without_codec(&mut self) {
        let tag = self.chance.hex(6);
        let sdp = "v=0\r\no=- 1 1 IN IP4 203.0.113.7\r\ns=-\r\nc=IN IP4 203.0.113.7\r\nt=0 0\r\n\
                   m=audio 30000 RTP/AVP 3\r\na=rtpmap:3 GSM/8000\r\n";
        let number = center::NUMBERS.first().copied().unwrap_or_default();
        let invite = format!(
            "INVITE sip:{number}@192.0.2.1 SIP/2.0\r\n\
             Via: SIP/2.0/UDP {EXOTIC};branch=z9hG4bK{tag}\r\n\
             Max-Forwards: 70\r\n\
             From: <sip:exotic@203.0.113.7>;tag={tag}\r\n\
             To: <sip:{number}@192.0.2.1>\r\n\
             Call-ID: {tag}\r\n\
             CSeq: 1 INVITE\r\n\
             Contact: <sip:exotic@{EXOTIC}>\r\n\
             Content-Type: application/sdp\r\n\
             Content-Length: {}\r\n\r\n{sdp}",
            sdp.len()
        );
        self.exotic += 1;
        self.world.send(EXOTIC, invite.into_bytes());
    }

    pub(super) fn refused_without_codec(&mut self, to: SocketAddr, bytes: &[u8]) {
        // He acknowledges nothing, so he is told more than once.
        if to == EXOTIC && bytes.starts_with(b"SIP/2.0 488") && self.exotic > 0 {
            self.exotic -= 1;
            self.report.count("refused 488");
        }
    }
}
