//! What others see of the groups.

use model::Name;

use crate::center::Center;

/// A group at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueStatus {
    /// The group.
    pub group: Name,
    /// Callers who wait, those who ring somebody included.
    pub waiting: usize,
    /// Members: agents, and phones that stand for themselves.
    pub members: usize,
    /// Members who are neither offline nor on a break.
    pub online: usize,
    /// Members who can be offered a call at this moment.
    pub free: usize,
}

impl Center {
    /// Every skill group, by name.
    pub fn queues(&self) -> impl Iterator<Item = QueueStatus> {
        self.floor.groups.iter().map(|(name, group)| QueueStatus {
            group: name.clone(),
            waiting: group.waiting(),
            members: group.members.len(),
            online: group.online,
            free: group.free(),
        })
    }
}
