//! How a trunk writes numbers, and where it says whose they are.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::is_default;
use crate::{DialString, phone_number};

/// How a trunk writes numbers, and where it says whose they are (features T5 and T7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbering {
    /// Which headers say who calls: the first that does counts. Empty: all, in the order of
    /// [`Whose::ALL`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caller_id: Vec<Whose>,
    /// Which header carries our number, besides From.
    #[serde(default, skip_serializing_if = "is_default")]
    pub identity: Whose,
    /// Which header says that a call that came in is sent on, and by which of our numbers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub forwarded: Onward,
    /// How numbers are written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: NumberForm,
    /// The area code of the trunk's own place, such as 0755, which local numbers are written without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_code: Option<DialString>,
    /// What is put before each number that is dialled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_prefix: Option<DialString>,
}

/// A header that says whose a call is.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// From (RFC 3261).
    #[default]
    From,
    /// P-Asserted-Identity (RFC 3325).
    Pai,
    /// Remote-Party-ID, which never became an RFC.
    Rpid,
}

/// A header that says that a call was sent on.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Onward {
    /// None does.
    #[default]
    None,
    /// Diversion (RFC 5806).
    Diversion,
    /// History-Info (RFC 7044).
    HistoryInfo,
}

impl Onward {
    /// All, with their names in YAML.
    pub const ALL: [(Onward, &'static str); 3] = [
        (Onward::None, "none"),
        (Onward::Diversion, "diversion"),
        (Onward::HistoryInfo, "history_info"),
    ];
}

/// A way of writing numbers.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberForm {
    /// As it was dialled.
    #[default]
    AsDialled,
    /// `+8675586013388`.
    PlusE164,
    /// `8675586013388`.
    E164,
    /// `075586013388`, `13800138000`.
    National,
    /// `0086075586013388`, `008613800138000`.
    Zeros,
}

impl Whose {
    /// All, those that networks assert first.
    pub const ALL: [Whose; 3] = [Whose::Pai, Whose::Rpid, Whose::From];

    /// Its name in YAML.
    pub const fn as_str(self) -> &'static str {
        match self {
            Whose::From => "from",
            Whose::Pai => "pai",
            Whose::Rpid => "rpid",
        }
    }
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that names no header.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is one of `pai`, `rpid` and `from`")]
pub struct NoHeader;

impl FromStr for Whose {
    type Err = NoHeader;

    fn from_str(text: &str) -> Result<Whose, NoHeader> {
        let all = Whose::ALL.into_iter();
        all.into_iter()
            .find(|whose| whose.as_str() == text)
            .ok_or(NoHeader)
    }
}

impl NumberForm {
    /// All, with their names in YAML.
    pub const ALL: [(NumberForm, &'static str); 5] = [
        (NumberForm::AsDialled, "as_dialled"),
        (NumberForm::PlusE164, "+e164"),
        (NumberForm::E164, "e164"),
        (NumberForm::National, "national"),
        (NumberForm::Zeros, "0086"),
    ];
}

impl Numbering {
    /// The headers that say who calls, in their order.
    pub fn callers(&self) -> &[Whose] {
        match self.caller_id.as_slice() {
            [] => &Whose::ALL,
            chosen => chosen,
        }
    }

    /// A number as the trunk writes it. Short numbers, and whatever is no number of a country, stay as
    /// they are.
    pub fn write(&self, number: &str) -> String {
        let normal = phone_number::normalise(number);
        let Some(digits) = normal.strip_prefix('+') else {
            return number.to_owned();
        };
        match self.form {
            NumberForm::AsDialled => number.to_owned(),
            NumberForm::PlusE164 => normal,
            NumberForm::E164 => digits.to_owned(),
            NumberForm::National => self.local(national(digits)),
            NumberForm::Zeros => match digits.strip_prefix("86") {
                Some(_) => format!("0086{}", national(digits)),
                None => format!("00{digits}"),
            },
        }
    }

    /// A number as it is dialled there: behind the prefix of the number that is shown, else that of the
    /// trunk.
    pub fn dial(&self, number: &str, prefix: Option<&DialString>) -> String {
        let prefix = prefix.or(self.send_prefix.as_ref());
        let prefix = prefix.map(DialString::as_str).unwrap_or_default();
        format!("{prefix}{}", self.write(number))
    }

    fn local(&self, national: String) -> String {
        let code = self.area_code.as_ref().map(DialString::as_str);
        match code.and_then(|code| national.strip_prefix(code)) {
            Some(local) if !local.is_empty() => local.to_owned(),
            _ => national,
        }
    }
}

/// Digits of E.164 as they are dialled inside of China.
fn national(digits: &str) -> String {
    match digits.strip_prefix("86") {
        Some(mobile) if mobile.len() == 11 && mobile.starts_with('1') => mobile.to_owned(),
        Some(land) => format!("0{land}"),
        None => format!("00{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbering(form: NumberForm) -> Numbering {
        Numbering {
            form,
            area_code: DialString::new("0755").ok(),
            ..Numbering::default()
        }
    }

    #[test]
    fn each_trunk_gets_numbers_in_its_form() {
        for (form, land, mobile, abroad) in [
            (
                NumberForm::AsDialled,
                "02160001000",
                "13800138000",
                "0015551230000",
            ),
            (
                NumberForm::PlusE164,
                "+862160001000",
                "+8613800138000",
                "+15551230000",
            ),
            (
                NumberForm::E164,
                "862160001000",
                "8613800138000",
                "15551230000",
            ),
            (
                NumberForm::National,
                "02160001000",
                "13800138000",
                "0015551230000",
            ),
            (
                NumberForm::Zeros,
                "008602160001000",
                "008613800138000",
                "0015551230000",
            ),
        ] {
            let numbering = numbering(form);
            assert_eq!(numbering.write("02160001000"), land);
            assert_eq!(numbering.write("13800138000"), mobile);
            assert_eq!(numbering.write("0015551230000"), abroad);
            for short in ["95588", "4008123123", "110", "10086", "1001"] {
                assert_eq!(numbering.write(short), short);
            }
        }
    }

    #[test]
    fn local_numbers_lose_their_area_code_and_nothing_else_does() {
        let numbering = numbering(NumberForm::National);
        assert_eq!(numbering.write("+8675586013388"), "86013388");
        assert_eq!(numbering.write("02160001000"), "02160001000");
    }

    #[test]
    fn the_prefix_of_the_number_that_is_shown_counts_before_that_of_the_trunk() {
        let mut numbering = numbering(NumberForm::E164);
        assert_eq!(numbering.dial("13800138000", None), "8613800138000");
        numbering.send_prefix = DialString::new("9").ok();
        assert_eq!(numbering.dial("13800138000", None), "98613800138000");
        let own = DialString::new("77").ok();
        assert_eq!(numbering.dial("110", own.as_ref()), "77110");
    }

    #[test]
    fn what_networks_assert_counts_first_unless_something_else_is_chosen() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.callers(), Whose::ALL);
        numbering.caller_id = vec![Whose::From];
        assert_eq!(numbering.callers(), [Whose::From]);
        assert_eq!("pai".parse(), Ok(Whose::Pai));
        assert_eq!("PAI".parse::<Whose>(), Err(NoHeader));
    }
}
