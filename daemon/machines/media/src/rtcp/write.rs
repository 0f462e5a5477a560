//! Writes compound packets into a buffer; what does not fit is cut at its end.

use super::Block;

/// What a sender says about its own stream.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The time of the report.
    pub ntp: u64,
    /// The same time on the clock of the stream.
    pub timestamp: u32,
    /// Packets so far.
    pub packets: u32,
    /// Bytes of payload so far.
    pub bytes: u32,
}

/// A compound packet.
#[derive(Copy, Clone, Debug, Default)]
pub struct Report<'a> {
    /// Our source.
    pub ssrc: u32,
    /// What we sent; `None`: nothing since the report before, so it is a receiver report.
    pub sent: Option<Sent>,
    /// What we got, if anything.
    pub block: Option<Block>,
    /// Our name (SDES CNAME), at most 255 bytes of it.
    pub name: &'a [u8],
    /// Whether it is the last (BYE, RFC 3550 section 6.6).
    pub goodbye: bool,
}

impl Report<'_> {
    /// Writes it; says how many bytes it takes.
    pub fn write(&self, buffer: &mut [u8]) -> usize {
        let mut writer = Writer { buffer, length: 0 };
        writer.report(self.ssrc, self.sent, self.block);
        writer.name(self.ssrc, self.name);
        if self.goodbye {
            writer.head(1, 203, 1);
            writer.word(self.ssrc);
        }
        writer.length
    }
}

struct Writer<'a> {
    buffer: &'a mut [u8],
    length: usize,
}

impl Writer<'_> {
    fn put(&mut self, bytes: &[u8]) {
        let room = self.buffer.get_mut(self.length..).unwrap_or_default();
        room.iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = *from);
        self.length += bytes.len().min(room.len());
    }

    fn word(&mut self, word: u32) {
        self.put(&word.to_be_bytes());
    }

    fn head(&mut self, count: u8, kind: u8, words: u16) {
        self.put(&[0x80 | count, kind]);
        self.put(&words.to_be_bytes());
    }

    fn report(&mut self, ssrc: u32, sent: Option<Sent>, block: Option<Block>) {
        let (count, block_words) = if block.is_some() { (1, 6) } else { (0, 0) };
        if let Some(sent) = sent {
            self.head(count, 200, 6 + block_words);
            self.word(ssrc);
            self.put(&sent.ntp.to_be_bytes());
            self.word(sent.timestamp);
            self.word(sent.packets);
            self.word(sent.bytes);
        } else {
            self.head(count, 201, 1 + block_words);
            self.word(ssrc);
        }
        if let Some(block) = block {
            self.block(&block);
        }
    }

    fn block(&mut self, block: &Block) {
        let lost = block.lost.clamp(-0x80_0000, 0x7F_FFFF) as u32 & 0xFF_FFFF;
        self.word(block.ssrc);
        self.word(u32::from(block.fraction) << 24 | lost);
        self.word(block.highest);
        self.word(block.jitter);
        self.word(block.last_report);
        self.word(block.delay);
    }

    /// SDES with a CNAME, ended by at least one zero and padded to a word (section 6.5).
    fn name(&mut self, ssrc: u32, name: &[u8]) {
        let name = name.get(..255).unwrap_or(name);
        let padding = 4 - (2 + name.len()) % 4;
        let words = 1 + (2 + name.len() + padding) / 4;
        self.head(1, 202, words as u16);
        self.word(ssrc);
        self.put(&[1, name.len() as u8]);
        self.put(name);
        self.put([0; 4].get(..padding).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn a_sender_report_has_the_form_of_the_standard() {
        let sent = Sent {
            ntp: 0x0102_0304_0506_0708,
            timestamp: 160,
            packets: 2,
            bytes: 320,
        };
        let mut buffer = [0xEE; 64];
        let length = Report {
            ssrc: 5,
            sent: Some(sent),
            name: b"abcd",
            ..Report::default()
        }
        .write(&mut buffer);
        let expected = [
            0x80, 200, 0, 6, 0, 0, 0, 5, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 160, 0, 0, 0, 2, 0, 0, 1,
            64, 0x81, 202, 0, 3, 0, 0, 0, 5, 1, 4, b'a', b'b', b'c', b'd', 0, 0,
        ];
        assert_eq!(buffer[..length], expected);
    }

    #[test]
    fn a_goodbye_is_a_whole_compound_packet() {
        let mut buffer = [0; 64];
        let length = Report {
            ssrc: 5,
            name: b"name",
            goodbye: true,
            ..Report::default()
        }
        .write(&mut buffer);
        assert_eq!(length % 4, 0);
        let reports = read(&buffer[..length], 1).unwrap();
        assert!(reports.goodbye);
        assert_eq!(reports.sender, None);
        assert_eq!(buffer[length - 8..length], [0x81, 203, 0, 1, 0, 0, 0, 5]);
    }

    #[test]
    fn a_buffer_too_small_is_filled_and_no_more() {
        let mut buffer = [0; 10];
        let report = Report {
            ssrc: 5,
            name: b"a long name",
            ..Report::default()
        };
        assert_eq!(report.write(&mut buffer), 10);
    }
}
