//! The words for what an agent, a phone and a trunk are doing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Name;

/// What an agent does, one word each (the seed's names: 示闲, 示忙, 小休, 忙碌, 话后整理).
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AgentState {
    /// Can be offered a call.
    Idle,
    /// Present, takes no queue calls.
    NotReady,
    /// Away for a while.
    Break,
    /// Rung by a call, or talking.
    OnCall,
    /// Working after a call.
    WrapUp,
    /// Nobody there, or no device to reach him.
    Offline,
}

impl AgentState {
    /// Every state, in the order of the manual.
    pub const ALL: [AgentState; 6] = [
        AgentState::Idle,
        AgentState::NotReady,
        AgentState::Break,
        AgentState::OnCall,
        AgentState::WrapUp,
        AgentState::Offline,
    ];

    /// The state's word.
    pub const fn word(self) -> &'static str {
        match self {
            AgentState::Idle => "idle",
            AgentState::NotReady => "not_ready",
            AgentState::Break => "break",
            AgentState::OnCall => "on_call",
            AgentState::WrapUp => "wrap_up",
            AgentState::Offline => "offline",
        }
    }
}

/// What an agent, or somebody for him, has chosen; the rest of his state is caused by calls.
#[derive(
    Copy,
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Ready for calls.
    #[default]
    Idle,
    /// Present, but not for queue calls.
    NotReady,
    /// On a break.
    Break,
    /// Logged out.
    Offline,
}

impl Presence {
    /// The word for it, that of the state it leads to.
    pub const fn word(self) -> &'static str {
        match self {
            Presence::Idle => "idle",
            Presence::NotReady => "not_ready",
            Presence::Break => "break",
            Presence::Offline => "offline",
        }
    }
}

impl std::str::FromStr for Presence {
    type Err = InvalidPresence;
    fn from_str(text: &str) -> Result<Presence, InvalidPresence> {
        [
            Presence::Idle,
            Presence::NotReady,
            Presence::Break,
            Presence::Offline,
        ]
        .into_iter()
        .find(|presence| presence.word() == text)
        .ok_or(InvalidPresence)
    }
}

/// Why a text is no presence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an agent can be set to `idle`, `not_ready`, `break` or `offline`")]
pub struct InvalidPresence;

/// What holds of an agent until somebody chooses otherwise; it survives a restart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Chosen {
    /// What he, or somebody for him, has chosen.
    pub presence: Presence,
    /// Why he is on a break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
    /// Whether he was forced offline: he can choose nothing until that is undone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub forced: bool,
}

/// A presence stood alone before there was more to it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Word(Presence),
    Whole {
        presence: Presence,
        #[serde(default)]
        reason: Option<Name>,
        #[serde(default)]
        forced: bool,
    },
}

impl From<Written> for Chosen {
    fn from(written: Written) -> Chosen {
        match written {
            Written::Word(presence) => Chosen::from(presence),
            Written::Whole {
                presence,
                reason,
                forced,
            } => Chosen {
                presence,
                reason,
                forced,
            },
        }
    }
}

impl From<Presence> for Chosen {
    fn from(presence: Presence) -> Chosen {
        Chosen {
            presence,
            ..Chosen::default()
        }
    }
}

/// What a phone does.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PhoneState {
    /// Neither registered nor at a fixed contact.
    Unregistered,
    /// Reachable and not in use.
    Idle,
    /// Rung by a call.
    Ringing,
    /// In a call.
    OnCall,
}

/// How a trunk is (the seed's names: 正常, 已注册, 未注册, 异常).
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TrunkState {
    /// A peer that is there, as far as is known.
    Normal,
    /// The registration stands: ours there, or theirs here.
    Registered,
    /// It does not, and nothing is wrong: it has not begun, or was taken back.
    Unregistered,
    /// The other side does not answer or refuses us.
    Abnormal,
}

impl TrunkState {
    /// Every state, in the order of the manual.
    pub const ALL: [TrunkState; 4] = [
        TrunkState::Normal,
        TrunkState::Registered,
        TrunkState::Unregistered,
        TrunkState::Abnormal,
    ];

    /// The state's word.
    pub const fn word(self) -> &'static str {
        match self {
            TrunkState::Normal => "normal",
            TrunkState::Registered => "registered",
            TrunkState::Unregistered => "unregistered",
            TrunkState::Abnormal => "abnormal",
        }
    }

    /// Whether calls can be expected to reach the other side.
    pub const fn is_usable(self) -> bool {
        matches!(self, TrunkState::Normal | TrunkState::Registered)
    }
}
