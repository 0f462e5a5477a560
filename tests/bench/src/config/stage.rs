//! A daemon and one center, on which everything is measured.

use std::io;
use std::path::PathBuf;
use std::process::Command;

use super::center::{self, Edit};
use super::command::{Ran, run};
use super::figures::median;
use super::watch::{Watch, Watched};
use crate::daemon::{Bench, Daemon};

/// What is measured of one center: seconds, MiB, milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// How large it is.
    pub resources: usize,
    /// `ccctl validate`.
    pub validate: f64,
    /// `ccctl apply` of all of it.
    pub first_apply: f64,
    /// `ccctl plan` of what is live.
    pub no_change: f64,
    /// The memory of that.
    pub memory: f64,
    /// `ccctl plan` after one edit.
    pub one_edit: f64,
    /// What it prints.
    pub lines: f64,
    /// `ccctl apply` of one edit.
    pub edit_applied: f64,
    /// From its end to the first call that meets the edit.
    pub seen_after: f64,
    /// The longest that a call waited for its answer meanwhile.
    pub slowest_answer: f64,
}

/// The stage.
pub struct Stage {
    daemon: Daemon,
    resources: usize,
    center: PathBuf,
    nothing: PathBuf,
    scratch: PathBuf,
}

impl Stage {
    /// A daemon that has spoken the texts of a center and has nothing of it.
    ///
    /// # Errors
    /// It does not start, or does not take them.
    pub fn open(bench: &Bench, resources: usize) -> io::Result<Stage> {
        let daemon = Daemon::start(bench)?;
        let stage = Stage {
            resources,
            center: daemon.beside("center"),
            nothing: daemon.beside("nothing"),
            scratch: daemon.beside("scratch"),
            daemon,
        };
        std::fs::create_dir(&stage.scratch)?;
        center::write(&stage.center, resources)?;
        center::write_nothing(&stage.nothing)?;
        let prompts = stage.daemon.beside("prompts");
        center::write_prompts(&prompts, resources)?;
        stage.ccctl(&["apply", "--yes"], &prompts)?;
        Ok(stage)
    }

    /// Measures everything so many times; the values in the middle.
    ///
    /// # Errors
    /// A command fails, or an edit is not met by any call.
    pub fn measure(&self, runs: usize) -> io::Result<Times> {
        let validate = self.repeat(runs, || self.ccctl(&["validate"], &self.center))?;
        let first_apply = self.repeat(runs, || {
            let allowed = ["apply", "--yes", "--allow-delete"];
            self.ccctl(&allowed, &self.nothing)?;
            self.ccctl(&["apply", "--yes"], &self.center)
        })?;
        let no_change = self.repeat(runs, || self.ccctl(&["plan"], &self.center))?;
        let mut one_edit = Vec::new();
        // Each is another one: the daemon checks nothing twice.
        for n in 0..runs {
            center::edit(&self.center, Edit::Noted(n))?;
            one_edit.push(self.ccctl(&["plan"], &self.center)?);
        }
        let mut watched = Vec::new();
        // The first turns callers away, and each next edit is another than the one before.
        for n in 0..runs.max(2) {
            watched.push(self.watched_edit(n % 2 == 0)?);
        }
        let of = |what: fn(&Watched) -> f64| median(watched.iter().map(what).collect());
        Ok(Times {
            resources: self.resources,
            validate: seconds(&validate),
            first_apply: seconds(&first_apply),
            no_change: seconds(&no_change),
            memory: median(
                no_change
                    .iter()
                    .map(|it| it.peak_kb as f64 / 1024.0)
                    .collect(),
            ),
            one_edit: seconds(&one_edit),
            lines: median(
                one_edit
                    .iter()
                    .map(|it| it.said.lines().count() as f64)
                    .collect(),
            ),
            edit_applied: of(|it| it.applied_s),
            seen_after: of(|it| it.seen_after_ms),
            slowest_answer: of(|it| it.slowest_answer_ms),
        })
    }

    fn repeat(&self, runs: usize, what: impl Fn() -> io::Result<Ran>) -> io::Result<Vec<Ran>> {
        (0..runs).map(|_| what()).collect()
    }

    fn ccctl(&self, arguments: &[&str], directory: &std::path::Path) -> io::Result<Ran> {
        let mut command: Command = self.daemon.ccctl();
        command.args(arguments).arg(directory);
        command.env(center::PASSWORD, "Secret-1");
        run(&mut command, &self.scratch)
    }

    /// Edits the flow and applies that while its number is dialled again and again.
    fn watched_edit(&self, turns_away: bool) -> io::Result<Watched> {
        let edit = match turns_away {
            true => Edit::TurnsAway,
            false => Edit::Nothing,
        };
        center::edit(&self.center, edit)?;
        let watch = Watch::start(self.daemon.sip, turns_away)?;
        let applied = self.ccctl(&["apply", "--yes"], &self.center);
        let applied = applied.inspect_err(|_| watch.stop())?;
        watch.end(&applied)
    }
}

fn seconds(ran: &[Ran]) -> f64 {
    median(ran.iter().map(|it| it.wall.as_secs_f64()).collect())
}
