//! What SIPp says within its call: requests, new offers, and the answers that it awaits.

use crate::sipp::Sipp;

/// A line of payload types and a direction.
#[derive(Copy, Clone, Debug)]
pub struct Offer<'a> {
    /// The payload types.
    pub codecs: &'a str,
    /// Where its media are; SIPp's own address is `[media_ip]`.
    pub address: &'a str,
    /// `sendonly` and the like; nothing: both ways.
    pub way: &'a str,
}

impl Default for Offer<'_> {
    fn default() -> Self {
        Offer {
            codecs: "8 101",
            address: "[media_ip]",
            way: "",
        }
    }
}

impl Offer<'_> {
    fn lines(&self, version: usize) -> Vec<String> {
        let Offer {
            codecs,
            address,
            way,
        } = self;
        let mut lines = vec![
            "v=0".to_owned(),
            format!("o=peer 1 {version} IN IP4 [local_ip]"),
            "s=-".to_owned(),
            format!("c=IN IP4 {address}"),
            "t=0 0".to_owned(),
            format!("m=audio [media_port+100] RTP/AVP {codecs}"),
            "a=rtpmap:101 telephone-event/8000".to_owned(),
            "a=ptime:20".to_owned(),
        ];
        lines.extend((!way.is_empty()).then(|| format!("a={way}")));
        lines
    }
}

/// What stands in a message besides what its dialog says.
#[derive(Copy, Clone, Debug, Default)]
struct More<'a> {
    headers: &'a [&'a str],
    content: &'a [String],
}

impl Sipp {
    /// Asks for something within its call and is answered with this status.
    #[must_use]
    pub fn asks(self, method: &str, headers: &[&str], content: &[&str], status: u16) -> Sipp {
        let content: Vec<_> = content.iter().map(|line| (*line).to_owned()).collect();
        let content = &content;
        self.request(method, More { headers, content }, status)
    }

    /// Offers something else, and has an answer.
    #[must_use]
    pub fn offers(self, offer: Offer<'_>) -> Sipp {
        let content = offer.lines(self.requests() + 2);
        let content = &content;
        let headers = &["Content-Type: application/sdp"];
        let sipp = self.request("INVITE", More { headers, content }, 200);
        let invited = sipp.requests();
        sipp.acknowledges(invited, "[cseq]", More::default())
    }

    /// Asks the other side to offer, and answers in its ACK.
    #[must_use]
    pub fn offers_nothing(self, answer: Offer<'_>) -> Sipp {
        let content = answer.lines(self.requests() + 2);
        let content = &content;
        let headers = &["Content-Type: application/sdp"];
        let sipp = self.request("INVITE", More::default(), 200);
        let invited = sipp.requests();
        sipp.acknowledges(invited, "[cseq]", More { headers, content })
    }

    /// Offers something else, and once more before it has acknowledged the answer, which is too soon.
    #[must_use]
    pub fn offers_too_soon(self, offer: Offer<'_>) -> Sipp {
        let content = offer.lines(self.requests() + 2);
        let content = &content;
        let headers = &["Content-Type: application/sdp"];
        let more = More { headers, content };
        let invited = self.requests() + 1;
        let sipp = self.request("INVITE", more, 200);
        let sipp = sipp.request("UPDATE", more, 491);
        sipp.acknowledges(invited, "[cseq-1]", More::default())
    }

    fn request(mut self, method: &str, more: More<'_>, status: u16) -> Sipp {
        let step = include_str!("../sipp/steps/request.xml");
        let step = step
            .replace("{{method}}", method)
            .replace("{{status}}", &status.to_string());
        let step = self.filled(&step, more, self.requests() + 1);
        self.body.push_str(&step);
        self
    }

    fn acknowledges(mut self, invited: usize, number: &str, more: More<'_>) -> Sipp {
        let step = include_str!("../sipp/steps/ack.xml").replace("{{cseq}}", number);
        let step = self.filled(&step, more, invited);
        self.body.push_str(&step);
        self
    }

    /// Its requests so far, within its call.
    fn requests(&self) -> usize {
        self.body.matches(" start_txn=").count()
    }

    fn filled(&self, step: &str, more: More<'_>, number: usize) -> String {
        const BREAK: &str = "\n      ";
        let (dialog, target, user) = match self.is_called() {
            true => (
                ["From:[$own];tag=a[call_number]", "To:[$caller]"].join(BREAK),
                "[$caller_contact]",
                "2001",
            ),
            false => (
                ["[routes]", "[last_From:]", "[last_To:]"].join(BREAK),
                "[next_url]",
                "13800138000",
            ),
        };
        let headers = more.headers.iter().map(|line| format!("{line}{BREAK}"));
        let content = match more.content {
            [] => "Content-Length: 0".to_owned(),
            lines => format!("Content-Length: [len]\n{BREAK}{}", lines.join(BREAK)),
        };
        step.replace("{{dialog}}", &dialog)
            .replace("{{target}}", target)
            .replace("{{user}}", user)
            .replace("{{headers}}", &headers.collect::<String>())
            .replace("{{content}}", &content)
            .replace("{{txn}}", &format!("step{number}"))
    }
}
