//! Single keys of a terminal.

use std::io::{self, IsTerminal, Read};

use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use tokio::sync::mpsc;

use crate::printer::note;

/// Keys that may wait.
const WAITING: usize = 32;

/// The keyboard, key by key. Dropping it gives the terminal back as it was.
pub struct Keyboard {
    keys: mpsc::Receiver<char>,
    before: Termios,
}

impl Keyboard {
    /// The keyboard if there is one.
    pub fn open() -> Option<Keyboard> {
        let stdin = io::stdin();
        if !stdin.is_terminal() {
            return None;
        }
        let before = tcgetattr(&stdin).ok()?;
        let mut single = before.clone();
        single
            .local_modes
            .remove(LocalModes::ICANON | LocalModes::ECHO);
        single.special_codes[SpecialCodeIndex::VMIN] = 1;
        single.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(&stdin, OptionalActions::Now, &single).ok()?;
        let (sender, keys) = mpsc::channel(WAITING);
        // It ends with the process: nothing wakes a read of a terminal.
        std::thread::spawn(move || {
            for byte in stdin.lock().bytes().map_while(Result::ok) {
                if sender.blocking_send(char::from(byte)).is_err() {
                    break;
                }
            }
        });
        note("keys: a answer · h hang up · 0-9 * # press · q quit");
        Some(Keyboard { keys, before })
    }

    /// The next key; `None` when there are no more.
    pub async fn next(&mut self) -> Option<char> {
        self.keys.recv().await
    }
}

impl Drop for Keyboard {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing back.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
    }
}
