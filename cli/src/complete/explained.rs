//! What `ccctl explain` can be asked for: a path goes on part by part.

use lang::Code;
use lang::reference::{self, Topic};
use model::config::SystemVariable;
use model::reading::Reading;
use model::record::EndStatus;

use super::names::Named;

/// Lists whose words stand behind their names.
const LISTS: [&str; 4] = ["variables", "readings", "problems", "statuses"];

/// What a word can become that is being written. Codes and end statuses are many: they come when one
/// has been begun.
pub fn next(written: &str) -> Vec<Named> {
    match written.rsplit_once('.') {
        Some((path, _)) => {
            let below = below(path).into_iter();
            let joined = below.map(|(name, help)| (format!("{path}.{name}"), help));
            joined.collect()
        }
        None if written.is_empty() => first(),
        None => [first(), codes(), statuses()].concat(),
    }
}

fn first() -> Vec<Named> {
    let lists = LISTS.map(|list| (list.to_owned(), None));
    let kinds = reference::kinds().map(|kind| (kind.heading, Some(beginning(kind.doc))));
    lists.into_iter().chain(kinds).collect()
}

fn below(path: &str) -> Vec<Named> {
    match path {
        "variables" => {
            let named = |it: SystemVariable| (it.name().to_owned(), Some(beginning(it.meaning())));
            SystemVariable::ALL.map(named).to_vec()
        }
        "readings" => {
            let named = |it: Reading| (it.name().to_owned(), Some(beginning(it.meaning())));
            Reading::ALL.map(named).to_vec()
        }
        "problems" => codes(),
        "statuses" => statuses(),
        path => reference::topic(path).map_or_else(|_| Vec::new(), |topic| parts(&topic)),
    }
}

/// The keys of the map at a path, or the maps that there are.
fn parts(topic: &Topic) -> Vec<Named> {
    if let [map] = topic.maps.as_slice() {
        let keys = map.entry.keys.iter();
        let named = keys.map(|key| (key.name.to_owned(), Some(beginning(key.doc))));
        return named.collect();
    }
    let maps = topic.maps.iter();
    let named = maps.filter_map(|map| {
        let (_, name) = map.path.rsplit_once('.')?;
        Some((name.to_owned(), Some(beginning(map.entry.doc))))
    });
    named.collect()
}

fn codes() -> Vec<Named> {
    let named = |code: &Code| (code.as_str().to_owned(), Some(code.meaning().to_owned()));
    Code::ALL.iter().map(named).collect()
}

/// By their numbers, which stand in records, and by their strings.
fn statuses() -> Vec<Named> {
    let all = || EndStatus::ALL.iter().copied();
    let numbers = all().map(|it| (it.code().to_string(), Some(it.string().to_owned())));
    let strings = all().map(|it| (it.string().to_owned(), Some(beginning(it.meaning()))));
    numbers.chain(strings).collect()
}

/// How a text begins: a line of a shell has no room for more.
fn beginning(text: &str) -> String {
    let ends = [". ", ": ", "; "].into_iter();
    let end = ends.filter_map(|end| text.find(end)).min();
    end.and_then(|end| text.get(..end))
        .unwrap_or(text)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(written: &str) -> Vec<String> {
        next(written).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_path_goes_on_to_keys_and_to_types_of_nodes() {
        assert!(names("iv").contains(&"ivrs".to_owned()));
        assert!(names("ivrs.no").contains(&"ivrs.nodes".to_owned()));
        assert!(names("ivrs.nodes.").contains(&"ivrs.nodes.menu".to_owned()));
        let deep = "ivrs.nodes.menu.on_timeout.play";
        assert!(names("ivrs.nodes.menu.on_timeout.p").contains(&deep.to_owned()));
        assert_eq!(names("ivrs.nodes.menu.timeout."), Vec::<String>::new());
        assert_eq!(names("gone.x"), Vec::<String>::new());
    }

    #[test]
    fn codes_and_end_statuses_come_when_one_is_begun() {
        for (written, name) in [
            ("CC05", "CC0503"),
            ("1", "107"),
            ("not", "notWorkTime"),
            ("problems.", "problems.CC0503"),
            ("statuses.1", "statuses.107"),
            ("variables.", "variables.WaitNo"),
            ("readings.d", "readings.digits"),
        ] {
            assert!(names(written).contains(&name.to_owned()), "{written}");
        }
        assert!(!names("").iter().any(|name| name.starts_with("CC")));
    }

    /// Everything below a path, as far as it goes on.
    fn every_path(path: &str, found: &mut Vec<String>) {
        for name in names(&format!("{path}.")) {
            found.push(name.clone());
            every_path(&name, found);
        }
    }

    #[test]
    fn every_path_of_the_language_can_be_written_with_tab() {
        let mut found = Vec::new();
        for kind in reference::kinds() {
            every_path(&kind.heading, &mut found);
        }
        assert!(found.len() > 300, "{}", found.len());
        let explained = found.iter().all(|path| reference::topic(path).is_ok());
        assert!(explained, "{found:?}");
    }
}
