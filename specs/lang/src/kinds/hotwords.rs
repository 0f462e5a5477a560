//! `hotwords`: words that a recogniser is to know.

use model::Config;
use model::config::Weight;
use serde_yaml::Value as Yaml;

use crate::decode::{Context, Field, Fields, Shape, Table, scalar};
use crate::emit::Map;
use crate::kinds::Item;
use crate::tree::Value;

/// The keys of a word.
pub static TABLE: Table = Table {
    what: "a hotword",
    doc: "A word that speech recognition is to know better than others, such as a product or a place: at \
          most 10 Chinese characters or 20 others, of Chinese characters, English letters, digits, `_` and \
          `-`. A number alone is its weight: `核保: 8`. A center has at most 1,000. `ccctl import hotwords` \
          reads them from a text of `word|weight`.",
    fields: &[Field::required(
        "weight",
        Shape::Count {
            min: Weight::MIN as u32,
            max: Weight::MAX as u32,
        },
        "How much it is preferred; 10 is most.",
    )],
};

/// Reads one word.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Weight> {
    let weight = if let Value::Scalar { .. } = item.node.value {
        scalar::count(cx, item.node, TABLE.field("weight")?)
    } else {
        let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
        fields.count(cx, "weight")
    };
    weight
        .and_then(|weight| u8::try_from(weight).ok())
        .map(Weight)
}

/// Writes all words, those that are protected at length.
pub fn write(config: &Config) -> Map {
    let mut words = Map::default();
    for (word, Weight(weight)) in &config.hotwords {
        let mut long = Map::default();
        long.put("weight", u32::from(*weight));
        let short = Yaml::from(u32::from(*weight));
        let is_protected = config.protected.contains(&format!("hotwords/{word}"));
        let value = if is_protected { long.value() } else { short };
        words.put(word.as_str(), value);
    }
    words
}
