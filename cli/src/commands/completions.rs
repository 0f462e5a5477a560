//! `ccctl completions`

use std::io::Write;

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};
use clap_complete_nushell::Nushell;

use crate::arguments::Arguments;
use crate::complete::VARIABLE;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl completions bash > ~/.local/share/bash-completion/completions/ccctl
  ccctl completions zsh > ~/.zfunc/_ccctl
  ccctl completions fish > ~/.config/fish/completions/ccctl.fish

When Tab is pressed the shell asks ccctl, and ccctl the daemon that the line or CCCTL_DAEMON \
names, for the names of phones, agents, calls and the like. Where none answers at once, the YAML \
of the directory is read. That takes less than a third of a second. In Nushell commands and \
options alone are completed.";

/// Print the completions of a shell
#[derive(Debug, Args)]
#[command(after_long_help = AFTER)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Which,
}

#[derive(Copy, Clone, Debug, ValueEnum)]
enum Which {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

impl Completions {
    /// Prints the script.
    pub fn run(self) -> Result<Exit, Failure> {
        let script = self.shell.script().map_err(Failure::error)?;
        printer::text(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Ok)
    }
}

impl Which {
    fn script(self) -> std::io::Result<Vec<u8>> {
        let mut script = Vec::new();
        let dynamic: &dyn EnvCompleter = match self {
            Which::Bash => &Bash,
            Which::Elvish => &Elvish,
            Which::Fish => &Fish,
            Which::Powershell => &Powershell,
            Which::Zsh => &Zsh,
            Which::Nushell => {
                let mut command = Arguments::command();
                clap_complete::generate(Nushell, &mut command, "ccctl", &mut script);
                return Ok(script);
            }
        };
        dynamic.write_registration(VARIABLE, "ccctl", "ccctl", "ccctl", &mut script)?;
        if let Which::Zsh = self {
            // Found by its name it is run the first time, and not only read.
            let run =
                "if [[ ${funcstack[1]} == _ccctl ]]; then _clap_dynamic_completer_ccctl \"$@\"; fi";
            writeln!(script, "\n{run}")?;
        }
        Ok(script)
    }
}
