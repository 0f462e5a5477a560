//! The words of a line that is not finished.

use std::ffi::OsString;

use crate::arguments::DEFAULT_DAEMON;
use crate::client::Client;

/// What stands on the line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    words: Vec<OsString>,
    index: usize,
    /// What of the word that is completed bash takes for words of its own.
    before: String,
}

impl Line {
    /// A line whose last word is completed.
    pub fn new(words: Vec<OsString>) -> Line {
        Line {
            index: words.len().saturating_sub(1),
            words,
            before: String::new(),
        }
    }

    /// A line as bash cuts it: `unix:/run/ccd.sock` and `--output=json` are three words each to it.
    pub fn of_bash(words: Vec<OsString>, index: usize) -> Line {
        let mut line = Line::default();
        let mut glue = false;
        for (number, word) in words.into_iter().enumerate().take(index + 1) {
            let parts = word == ":" || word == "=";
            match line.words.last_mut().filter(|_| glue || parts) {
                Some(last) => {
                    if number == index {
                        line.before = last.to_string_lossy().into_owned();
                    }
                    last.push(word);
                }
                None => line.words.push(word),
            }
            glue = parts;
        }
        line.index = line.words.len().saturating_sub(1);
        line
    }

    /// Its words.
    pub fn words(&self) -> &[OsString] {
        &self.words
    }

    /// Which of them is completed.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The word that is being written, as far as it is.
    pub fn written(&self) -> &str {
        let word = self.words.get(self.index);
        word.and_then(|word| word.to_str()).unwrap_or_default()
    }

    /// What the shell puts in the place of the word that it completes.
    pub fn fragment(&self, value: &str) -> String {
        let rest = value.strip_prefix(&self.before);
        rest.unwrap_or(value).to_owned()
    }

    /// The words that are finished.
    fn finished(&self) -> impl Iterator<Item = &str> {
        let finished = self.words.iter().take(self.index);
        finished.filter_map(|word| word.to_str())
    }

    /// The word behind another.
    pub fn behind(&self, word: &str) -> Option<&str> {
        self.finished().skip_while(|it| *it != word).nth(1)
    }

    /// What an option says, else the environment.
    fn option(&self, name: &str, variable: &str) -> Option<String> {
        let start = format!("{name}=");
        let joined = self.finished().find_map(|word| word.strip_prefix(&start));
        let told = joined.or_else(|| self.behind(name)).map(str::to_owned);
        told.or_else(|| std::env::var(variable).ok())
    }

    /// A client of the daemon that the line means.
    pub fn client(&self) -> Option<Client> {
        let address = self.option("--daemon", "CCCTL_DAEMON");
        let address = address.as_deref().unwrap_or(DEFAULT_DAEMON);
        let token = self.option("--token", "CCCTL_TOKEN");
        Some(Client::new(address.parse().ok()?, token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bash(words: &[&str], index: usize) -> Line {
        Line::of_bash(words.iter().map(OsString::from).collect(), index)
    }

    #[test]
    fn what_bash_cuts_is_one_word_again() {
        let cut = [
            "ccctl", "--daemon", "unix", ":", "/tmp/s", "get", "phone", "20",
        ];
        let line = bash(&cut, 7);
        assert_eq!(line.index(), 5);
        assert_eq!(
            line.option("--daemon", "NO_SUCH").as_deref(),
            Some("unix:/tmp/s")
        );
        assert_eq!(line.behind("get"), Some("phone"));
        assert_eq!(line.fragment("2001"), "2001");
    }

    #[test]
    fn of_a_word_that_bash_cuts_its_last_part_is_completed() {
        let line = bash(&["ccctl", "get", "agents", "--output", "=", "js"], 5);
        assert_eq!(line.words().last(), Some(&OsString::from("--output=js")));
        assert_eq!(line.fragment("--output=json"), "json");
    }

    #[test]
    fn what_stands_behind_the_cursor_is_not_there() {
        let line = bash(&["ccctl", "get", "ag", "agents", "amy"], 2);
        assert_eq!(line.words().len(), 3);
    }
}
