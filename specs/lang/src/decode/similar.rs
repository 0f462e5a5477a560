//! Which of the known names was probably meant.

/// How many names may still be compared: a file full of unknown names must not cost seconds.
#[derive(Debug)]
pub struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Budget(200_000)
    }
}

impl Budget {
    /// The candidate closest to `name`, if one is close: a third of its characters may differ.
    pub fn closest<'a>(
        &mut self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let length = name.chars().take(100).count();
        let limit = (length / 3).max(1);
        candidates
            .into_iter()
            .take_while(|_| {
                self.0 = self.0.saturating_sub(1);
                self.0 > 0
            })
            .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
            .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
            .filter(|(distance, _)| *distance <= limit && *distance < length.max(2))
            .min()
            .map(|(_, candidate)| candidate)
    }
}

/// Which of some names was probably meant by another.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Budget::default().closest(name, candidates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_meant() {
        let mut budget = Budget::default();
        assert_eq!(budget.closest("trnk", ["trunk", "ivr"]), Some("trunk"));
        assert_eq!(budget.closest("售后", ["售前", "客服"]), Some("售前"));
        assert_eq!(budget.closest("queue", ["trunk", "ivr"]), None);
    }
}
