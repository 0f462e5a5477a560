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
        self.nearest(name, candidates).map(|near| near.name)
    }

    /// The same, and whether no other is as close.
    pub fn nearest<'a>(
        &mut self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<Near<'a>> {
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
            .fold(None, |best, (distance, name)| {
                Some(closer(best, distance, name))
            })
            .map(|(_, near)| near)
    }
}

/// Which of some names was probably meant by another.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    Budget::default().closest(name, candidates)
}

/// A candidate that is close.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Near<'a> {
    /// The candidate.
    pub name: &'a str,
    /// Whether no other is as close.
    pub alone: bool,
}

/// The closer of two; of two that are as close the first of the alphabet.
fn closer<'a>(
    best: Option<(usize, Near<'a>)>,
    distance: usize,
    name: &'a str,
) -> (usize, Near<'a>) {
    match best {
        Some((known, near)) if known < distance => (known, near),
        Some((known, near)) if known == distance && near.name != name => {
            let name = near.name.min(name);
            (known, Near { name, alone: false })
        }
        Some((known, near)) if known == distance => (known, near),
        _ => (distance, Near { name, alone: true }),
    }
}

/// The shortest word in which one wrong letter is a slip and not another word.
const SHORTEST: usize = 4;

/// Whether `meant` was certainly meant by `written`: they differ in case or in `-` and `_` alone, or in
/// one letter of a longer word. `team-a` is another name than `team-b`, and a digit is never a slip.
pub fn is_slip(written: &str, meant: &str) -> bool {
    let bare = |text: &str| text.replace(['-', '_'], "").to_lowercase();
    if bare(written) == bare(meant) {
        return true;
    }
    let words = |text: &'_ str| -> Vec<String> {
        let words = text.split(['-', '_', '@', '.', '/', ' ']);
        words.map(str::to_lowercase).collect()
    };
    let (written, meant) = (words(written), words(meant));
    if written.len() != meant.len() {
        return false;
    }
    let mut differing = written.iter().zip(&meant).filter(|(a, b)| a != b);
    let (Some((written, meant)), None) = (differing.next(), differing.next()) else {
        return false;
    };
    let plain = |word: &String| {
        word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    plain(written) && plain(meant) && strsim::osa_distance(written, meant) == 1
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

    #[test]
    fn of_two_that_are_as_close_neither_is_certain() {
        let mut budget = Budget::default();
        let mut near = |known: &[&'static str]| {
            let near = budget.nearest("sales", known.iter().copied());
            near.map(|near| (near.name, near.alone))
        };
        assert_eq!(near(&["salas", "sale"]), Some(("salas", false)));
        assert_eq!(near(&["sale", "salas"]), Some(("salas", false)));
        assert_eq!(near(&["salad", "sale"]), Some(("sale", true)));
        assert_eq!(near(&["sale", "sale"]), Some(("sale", true)));
    }

    #[test]
    fn a_slip_is_one_letter_of_a_longer_word() {
        for (written, meant) in [
            ("mian", "main"),
            ("trnk", "trunk"),
            ("staffnumber", "staff_number"),
            ("on-timeout", "on_timeout"),
            ("waitno", "WaitNo"),
            ("mian@2", "main@2"),
            ("on_tiemout", "on_timeout"),
            ("Asia/Shangai", "Asia/Shanghai"),
        ] {
            assert!(is_slip(written, meant), "{written}");
        }
        for (written, meant) in [
            ("team-a", "team-b"),
            ("sales1", "sales2"),
            ("main@1", "main@2"),
            ("2001", "2002"),
            ("售前", "售后"),
            ("ann", "anna"),
            ("sale-desk", "sales-dusk"),
            ("sales", "sales-en"),
        ] {
            assert!(!is_slip(written, meant), "{written}");
        }
    }
}
