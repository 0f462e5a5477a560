//! One run of `ccctl`.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::Daemon;
use crate::binary::ccctl;

/// What stands on the terminal when an answer is wanted.
const QUESTIONS: [&[u8]; 2] = [b"[y/N] ", b"to destroy it: "];

/// A directory with these files.
pub fn center(files: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        let path = directory.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, text).expect("written");
    }
    directory
}

/// A command line to be run.
#[derive(Debug)]
pub struct Ccctl {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
    input: String,
    typed: Option<String>,
    terminal: bool,
    mebibytes: Option<usize>,
}

impl Ccctl {
    /// `ccctl` with these arguments, cut at spaces.
    pub fn new(arguments: &str) -> Ccctl {
        Ccctl {
            arguments: arguments.split(' ').map(str::to_owned).collect(),
            environment: Vec::new(),
            hidden: Vec::new(),
            input: String::new(),
            typed: None,
            terminal: false,
            mebibytes: None,
        }
    }

    /// With one more argument, spaces and all.
    #[must_use]
    pub fn argument(mut self, argument: &str) -> Ccctl {
        self.arguments.push(argument.to_owned());
        self
    }

    /// With this directory for every argument `DIR`.
    #[must_use]
    pub fn directory(mut self, directory: &Path) -> Ccctl {
        let path = directory.display().to_string();
        for argument in &mut self.arguments {
            *argument = argument.replace("DIR", &path);
        }
        self.hidden.push((path, "DIR".to_owned()));
        self
    }

    /// Against this daemon.
    #[must_use]
    pub fn daemon(mut self, daemon: &Daemon) -> Ccctl {
        self.hidden
            .push((daemon.directory().display().to_string(), "RUN".to_owned()));
        self.environment(
            "CCCTL_DAEMON",
            &format!("unix:{}", daemon.socket().display()),
        )
    }

    /// With a variable of the environment.
    #[must_use]
    pub fn environment(mut self, name: &str, value: &str) -> Ccctl {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With this on its standard input.
    #[must_use]
    pub fn reads(mut self, text: &str) -> Ccctl {
        self.typed = Some(text.to_owned());
        self
    }

    /// On a terminal of 100 columns, on which somebody answers this when asked.
    #[must_use]
    pub fn on_terminal(mut self, typed: &str) -> Ccctl {
        self.terminal = true;
        self.input = typed.to_owned();
        self
    }

    /// With no more data in memory than this.
    #[must_use]
    pub fn within(mut self, mebibytes: usize) -> Ccctl {
        self.mebibytes = Some(mebibytes);
        self
    }

    /// Runs it; what comes back is what a person sees, and how it ended.
    pub fn run(self) -> String {
        let output = self.output();
        let mut text = format!("$ ccctl {}\n", self.arguments.join(" "));
        text.push_str(&String::from_utf8_lossy(&output.stdout));
        if !output.stderr.is_empty() {
            text.push_str("--- standard error\n");
            text.push_str(&String::from_utf8_lossy(&output.stderr));
        }
        text.push_str(&format!(
            "--- exit {}\n",
            output.status.code().expect("a code")
        ));
        for (path, name) in &self.hidden {
            text = text.replace(path, name);
        }
        text.replace("\r\n", "\n").replace('\x1b', "␛")
    }

    fn output(&self) -> Output {
        let mut command = if self.terminal {
            self.script()
        } else {
            self.plain()
        };
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TZ", "UTC").env("TERM", "xterm");
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("ccctl runs");
        let mut input = child.stdin.take();
        if let Some(text) = &self.typed {
            let mut whole = input.take().expect("an input");
            whole.write_all(text.as_bytes()).expect("somebody reads");
        }
        let mut output = child.stdout.take().expect("an output");
        let mut stdout = Vec::new();
        let mut chunk = [0; 4_096];
        // A terminal whose input ends ends its program: it stays open for as long as there is output.
        while let Ok(read @ 1..) = output.read(&mut chunk) {
            stdout.extend(&chunk[..read]);
            if QUESTIONS.iter().any(|question| stdout.ends_with(question)) {
                let input = input.as_mut().expect("an input");
                input
                    .write_all(self.input.as_bytes())
                    .expect("somebody reads");
            }
        }
        let rest = child.wait_with_output().expect("ccctl ends");
        Output { stdout, ..rest }
    }

    fn plain(&self) -> Command {
        let mut command = match self.mebibytes {
            None => Command::new(ccctl()),
            Some(mebibytes) => {
                let line = format!("ulimit -d {}; exec \"$0\" \"$@\"", mebibytes * 1_024);
                let mut shell = Command::new("sh");
                shell.args(["-c", &line]).arg(ccctl());
                shell
            }
        };
        command.args(&self.arguments);
        command
    }

    /// `script` gives its program a terminal.
    fn script(&self) -> Command {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
        let arguments: Vec<_> = self.arguments.iter().map(|text| quoted(text)).collect();
        let program = quoted(&ccctl().display().to_string());
        let line = format!(
            "stty cols 100 -echo; exec {program} {}",
            arguments.join(" ")
        );
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
        command
    }
}
