//! What something is at run time, in a word or two.

use std::fmt;

use super::LiveValue;
use crate::config::Priority;

impl fmt::Display for LiveValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LiveValue::Member { priority, .. } | LiveValue::Phone { priority, .. } => {
                match priority {
                    Some(Priority(priority)) => write!(f, "{priority}"),
                    None => f.write_str("none"),
                }
            }
            LiveValue::Hours { open, .. } if open.is_empty() => f.write_str("closed"),
            LiveValue::Hours { open, .. } => {
                let open: Vec<_> = open.iter().map(ToString::to_string).collect();
                f.write_str(&open.join(", "))
            }
            LiveValue::Emergency { on: true } => f.write_str("on"),
            LiveValue::Emergency { on: false } => f.write_str("off"),
        }
    }
}
