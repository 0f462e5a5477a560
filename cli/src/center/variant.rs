//! Which environment a center is read for.

use std::env;
use std::path::Path;

use clap::Args;
use lang::{Given, Layers, Origin, Source};
use model::Name;

use super::Error;
use super::files::{Directory, bounded};

/// Where overlays lie.
pub const OVERLAYS: &str = "env";
/// How the variables of the environment begin that give values.
const PREFIX: &str = "CCCTL_VAR_";
/// The most names of environments that are listed.
const LISTED: usize = 50;

/// The environment and the values of variables.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Environment")]
pub struct Variant {
    /// Lay env/NAME.yaml over the center
    #[arg(long = "env", value_name = "NAME")]
    environment: Option<Name>,
    /// Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = pair)]
    variables: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Variant {
    /// Whether nothing was asked for on the command line.
    pub fn is_plain(&self) -> bool {
        self.environment.is_none() && self.variables.is_empty()
    }

    /// What is laid over the files of a directory.
    pub fn layers(&self, directory: &Directory) -> Result<Layers, Error> {
        let overlay = match &self.environment {
            Some(name) => overlay(directory, name)?,
            None => Vec::new(),
        };
        Ok(Layers {
            overlay,
            values: self.values(env::vars_os().filter_map(|(name, value)| {
                Some((name.into_string().ok()?, value.into_string().ok()?))
            })),
        })
    }

    /// The values of the environment in the order of their names, then those of the command line.
    fn values(&self, environment: impl Iterator<Item = (String, String)>) -> Vec<Given> {
        let given = |origin| {
            move |(name, value)| Given {
                name,
                value,
                origin,
            }
        };
        let of_center = environment.filter_map(|(name, value)| {
            let name = name.strip_prefix(PREFIX)?;
            Some((name.to_owned(), value))
        });
        let mut values: Vec<Given> = of_center.map(given(Origin::Environment)).collect();
        values.sort_by(|a, b| a.name.cmp(&b.name));
        values.extend(
            self.variables
                .iter()
                .cloned()
                .map(given(Origin::CommandLine)),
        );
        values
    }
}

/// The files of an environment.
fn overlay(directory: &Directory, name: &Name) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for ending in ["yaml", "yml"] {
        let path = format!("{OVERLAYS}/{name}.{ending}");
        if directory.root().join(&path).exists() {
            sources.push(read(directory, path)?);
        }
    }
    if sources.is_empty() {
        return Err(Error::NoEnvironment(name.clone(), known(directory)));
    }
    Ok(sources)
}

fn read(directory: &Directory, path: String) -> Result<Source, Error> {
    let unreadable = |error| Error::Unreadable(Path::new(&path).to_owned(), error);
    let real = directory.real(Path::new(&path)).map_err(unreadable)?;
    let real = real.ok_or_else(|| Error::Outside(path.clone()))?;
    // A pipe or a device would keep the reader waiting.
    if !real.is_file() {
        return Err(Error::Special(path));
    }
    let text = bounded(&real, lang::MAX_FILE_BYTES).map_err(unreadable)?;
    let text = text.ok_or_else(|| Error::LargeFile(path.clone()))?;
    Ok(Source { path, text })
}

/// The environments that there are.
fn known(directory: &Directory) -> Vec<String> {
    let entries = std::fs::read_dir(directory.root().join(OVERLAYS));
    let files = entries.into_iter().flatten().flatten();
    let names = files.take(LISTED).filter_map(|file| {
        let name = file.file_name().into_string().ok()?;
        let (stem, ending) = name.rsplit_once('.')?;
        matches!(ending, "yaml" | "yml").then(|| stem.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_goes_before_the_environment() {
        let variant = Variant {
            environment: None,
            variables: vec![("city".to_owned(), "Wuhan".to_owned())],
        };
        let environment = [
            ("CCCTL_VAR_city", "Beijing"),
            ("PATH", "/bin"),
            ("CCCTL_VAR_a", "1"),
        ];
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let values = variant.values(environment.into_iter());
        let values: Vec<_> = values
            .iter()
            .map(|one| (one.name.as_str(), one.value.as_str()))
            .collect();
        assert_eq!(values, [("a", "1"), ("city", "Beijing"), ("city", "Wuhan")]);
    }

    #[test]
    fn a_value_may_have_an_equals_sign_and_must_have_one_before_it() {
        assert_eq!(pair("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert!(pair("a").is_err());
    }
}
