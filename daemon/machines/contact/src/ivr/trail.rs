//! The nodes that lead to where a call is in its flow.

use model::Name;

/// Each node that a call came through, once: whoever comes to one of them again is as far as he was then.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail(Vec<Name>);

impl Trail {
    /// The call enters a node.
    pub(crate) fn enter(&mut self, node: &Name) {
        match self.0.iter().position(|known| known == node) {
            Some(place) => self.0.truncate(place + 1),
            None => self.0.push(node.clone()),
        }
    }

    /// The node before the one where it is.
    pub(crate) fn before(&self) -> Option<&Name> {
        self.0.iter().rev().nth(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_back_is_as_far_as_he_was() {
        let mut trail = Trail::default();
        let mut before = |node: &str| {
            trail.enter(&Name::new(node).expect("a name"));
            trail.before().map(ToString::to_string)
        };
        let way = ["a", "b", "c", "b", "a", "a", "c"].map(&mut before);
        let right = [None, Some("a"), Some("b"), Some("a"), None, None, Some("a")];
        assert_eq!(way, right.map(|it| it.map(str::to_owned)));
    }
}
