//! What Wireshark makes of a conversation.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::binaries::peer;
use crate::place::Place;
use crate::process::Process;
use crate::wait::eventually;

/// A capture of all packets of a place, which runs until it is looked at.
#[derive(Debug)]
pub struct Tshark {
    process: Process,
    file: PathBuf,
}

/// One packet as it was understood: the fields that were asked for, in their order.
pub type Row = Vec<String>;

impl Tshark {
    /// Begins.
    ///
    /// # Panics
    /// When it may not, which takes root.
    pub fn capture(place: &Place) -> Tshark {
        let file = place.path("packets.pcapng");
        let network = format!("net {}/24", place.net.host(0));
        let mut command = Command::new("tshark");
        command
            .args(["-q", "-i", "lo", "-f", &network, "-w"])
            .arg(&file);
        let process = Process::start("tshark", &mut command, &place.path("tshark.log"), false);
        eventually(20, "the capture", || {
            process.said().contains("Capturing on").then_some(())
        });
        // It says so a little before it does. What is captured is what counts.
        let probe = std::net::UdpSocket::bind((place.net.host(253), 0)).expect("a socket");
        eventually(20, "the first packet", || {
            let _sent = probe.send_to(b"", (place.net.host(252), 9));
            let there = std::fs::metadata(&file).map_or(0, |it| it.len());
            (there > 400).then_some(())
        });
        Tshark { process, file }
    }

    /// Ends the capture and has what fits `filter` taken apart.
    pub fn rows(&mut self, filter: &str, fields: &[&str]) -> Vec<Row> {
        if self.process.runs() {
            self.process.terminate();
            self.process.end(20);
        }
        dissected(&self.file, filter, fields)
    }
}

/// What fits `filter` in a capture, taken apart.
///
/// # Panics
/// When it cannot be read.
pub fn dissected(file: &Path, filter: &str, fields: &[&str]) -> Vec<Row> {
    let mut command = Command::new(peer("tshark", "tshark"));
    command
        .arg("-r")
        .arg(file)
        .args(["-Y", filter, "-T", "fields"]);
    for field in fields {
        command.args(["-e", field]);
    }
    let output = command.output().expect("tshark runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let text = String::from_utf8_lossy(&output.stdout);
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().map(row).collect()
}
