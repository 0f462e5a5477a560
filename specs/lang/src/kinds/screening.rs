//! Whom a flow takes: what is written of it, key by key, and what comes of that (feature I19).

use model::Name;
use model::config::Screening;

use crate::Code;
use crate::decode::{self, Context, Fields, Kind, Report};

/// What a flow says of its callers. What it does not say it takes over from another flow, if from any.
#[derive(Clone, Debug, Default)]
pub struct Written {
    blacklist: Option<Vec<Name>>,
    whitelist: Option<Vec<Name>>,
    whitelist_only: Option<bool>,
    /// The node where those who are turned away begin.
    pub on_blocked: Option<Name>,
}

impl Written {
    /// Takes over what it does not say.
    pub fn take_over(&mut self, giver: Written) {
        self.blacklist = self.blacklist.take().or(giver.blacklist);
        self.whitelist = self.whitelist.take().or(giver.whitelist);
        self.whitelist_only = self.whitelist_only.or(giver.whitelist_only);
        self.on_blocked = self.on_blocked.take().or(giver.on_blocked);
    }

    /// Reports a flow that takes nobody.
    pub fn check(&self, cx: &mut Context, resource: &str) {
        let nobody = self.whitelist.as_ref().is_none_or(Vec::is_empty);
        if self.whitelist_only == Some(true) && nobody {
            let at = cx.at(resource, "whitelist_only");
            let message = "a flow that takes only its `whitelist` has none";
            let help = "add `whitelist: [LIST]`, or delete `whitelist_only`";
            cx.report(Report::new(Code::MissingKey, at, message).help(help));
        }
    }
}

impl From<Written> for Screening {
    fn from(written: Written) -> Screening {
        Screening {
            blacklist: written.blacklist.unwrap_or_default(),
            whitelist: written.whitelist.unwrap_or_default(),
            whitelist_only: written.whitelist_only.unwrap_or_default(),
            on_blocked: written.on_blocked,
        }
    }
}

/// Reads what a flow says. What is wrong is reported, all of it, and left out.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Written> {
    let blacklist = lists(cx, fields, "blacklist");
    let whitelist = lists(cx, fields, "whitelist");
    let whitelist_only = match fields.has("whitelist_only") {
        true => fields.flag(cx, "whitelist_only").map(Some),
        false => Some(None),
    };
    let on_blocked = fields.name(cx, "on_blocked");
    let written = Written {
        blacklist: blacklist.clone().flatten(),
        whitelist: whitelist.clone().flatten(),
        whitelist_only: whitelist_only.flatten(),
        on_blocked,
    };
    // One that takes over from another is looked at when it has.
    if !fields.has("from") && whitelist.is_some() {
        written.check(cx, &fields.resource);
    }
    (blacklist.is_some() && whitelist.is_some() && whitelist_only.is_some()).then_some(written)
}

/// The lists under a key; `None`: they cannot be read, `Some(None)`: nothing is written.
fn lists(cx: &mut Context, fields: &Fields<'_>, key: &str) -> Option<Option<Vec<Name>>> {
    if !fields.has(key) {
        return Some(None);
    }
    decode::list_of_names(cx, fields, key, Kind::CallerLists).map(Some)
}
