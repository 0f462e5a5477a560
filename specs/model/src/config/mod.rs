//! A center's configuration at one revision: every resource by name, all references resolved.

mod agent;
mod business_hours;
mod caller_list;
mod center;
mod codec;
mod decimal;
pub(crate) mod hotword;
mod ivr;
pub mod nodes;
mod number;
mod numbering;
mod phone;
mod privacy;
mod prompt;
mod role;
mod routing;
mod secret;
mod sip;
mod skill_group;
mod speech;
mod srtp;
mod trunk;
mod webhook;
mod when;
mod when_text;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use agent::Agent;
pub use business_hours::{BusinessHours, Day, ExtraDay, Holiday, InvalidHours, Shift, Weekday};
pub use caller_list::{CallerList, CallerPattern, Match};
pub use center::{AfterLogIn, BreakReason, Center};
pub use codec::{Codec, Dtmf, UnknownCodec};
pub use hotword::{MAX_HOTWORDS, Weight};
pub use ivr::{Ivr, Screening};
pub use nodes::{
    AgentsFrom, Asking, Branch, Choice, Collect, Condition, Counting, Dial, DialExtension,
    DynamicMenu, End, Exit, Fallback, Hours, Http, Length, Menu, Node, NumberSource, Otherwise,
    Outline, Play, Reaction, Received, Scope, Set, Survey, Transfer, Voicemail,
};
pub use number::{Number, Ways};
pub use numbering::{NoHeader, NumberForm, Numbering, Onward, Whose};
pub use phone::{Contact, InvalidContact, Phone};
pub use privacy::{NumberPrivacy, Privacy};
pub use prompt::{Clip, Prompt};
pub use role::{Grant, Groups, Module, Permission, Role};
pub use routing::{AfterMissed, Order, Routing, WrapUpEnd};
pub use secret::Secret;
pub use sip::{Sip, SipServer};
pub use skill_group::{Priority, Ring, SkillGroup};
pub use speech::{InvalidTemplate, Piece, Speech, SystemVariable, Template, Variable};
pub use srtp::Srtp;
pub use trunk::{Gateway, Mode, Register, Transport, Trunk};
pub use webhook::{MAX_WEBHOOKS, RecordForm, Webhook, WebhookAuth};
pub use when::{Comparison, Operand, Operator, When};
pub use when_text::{InvalidWhen, WhenProblem};

use crate::{DialString, Extension, Hotword, IvrName, Name, Shared};

/// Everything that an admin describes. Immutable and cheap to share: a call that pins a flow holds
/// the `Arc` of that flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// What holds for the whole center.
    pub center: Center,
    /// Connections to carriers and IP-PBXs.
    pub trunks: Shared<BTreeMap<Name, Trunk>>,
    /// The numbers that callers dial.
    pub numbers: Shared<BTreeMap<DialString, Number>>,
    /// The prompt library.
    pub prompts: Shared<BTreeMap<Name, Prompt>>,
    /// Call flows.
    pub ivrs: Shared<BTreeMap<IvrName, Arc<Ivr>>>,
    /// Skill groups; their waiting callers are their queue.
    pub skill_groups: Shared<BTreeMap<Name, SkillGroup>>,
    /// The people who answer.
    pub agents: Shared<BTreeMap<Name, Agent>>,
    /// SIP phones by extension.
    pub phones: Shared<BTreeMap<Extension, Phone>>,
    /// How calls are ordered and answered; skill groups name one of these.
    pub routing: Shared<BTreeMap<Name, Routing>>,
    /// Callers who are let in or turned away.
    pub caller_lists: Shared<BTreeMap<Name, CallerList>>,
    /// Who may what, beside the built-in roles.
    pub roles: Shared<BTreeMap<Name, Role>>,
    /// Business hours.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub hours: Shared<BTreeMap<Name, BusinessHours>>,
    /// Words that a recogniser is to know, each with its weight.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub hotwords: Shared<BTreeMap<Hotword, Weight>>,
    /// Whom the center tells of each call that is over.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub webhooks: Shared<BTreeMap<Name, Webhook>>,
    /// The resources that are not deleted as long as they are here, such as `numbers/4008001000`.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub protected: Shared<BTreeSet<String>>,
}

impl Config {
    /// The routing of a skill group: the one it names, else the one named `default`, else ours.
    pub fn routing_of(&self, group: &SkillGroup) -> Routing {
        let name = group.routing.as_ref().map_or("default", Name::as_str);
        self.routing.get(name).cloned().unwrap_or_default()
    }

    /// A role, built in or configured.
    pub fn role(&self, name: &str) -> Option<Role> {
        Role::built_in(name).or_else(|| self.roles.get(name).cloned())
    }

    /// The secrets that it names, with the field that needs each, such as `phones/2001/password`.
    pub fn secrets(&self) -> impl Iterator<Item = (String, &Secret)> {
        let phones = self.phones.iter().filter_map(|(phone, known)| {
            Some((format!("phones/{phone}/password"), known.password.as_ref()?))
        });
        let trunks = self.trunks.iter().filter_map(|(name, trunk)| {
            Some((format!("trunks/{name}/password"), trunk.password()?))
        });
        let webhooks = self.webhooks.iter().filter_map(|(name, webhook)| {
            let (field, secret) = webhook.secret()?;
            Some((format!("webhooks/{name}/{field}"), secret))
        });
        phones.chain(trunks).chain(webhooks)
    }

    /// The phones bound to an agent.
    pub fn phones_of<'a>(&'a self, agent: &'a Name) -> impl Iterator<Item = &'a Extension> {
        self.phones
            .iter()
            .filter(move |(_, phone)| phone.agent.as_ref() == Some(agent))
            .map(|(extension, _)| extension)
    }
}

/// True for what serde leaves out: a value that equals its type's default.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
