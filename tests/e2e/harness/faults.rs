//! SIPp with one fault: the scenario that is without it, and one thing in it that is wrong.

use crate::sipp::Sipp;

impl Sipp {
    /// Whose ACK comes only so many milliseconds after the answer, as over a line that loses the first ones.
    #[must_use]
    pub fn acknowledges_late(mut self, millis: u32) -> Sipp {
        let (start, _) = block(&self.template, "<send ack_txn");
        let pause = format!("<pause milliseconds=\"{millis}\"/>\n  ");
        self.template.insert_str(start, &pause);
        self.without_transactions()
    }

    /// That never acknowledges the answer to its INVITE.
    #[must_use]
    pub fn never_acknowledges(self) -> Sipp {
        let mut sipp = self;
        let (start, end) = block(&sipp.template, "<send ack_txn");
        sipp.template.replace_range(start..end, "");
        sipp.without_transactions()
    }

    /// That does not take telephone events.
    #[must_use]
    pub fn without_events(mut self) -> Sipp {
        let of_events = |line: &&str| line.contains("telephone-event") || line.contains("a=fmtp:");
        let kept = self.template.lines().filter(|line| !of_events(line));
        self.template = kept.collect::<Vec<_>>().join("\n");
        self.codecs("8")
    }

    /// The same where SIPp does not watch over the transaction of its INVITE: it would demand an ACK.
    fn without_transactions(mut self) -> Sipp {
        for name in ["start", "response", "ack"] {
            let attribute = format!(" {name}_txn=\"call\"");
            self.template = self.template.replace(&attribute, "");
        }
        self
    }
}

/// Where the first message that begins so stands in a scenario.
fn block(scenario: &str, begins: &str) -> (usize, usize) {
    const END: &str = "</send>";
    let start = scenario.find(begins).expect("a message");
    let end = scenario[start..].find(END).expect("an end");
    (start, start + end + END.len())
}
