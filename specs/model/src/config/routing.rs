//! How the calls of a skill group are ordered and answered (features Q2 and Q4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;
use crate::Span;

/// One way of routing; skill groups name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Routing {
    /// Which free member is offered the next call.
    #[serde(skip_serializing_if = "is_default")]
    pub order: Order,
    /// How long a device rings before the call goes to another. Default 20 s.
    #[serde(skip_serializing_if = "is_ring_timeout")]
    pub ring_timeout: Span,
    /// Whether an agent who served the caller before is offered the call ahead of the order (feature
    /// Q3).
    #[serde(skip_serializing_if = "is_default")]
    pub last_agent: bool,
    /// How long he is remembered for that. Default 90 days.
    #[serde(skip_serializing_if = "is_last_agent_within")]
    pub last_agent_within: Span,
    /// Whether devices are asked to answer by themselves.
    #[serde(skip_serializing_if = "is_default")]
    pub auto_answer: bool,
    /// How long an agent has for his notes after a call. Default none.
    #[serde(skip_serializing_if = "is_default")]
    pub wrap_up: Span,
    /// What ends the time for his notes.
    #[serde(skip_serializing_if = "is_default")]
    pub wrap_up_end: WrapUpEnd,
    /// What becomes of an agent who did not answer.
    #[serde(skip_serializing_if = "is_default")]
    pub after_missed: AfterMissed,
}

const RING_TIMEOUT: Span = Span::seconds(20);
const LAST_AGENT_WITHIN: Span = Span::seconds(90 * 86_400);

fn is_ring_timeout(span: &Span) -> bool {
    *span == RING_TIMEOUT
}

fn is_last_agent_within(span: &Span) -> bool {
    *span == LAST_AGENT_WITHIN
}

impl Default for Routing {
    fn default() -> Self {
        Routing {
            order: Order::default(),
            last_agent: false,
            last_agent_within: LAST_AGENT_WITHIN,
            auto_answer: false,
            ring_timeout: RING_TIMEOUT,
            wrap_up: Span::default(),
            wrap_up_end: WrapUpEnd::default(),
            after_missed: AfterMissed::default(),
        }
    }
}

/// Which free member is offered the next call.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The one who has been idle longest.
    #[default]
    LongestIdle,
    /// The one who has taken the fewest calls since midnight in the center's time zone; of several
    /// the one who has been idle longest.
    FewestCalls,
    /// The one with the highest priority in the group; of several the one who has been idle longest.
    Priority,
}

impl Order {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Order::LongestIdle => "longest_idle",
            Order::FewestCalls => "fewest_calls",
            Order::Priority => "priority",
        }
    }
}

/// What ends an agent's time for his notes.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrapUpEnd {
    /// Its end comes by itself, and he is what he was before the call.
    #[default]
    Automatic,
    /// He ends it.
    Manual,
}

/// What becomes of an agent who did not answer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterMissed {
    /// He stays idle and may be offered the next call.
    #[default]
    Idle,
    /// He is set to not ready.
    NotReady,
    /// He is set to break.
    Break,
}

impl AfterMissed {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            AfterMissed::Idle => "idle",
            AfterMissed::NotReady => "not_ready",
            AfterMissed::Break => "break",
        }
    }
}
