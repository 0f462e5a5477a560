//! What has another name from one revision to another: the moves of all applies in between, as one.

use api::{List, live};
use model::{Config, IvrName, Moved, MovedKind, Renames, Revision};

use crate::client::{Client, Target};
use crate::failure::Failure;

/// Those that lead from one revision, and what it put into effect, to another.
pub async fn between(
    client: &Client,
    (first, from): (Revision, &Config),
    (last, to): (Revision, &Config),
) -> Result<Vec<Moved>, Failure> {
    if first == last {
        return Ok(Vec::new());
    }
    let applied: List<live::Revision> = client.get(Target::new(&["revisions"])).await?;
    let all = moves(&applied.items, first, last);
    // Whoever was deleted in between has no other name.
    Ok(plan::moved::pending(from, to, &all).0)
}

fn moves(applied: &[live::Revision], first: Revision, last: Revision) -> Vec<Moved> {
    let between =
        |one: &&live::Revision| one.revision > first.min(last) && one.revision <= first.max(last);
    let mut steps: Vec<&live::Revision> = applied.iter().filter(between).collect();
    steps.sort_by_key(|one| one.revision);
    let mut names: Vec<(MovedKind, IvrName, IvrName)> = Vec::new();
    for step in steps {
        let renames = Renames::of(&step.moved);
        let known: Vec<(MovedKind, IvrName)> = names
            .iter()
            .map(|(kind, _, name)| (*kind, name.clone()))
            .collect();
        names
            .iter_mut()
            .for_each(|(kind, _, name)| renames.name(*kind, name));
        let fresh = step.moved.iter();
        let fresh = fresh.filter(|it| !known.contains(&(it.kind, it.from.clone())));
        names.extend(fresh.map(|it| (it.kind, it.from.clone(), it.to.clone())));
    }
    let there = names
        .into_iter()
        .filter(|(_, before, after)| before != after);
    there
        .map(|(kind, before, after)| match first < last {
            true => (kind, before, after),
            false => (kind, after, before),
        })
        .map(|(kind, from, to)| Moved { kind, from, to })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Applies with these moves of groups, the first of which is revision 1.
    fn applied(moves: &[&[(&str, &str)]]) -> Vec<live::Revision> {
        let revision = |(n, moves): (usize, &&[(&str, &str)])| {
            let moved = |(from, to): &(&str, &str)| serde_json::json!({ "kind": "skill_groups", "from": from, "to": to });
            let moved: Vec<_> = moves.iter().map(moved).collect();
            let revision = serde_json::json!({
                "revision": n + 1, "applied_at": "2026-11-27T10:00:00Z", "by": "local",
                "created": 0, "changed": 0, "deleted": 0, "moved": moved,
            });
            serde_json::from_value(revision).expect("a revision")
        };
        let mut all: Vec<_> = moves.iter().enumerate().map(revision).collect();
        // As the daemon lists them.
        all.reverse();
        all
    }

    fn told(applied: &[live::Revision], first: u64, last: u64) -> Vec<String> {
        let moves = moves(applied, Revision(first), Revision(last));
        let told = moves.iter().map(|it| format!("{} {}", it.from, it.to));
        told.collect()
    }

    #[test]
    fn moves_of_several_applies_are_one_and_lead_back_as_well() {
        let applied = applied(&[&[], &[("a", "b")], &[("x", "y")], &[("b", "c")]]);
        assert_eq!(told(&applied, 1, 4), ["a c", "x y"]);
        assert_eq!(told(&applied, 4, 1), ["c a", "y x"]);
        assert_eq!(told(&applied, 2, 3), ["x y"]);
        assert_eq!(told(&applied, 3, 3), [""; 0]);
    }

    #[test]
    fn what_has_its_first_name_again_was_not_moved() {
        let applied = applied(&[&[], &[("a", "b")], &[("b", "a")]]);
        assert_eq!(told(&applied, 1, 3), [""; 0]);
        assert_eq!(told(&applied, 3, 2), ["a b"]);
    }
}
