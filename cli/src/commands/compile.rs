//! What every command that begins with a directory of YAML does first.

use std::path::Path;

use lang::Compiled;

use crate::center::{Center, Variant};
use crate::diagnostics::{self, Form};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::printer::note;
use crate::printer::style::{Style, styled_stderr};

/// A center that was read and compiled without an error.
pub struct Checked {
    /// Its files.
    pub center: Center,
    /// What they say.
    pub compiled: Compiled,
}

/// Compiles a directory; with an error in it the command ends here.
pub fn compile(directory: &Path, variant: &Variant, form: Form) -> Result<Checked, Failure> {
    let center = Center::read(directory, variant)?;
    match center.compile() {
        Ok(compiled) => Ok(Checked { center, compiled }),
        Err(problems) => {
            let count = diagnostics::count(&problems);
            diagnostics::show(form, directory, &center.sources(), &problems)?;
            diagnostics::more(form, problems.iter().map(|problem| problem.code));
            if form == Form::Human {
                let verdict = styled_stderr(Style::Bad, "invalid");
                note(format_args!(
                    "{verdict}: {count} in {}",
                    directory.display()
                ));
            }
            Err(Failure::Shown(Exit::Invalid))
        }
    }
}

/// The same for commands whose standard output is something else: problems are for people.
pub fn compile_for_people(directory: &Path, variant: &Variant) -> Result<Checked, Failure> {
    let checked = compile(directory, variant, Form::Human)?;
    if !checked.compiled.warnings.is_empty() {
        let (sources, warnings) = (checked.center.sources(), &checked.compiled.warnings);
        diagnostics::show(Form::Human, directory, &sources, warnings)?;
        diagnostics::more(Form::Human, warnings.iter().map(|warning| warning.code));
    }
    Ok(checked)
}
