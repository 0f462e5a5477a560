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
    /// How long an agent has for his notes after a call. Default none.
    #[serde(skip_serializing_if = "is_default")]
    pub wrap_up: Span,
    /// What becomes of an agent who did not answer.
    #[serde(skip_serializing_if = "is_default")]
    pub after_missed: AfterMissed,
}

const RING_TIMEOUT: Span = Span::seconds(20);

fn is_ring_timeout(span: &Span) -> bool {
    *span == RING_TIMEOUT
}

impl Default for Routing {
    fn default() -> Self {
        Routing {
            order: Order::default(),
            ring_timeout: RING_TIMEOUT,
            wrap_up: Span::default(),
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
}

/// What becomes of an agent who did not answer.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterMissed {
    /// He stays idle and may be offered the next call.
    #[default]
    Idle,
    /// He is set to break.
    Break,
}
