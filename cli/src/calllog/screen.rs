//! Lines that change while their calls are up, at the bottom of the terminal.

use std::collections::BTreeMap;
use std::io;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use jiff::Timestamp;
use model::CallId;

use super::fold::Fold;

/// The most calls that are shown at once.
const MAX_SHOWN: usize = 20;

/// The terminal: finished lines scroll, open ones stay at the bottom.
pub struct Screen {
    multi: MultiProgress,
    style: ProgressStyle,
    bars: BTreeMap<CallId, ProgressBar>,
    more: Option<ProgressBar>,
}

impl Screen {
    /// A screen on standard output.
    pub fn new() -> Screen {
        Screen {
            multi: MultiProgress::with_draw_target(ProgressDrawTarget::stdout()),
            style: ProgressStyle::with_template("{wide_msg}")
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            bars: BTreeMap::new(),
            more: None,
        }
    }

    /// Writes a line that stays.
    pub fn line(&self, text: &str) -> io::Result<()> {
        self.multi.println(text)
    }

    /// Shows the open calls as they are at `now`.
    pub fn refresh(&mut self, fold: &Fold, now: Timestamp) {
        let open: Vec<_> = fold.open(now).collect();
        let gone: Vec<_> = self
            .bars
            .keys()
            .filter(|id| open.binary_search_by_key(id, |(id, _)| id).is_err())
            .copied()
            .collect();
        for id in gone {
            if let Some(bar) = self.bars.remove(&id) {
                bar.finish_and_clear();
                self.multi.remove(&bar);
            }
        }
        for (id, text) in &open {
            match self.bars.get(id) {
                Some(bar) => bar.set_message(text.clone()),
                None if self.bars.len() < MAX_SHOWN => self.add(*id, text.clone()),
                None => {}
            }
        }
        self.count(open.len().saturating_sub(self.bars.len()));
    }

    fn add(&mut self, id: CallId, text: String) {
        let bar = self.bar(self.bars.len());
        bar.set_message(text);
        self.bars.insert(id, bar);
    }

    fn bar(&self, place: usize) -> ProgressBar {
        // What is on the screen when the command is interrupted stays there.
        let bar = ProgressBar::new_spinner().with_finish(ProgressFinish::Abandon);
        let bar = self.multi.insert(place, bar);
        bar.set_style(self.style.clone());
        bar
    }

    /// Says how many open calls are not shown.
    fn count(&mut self, hidden: usize) {
        if hidden == 0 {
            if let Some(bar) = self.more.take() {
                bar.finish_and_clear();
                self.multi.remove(&bar);
            }
            return;
        }
        let bar = self.more.take().unwrap_or_else(|| self.bar(MAX_SHOWN));
        bar.set_message(format!("… and {hidden} more calls"));
        self.more = Some(bar);
    }
}
