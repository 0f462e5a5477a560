//! `numbering` of a trunk.

use model::config::{NumberForm, Numbering, Onward};

use super::map::Map;

/// What of it is not the default.
pub fn numbering(numbering: &Numbering) -> Map {
    let default = Numbering::default();
    let mut map = Map::default();
    map.list("caller_id", &numbering.caller_id);
    if numbering.identity != default.identity {
        map.put("identity", numbering.identity.as_str());
    }
    let mut headers = Onward::ALL.into_iter();
    let forwarded = headers.find(|(it, _)| *it == numbering.forwarded && *it != default.forwarded);
    map.some("forwarded", forwarded.map(|(_, name)| name));
    let mut forms = NumberForm::ALL.into_iter();
    let form = forms.find(|(form, _)| *form == numbering.form && *form != default.form);
    map.some("form", form.map(|(_, name)| name));
    let digits = [
        ("area_code", &numbering.area_code),
        ("send_prefix", &numbering.send_prefix),
    ];
    for (key, value) in digits {
        map.some(key, value.as_ref().map(|value| value.as_str()));
    }
    map
}
