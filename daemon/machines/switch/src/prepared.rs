//! A configuration on its way into effect and into the journal. What takes as long as it is large is made of it
//! where nobody waits for that; what nobody has made beforehand is made where it is needed.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use model::Touched;
use model::config::Config;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

/// A configuration that is to take the place of another.
#[derive(Clone, Debug)]
pub struct Prepared {
    written: Written,
    touched: Option<Touched>,
}

impl Prepared {
    /// All that can be made beforehand of what is to take the place of `live`. What both have in common is there
    /// once from here on.
    pub fn over(live: &Config, mut desired: Config) -> Prepared {
        desired.join(live);
        let touched = Some(Touched::between(live, &desired));
        let config = Arc::new(desired);
        let json = to_raw_value(&config).ok().map(Arc::from);
        Prepared {
            written: Written { config, json },
            touched,
        }
    }

    /// The configuration.
    pub fn config(&self) -> &Arc<Config> {
        &self.written.config
    }

    /// The same as it is written.
    pub fn written(&self) -> &Written {
        &self.written
    }

    /// What it touches of the one whose place it takes.
    pub(crate) fn touches(&self, live: &Config) -> Cow<'_, Touched> {
        let made = self.touched.as_ref().map(Cow::Borrowed);
        made.unwrap_or_else(|| Cow::Owned(Touched::between(live, self.config())))
    }

    /// What is written of it, and what it touches of the one whose place it takes.
    pub(crate) fn into_parts(self, live: &Config) -> (Written, Touched) {
        let Prepared { written, touched } = self;
        let touched = touched.unwrap_or_else(|| Touched::between(live, &written.config));
        (written, touched)
    }
}

impl<T: Into<Written>> From<T> for Prepared {
    fn from(config: T) -> Prepared {
        Prepared {
            written: config.into(),
            touched: None,
        }
    }
}

/// A configuration as an entry of the journal has it: with its JSON, if that has been made.
#[derive(Clone, Debug)]
pub struct Written {
    config: Arc<Config>,
    json: Option<Arc<RawValue>>,
}

impl Written {
    /// The configuration.
    pub fn config(&self) -> &Arc<Config> {
        &self.config
    }

    /// Its JSON.
    pub fn json(&self) -> Option<&Arc<RawValue>> {
        self.json.as_ref()
    }
}

impl From<Arc<Config>> for Written {
    fn from(config: Arc<Config>) -> Written {
        Written { config, json: None }
    }
}

impl From<Config> for Written {
    fn from(config: Config) -> Written {
        Arc::new(config).into()
    }
}

impl Deref for Written {
    type Target = Config;

    fn deref(&self) -> &Config {
        &self.config
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Written) -> bool {
        self.config == other.config
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.json {
            Some(json) => json.serialize(to),
            None => self.config.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Written, D::Error> {
        Config::deserialize(from).map(Written::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        serde_json::from_value(serde_json::json!({
            "agents": { "amy": { "name": "王小美", "staff_number": "1001" } },
        }))
        .expect("a configuration")
    }

    #[test]
    fn what_is_made_beforehand_is_what_is_written_otherwise() {
        let text = |written: &Written| serde_json::to_string(written).expect("JSON");
        let (made, touched) = Prepared::over(&Config::default(), config()).into_parts(&config());
        assert_eq!(text(&made), text(&config().into()));
        let read: Written = serde_json::from_str(&text(&made)).expect("a configuration");
        assert_eq!(read, made);
        assert!(touched.agents.contains("amy"), "of what it was made over");
    }

    #[test]
    fn what_was_not_made_beforehand_is_made_when_it_is_needed() {
        let prepared = Prepared::from(config());
        assert_eq!(*prepared.touches(&config()), Touched::default());
        let (_, touched) = prepared.into_parts(&Config::default());
        assert!(touched.agents.contains("amy"));
    }
}
