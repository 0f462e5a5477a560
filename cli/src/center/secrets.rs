//! The values of secrets, which nothing but an apply may carry.

use std::fmt;
use std::path::Path;

use api::Secrets;
use model::config::Secret;

use super::files::bounded;
use crate::failure::reason;

/// The longest secret, in bytes.
pub const MAX_SECRET: usize = 4_096;

/// A secret that has no value here.
#[derive(Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The field that needs it, such as `phones/2001/password`.
    pub resource: String,
    /// Where its value should come from.
    pub secret: Secret,
    /// Why there is none.
    pub why: String,
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} needs the secret {}: {}",
            self.resource, self.secret, self.why
        )
    }
}

/// The values that can be had here, and those that cannot. Files are relative to `root`; the line
/// feed at their end does not belong to the secret.
pub fn resolve<'a>(
    root: &Path,
    uses: impl IntoIterator<Item = (&'a str, &'a Secret)>,
) -> (Secrets, Vec<Unresolved>) {
    let mut secrets = Secrets::default();
    let mut missing = Vec::new();
    for (resource, secret) in uses {
        match value(root, secret) {
            Ok(value) => drop(secrets.0.insert(resource.to_owned(), value)),
            Err(why) => missing.push(Unresolved {
                resource: resource.to_owned(),
                secret: secret.clone(),
                why,
            }),
        }
    }
    (secrets, missing)
}

fn value(root: &Path, secret: &Secret) -> Result<String, String> {
    let text = match secret {
        Secret::Env(name) => match std::env::var(name) {
            Ok(value) => value,
            Err(std::env::VarError::NotPresent) => return Err("the variable is not set".to_owned()),
            Err(_) => return Err("the variable is not UTF-8".to_owned()),
        },
        Secret::File(path) => {
            let bytes = bounded(&root.join(path), MAX_SECRET).map_err(|error| reason(&error))?;
            let bytes =
                bytes.ok_or_else(|| format!("the file has more than {MAX_SECRET} bytes"))?;
            let text = String::from_utf8(bytes).map_err(|_| "the file is not UTF-8".to_owned())?;
            text.trim_end_matches(['\r', '\n']).to_owned()
        }
    };
    if text.is_empty() {
        Err("it is empty".to_owned())
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_its_line_and_a_missing_one_says_so() {
        let root = tempfile::tempdir().expect("a directory");
        std::fs::write(root.path().join("password"), "Secret-1\n").expect("written");
        let here = Secret::File("password".to_owned());
        let gone = Secret::File("gone".to_owned());
        let uses = [
            ("phones/2001/password", &here),
            ("phones/2002/password", &gone),
        ];
        let (secrets, missing) = resolve(root.path(), uses);
        assert_eq!(
            secrets.0.get("phones/2001/password").map(String::as_str),
            Some("Secret-1")
        );
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].resource, "phones/2002/password");
    }

    #[test]
    fn what_is_no_file_gives_nothing() {
        let root = tempfile::tempdir().expect("a directory");
        let here = Secret::File(String::new());
        let (_, missing) = resolve(root.path(), [("phones/2001/password", &here)]);
        assert_eq!(missing[0].why, "it is a directory, not a file");
    }
}
