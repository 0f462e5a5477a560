//! `ccctl completions`

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;
use clap_complete_nushell::Nushell;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer;

const AFTER: &str = "\
Examples:
  ccctl completions bash > ~/.local/share/bash-completion/completions/ccctl
  ccctl completions zsh > ~/.zfunc/_ccctl
  ccctl completions fish > ~/.config/fish/completions/ccctl.fish";

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
        let mut script = Vec::new();
        let mut command = Arguments::command();
        let out = &mut script;
        match self.shell {
            Which::Bash => clap_complete::generate(Shell::Bash, &mut command, "ccctl", out),
            Which::Elvish => clap_complete::generate(Shell::Elvish, &mut command, "ccctl", out),
            Which::Fish => clap_complete::generate(Shell::Fish, &mut command, "ccctl", out),
            Which::Nushell => clap_complete::generate(Nushell, &mut command, "ccctl", out),
            Which::Powershell => {
                clap_complete::generate(Shell::PowerShell, &mut command, "ccctl", out);
            }
            Which::Zsh => clap_complete::generate(Shell::Zsh, &mut command, "ccctl", out),
        }
        printer::text(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Ok)
    }
}
