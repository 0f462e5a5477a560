//! The values of secrets, which travel beside the configuration.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The value of every secret by the path of its field, such as `phones/2001/password`. Its `Debug`
/// form shows the paths only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Secrets(pub BTreeMap<String, String>);

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let secrets = Secrets(BTreeMap::from([(
            "phones/2001/password".into(),
            "hunter2".into(),
        )]));
        assert_eq!(format!("{secrets:?}"), r#"{"phones/2001/password"}"#);
    }
}
