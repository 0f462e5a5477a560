//! A call as it went on the wire: what was noticed, then the ladder of each leg.

use std::fmt::Write;

use api::{Trace, TracedLeg, TracedMessage, Way};
use jiff::Timestamp;
use model::record::Media;

use crate::moment::local;
use crate::printer::style::{Style, styled};
use crate::printer::{clean, wrapped};

/// Columns of what was noticed.
const WIDTH: usize = 96;

/// What was noticed, and the ladders.
pub fn drawn(trace: &Trace) -> String {
    let mut text = String::new();
    findings(trace, &mut text);
    let start = start(trace);
    for leg in &trace.legs {
        heading(leg, &mut text);
        ladder(leg, start, &mut text);
        leg.media.iter().for_each(|media| audio(media, &mut text));
    }
    text
}

/// Every message whole.
pub fn messages(trace: &Trace) -> String {
    let mut text = String::new();
    let start = start(trace);
    for leg in &trace.legs {
        for message in &leg.messages {
            let (from, to) = match message.way {
                Way::In => (&message.remote, &message.local),
                Way::Out => (&message.local, &message.remote),
            };
            let (at, by) = (offset(start, message), &message.transport);
            let head = clean(&format!("--- {at}  {by}  {from} -> {to}"));
            let whole = message.text.as_deref();
            let whole = whole.unwrap_or("(this role does not see it: it shows customers' numbers)");
            put(&mut text, &format!("\n{}", styled(Style::Bold, &head)));
            whole.lines().for_each(|line| put(&mut text, &clean(line)));
        }
    }
    text
}

fn put(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}

fn findings(trace: &Trace, text: &mut String) {
    if trace.findings.is_empty() {
        put(text, &styled(Style::Good, "Nothing is noticed."));
    }
    for finding in &trace.findings {
        let code = format!("[{}]", clean(&finding.code));
        let words = clean(&format!("{} {code}", finding.text));
        for (n, line) in wrapped(&words, WIDTH).iter().enumerate() {
            let mark = if n == 0 { "! " } else { "  " };
            put(text, &format!("{}{line}", styled(Style::Warn, mark)));
        }
    }
}

fn heading(leg: &TracedLeg, text: &mut String) {
    let who = styled(Style::Bold, &clean(&leg.who));
    let mut line = format!("\n{who}  participant {}", leg.participant);
    if let Some(message) = leg.messages.first() {
        let (remote, by) = (clean(&message.remote), clean(&message.transport));
        let _written = write!(line, "  {remote} over {by}, from {}", local(message.at));
    }
    put(text, &line);
    if let Some(call_id) = &leg.call_id {
        put(
            text,
            &styled(Style::Dim, &format!("  Call-ID {}", clean(call_id))),
        );
    }
}

/// A message and how often it went.
struct Rung<'a> {
    message: &'a TracedMessage,
    times: u32,
}

/// The messages, each copy with the one that it is a copy of.
fn rungs(leg: &TracedLeg) -> Vec<Rung<'_>> {
    let mut rungs: Vec<Rung<'_>> = Vec::new();
    for message in &leg.messages {
        let same = |rung: &&mut Rung<'_>| {
            (rung.message.way, &rung.message.summary) == (message.way, &message.summary)
        };
        match rungs.iter_mut().rev().find(same) {
            Some(rung) if message.copy => rung.times += 1,
            _ => rungs.push(Rung { message, times: 1 }),
        }
    }
    rungs
}

fn ladder(leg: &TracedLeg, start: Option<Timestamp>, text: &mut String) {
    if leg.messages.is_empty() {
        put(text, &styled(Style::Dim, "  no message is kept of it"));
    }
    for Rung { message, times } in rungs(leg) {
        let arrow = match message.way {
            Way::In => "us <───── peer",
            Way::Out => "us ─────> peer",
        };
        let often = if times > 1 {
            format!(" ×{times}")
        } else {
            String::new()
        };
        let at = offset(start, message);
        let what = format!("{}{often}", clean(&message.summary));
        let media = message.media.as_deref().map(clean).unwrap_or_default();
        let style = match message.summary.as_bytes().first() {
            Some(b'4'..=b'6') => Style::Bad,
            _ => Style::Plain,
        };
        let what = styled(style, &format!("{what:<24}"));
        put(text, &format!("  {at:>9}  {arrow}  {what} {media}"));
    }
    if leg.omitted > 0 {
        put(
            text,
            &format!(
                "  and {} messages that were too many to be kept",
                leg.omitted
            ),
        );
    }
}

fn audio(media: &Media, text: &mut String) {
    let Media {
        sent,
        received,
        lost,
        ..
    } = media;
    let all = received + lost;
    let percent = if all == 0 {
        0.0
    } else {
        *lost as f64 * 100.0 / all as f64
    };
    let jitter = millis(media.jitter_us);
    put(
        text,
        &format!(
            "  audio from there  {received} packets, {lost} lost ({percent:.1} %), jitter {jitter}"
        ),
    );
    let mut there = format!("  audio to there    {sent} packets");
    if let Some(lost) = media.remote_lost {
        let _written = write!(there, ", {lost} lost");
    }
    if let Some(jitter) = media.remote_jitter_us {
        let _written = write!(there, ", jitter {}", millis(jitter));
    }
    if let Some(trip) = media.round_trip_us {
        let _written = write!(there, ", there and back {}", millis(trip));
    }
    put(text, &there);
    let first = |at: Option<u64>| at.map_or("never".to_owned(), |at| format!("after {at} ms"));
    let (from, to) = (first(media.first_received_ms), first(media.first_sent_ms));
    let source = media.source.map(|it| format!(", from {it}"));
    let source = source.unwrap_or_default();
    put(
        text,
        &format!("  first packet      from there {from}, to there {to}{source}"),
    );
    if media.foreign > 0 {
        put(
            text,
            &format!("  strangers         {} packets, dropped", media.foreign),
        );
    }
}

fn millis(micros: u32) -> String {
    format!("{:.1} ms", f64::from(micros) / 1_000.0)
}

/// When the first message was seen.
fn start(trace: &Trace) -> Option<Timestamp> {
    let all = trace.legs.iter().flat_map(|leg| &leg.messages);
    all.map(|message| message.at).min()
}

fn offset(start: Option<Timestamp>, message: &TracedMessage) -> String {
    let passed = message.at.duration_since(start.unwrap_or(message.at));
    format!("+{:.3}", passed.as_secs_f64())
}
