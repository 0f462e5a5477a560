//! What was changed at run time, from its beginning to its end.

use api::LiveStory;
use model::live::{Ending, How};

use crate::moment::local;
use crate::printer::{Cell, Tabular};

impl Tabular for LiveStory {
    const HEAD: &'static [&'static str] =
        &["WHAT", "FROM", "TO", "BY", "SINCE", "ENDED", "HOW", "NOTE"];

    fn name(&self) -> String {
        self.path.clone()
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.path.as_str().into(),
            self.before.as_deref().unwrap_or("unknown").into(),
            self.after.as_str().into(),
            self.by.as_str().into(),
            local(self.since).into(),
            ended(self).into(),
            how(self).into(),
            self.note.as_str().into(),
        ]
    }
}

fn ended(story: &LiveStory) -> String {
    let ended = story.ended.as_ref();
    ended.map_or_else(String::new, |ending| {
        ending.at.map_or_else(|| "unknown".to_owned(), local)
    })
}

fn how(story: &LiveStory) -> String {
    match (&story.ended, story.expires_at) {
        (Some(ending), _) => told(ending),
        (None, Some(end)) => format!("holds until {}", local(end)),
        (None, None) => "holds".to_owned(),
    }
}

fn told(ending: &Ending) -> String {
    let by = ending.by.as_deref().unwrap_or("somebody");
    let revision = || {
        ending
            .revision
            .map_or_else(String::new, |it| format!(" {it}"))
    };
    match ending.how {
        How::Unknown => "unknown".to_owned(),
        How::Undone => format!("taken back by {by}"),
        How::Replaced => format!("changed again by {by}"),
        How::Expired => "its time was over".to_owned(),
        How::Configured => format!("revision{} by {by} says so", revision()),
        How::Gone => format!("gone with revision{} by {by}", revision()),
    }
}
