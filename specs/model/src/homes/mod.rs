//! Where a telephone number is at home: its country, province and city, and the carrier that serves it,
//! told by how the number begins.
//!
//! What the numbering plan says is built in; a table of the operator's own adds to it and overrides it.
//! Whatever several beginnings of a number say is put together, and the longer one is believed.

mod key;
mod read;
mod table;

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use read::{Fault, Faults, LineFault, MAX_BYTES, MAX_LINES};
pub use table::Table;

use crate::phone_number;
use key::Key;

/// What the numbering plan says.
const BUILT_IN: &str = include_str!("built-in.csv");

/// Where a number is at home, as far as that is known.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Home {
    /// The country of the customer's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Arc<str>>,
    /// The province of the customer's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<Arc<str>>,
    /// The city of the customer's number; where several share an area code, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Arc<str>>,
    /// The carrier to which the customer's number was assigned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<Arc<str>>,
}

impl Home {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Home::default()
    }

    /// Takes what is not known yet from what a shorter beginning says.
    fn fill(&mut self, other: &Home) {
        for (own, others) in [
            (&mut self.country, &other.country),
            (&mut self.province, &other.province),
            (&mut self.city, &other.city),
            (&mut self.carrier, &other.carrier),
        ] {
            if own.is_none() {
                own.clone_from(others);
            }
        }
    }
}

/// The nearest place that is known, and the carrier.
impl fmt::Display for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = [&self.city, &self.province, &self.country];
        let place = place.into_iter().flatten().next();
        let words: Vec<&str> = place
            .into_iter()
            .chain(&self.carrier)
            .map(AsRef::as_ref)
            .collect();
        f.write_str(&words.join(" "))
    }
}

/// All that is known of numbers' homes: tables, the one that is believed first at first.
#[derive(Clone, Debug, Default)]
pub struct Homes(Vec<Table>);

impl Homes {
    /// What the numbering plan says.
    pub fn built_in() -> Homes {
        // That it can be read is a test's matter.
        Homes(Table::read(BUILT_IN).into_iter().collect())
    }

    /// The same, with a table that is believed before it.
    pub fn with(mut self, table: Table) -> Homes {
        self.0.insert(0, table);
        self
    }

    /// Where a number is at home, in whatever spelling it comes.
    pub fn of(&self, number: &str) -> Home {
        let number = Key::of_number(&phone_number::normalise(number));
        number.map_or_else(Home::default, |number| self.find(number))
    }

    fn find(&self, number: Key) -> Home {
        let mut home = Home::default();
        for beginning in number.beginnings() {
            for table in &self.0 {
                if let Some(known) = table.get(beginning) {
                    home.fill(known);
                }
            }
        }
        home
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(homes: &Homes, number: &str) -> String {
        let home = homes.of(number);
        let parts = [home.country, home.province, home.city, home.carrier];
        let words: Vec<_> = parts
            .iter()
            .map(|part| part.as_deref().unwrap_or("-"))
            .collect();
        words.join(" ")
    }

    #[test]
    fn what_is_built_in_can_be_read_and_is_whole() {
        let table = Table::read(BUILT_IN);
        assert!(table.is_ok(), "{:?}", table.err());
        assert!(table.is_ok_and(|table| table.len() > 450));
    }

    #[test]
    fn a_number_tells_its_home_in_every_spelling() {
        let homes = Homes::built_in();
        for number in ["075588880000", "+8675588880000", "0755-8888 0000"] {
            assert_eq!(shown(&homes, number), "中国 广东 深圳 -", "{number}");
        }
        assert_eq!(shown(&homes, "02160001000"), "中国 上海 上海 -");
        assert_eq!(shown(&homes, "13800138000"), "中国 - - 中国移动");
        assert_eq!(
            shown(&homes, "+8617011110000"),
            "中国 - - 虚拟运营商（中国电信）"
        );
        assert_eq!(shown(&homes, "+85223456789"), "中国 香港 香港 -");
        assert_eq!(shown(&homes, "+4930123456"), "德国 - - -");
    }

    #[test]
    fn a_longer_beginning_is_believed_and_takes_from_a_shorter_one_what_it_does_not_say() {
        let homes = Homes::built_in();
        assert_eq!(shown(&homes, "13481234567"), "中国 - - 中国移动");
        assert_eq!(shown(&homes, "13491234567"), "中国 - - 中国电信");
        let own = Table::read("prefix,province,city\n1380013,北京,北京\n").expect("a table");
        let homes = homes.with(own);
        assert_eq!(shown(&homes, "13800138000"), "中国 北京 北京 中国移动");
        assert_eq!(shown(&homes, "13800148000"), "中国 - - 中国移动");
        assert_eq!(homes.of("13800138000").to_string(), "北京 中国移动");
        assert_eq!(homes.of("13800148000").to_string(), "中国 中国移动");
    }

    #[test]
    fn a_table_of_ones_own_overrides_what_is_built_in() {
        let own = Table::read("prefix,city,carrier\n0755,深圳特区,自营\n4008,,客服\n");
        let homes = Homes::built_in().with(own.expect("a table"));
        assert_eq!(shown(&homes, "075588880000"), "中国 广东 深圳特区 自营");
        assert_eq!(shown(&homes, "4008123123"), "- - - 客服");
    }

    #[test]
    fn of_what_is_withheld_no_number_or_unknown_nothing_is_told() {
        let homes = Homes::built_in();
        for number in [
            "",
            "anonymous",
            "+",
            "1001",
            "95588",
            "4008123123",
            "60001000",
            "*#",
        ] {
            assert!(homes.of(number).is_unknown(), "{number}");
        }
        assert!(homes.of("+14155550100").is_unknown());
        let endless = "9".repeat(10_000);
        assert!(homes.of(&endless).is_unknown());
    }
}
