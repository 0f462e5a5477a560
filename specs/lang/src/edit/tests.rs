use proptest::prelude::*;
use proptest::sample::select;

use super::*;

const MEMBERS: [&str; 3] = ["skill_groups", "sales", "members"];

fn member(text: &str, name: &str, priority: &str) -> String {
    let path = [MEMBERS[0], MEMBERS[1], MEMBERS[2], name];
    set(text, &path, priority).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn without(text: &str, name: &str) -> String {
    take(text, &MEMBERS, name).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What is in a text at a path.
fn value(text: &str, path: &[&str]) -> serde_yaml::Value {
    let mut value: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    for key in path {
        value = value.get(key).cloned().unwrap_or_default();
    }
    value
}

#[test]
fn a_value_is_replaced_and_its_comment_stays() {
    let text = "skill_groups:\n  sales:\n    members:\n      amy: 3   # the best\n      ben: 1\n";
    let expected = text.replace("amy: 3 ", "amy: 1 ");
    assert_eq!(member(text, "amy", "1"), expected);
    let flow = "skill_groups: { sales: { members: { amy: 3, ben: 1 } } } # all\n";
    assert_eq!(member(flow, "amy", "1"), flow.replace("amy: 3", "amy: 1"));
}

#[test]
fn what_has_no_value_gets_one() {
    let text = "skill_groups:\n  sales:\n    members:\n      amy:   # no priority\n      ben: 1\n";
    assert_eq!(member(text, "amy", "1"), text.replace("amy:", "amy: 1"));
}

#[test]
fn an_entry_is_added_behind_the_last_one() {
    let text = "skill_groups:\n  sales:\n    members:\n      amy: 3   # the best\n\n  # others\n  support: {}\n";
    let expected = text.replace("best\n", "best\n      zoe: 2\n");
    assert_eq!(member(text, "zoe", "2"), expected);
    let flow = "skill_groups:\n  sales:\n    members: { amy: 3 }\n";
    assert_eq!(
        member(flow, "zoe", "2"),
        flow.replace("amy: 3", "amy: 3, zoe: 2")
    );
    let several = "skill_groups:\n  sales:\n    members: {\n      amy: 3, # best\n    }\n";
    let edited = member(several, "zoe", "2");
    assert_eq!(edited, several.replace("amy: 3,", "amy: 3, zoe: 2,"));
}

#[test]
fn what_is_missing_on_the_way_is_made() {
    for (text, expected) in [
        (
            "skill_groups:\n  sales:\n    ring: sequential\n",
            "    ring: sequential\n    members: { zoe: 2 }\n",
        ),
        (
            "skill_groups:\n  sales:\n",
            "  sales: { members: { zoe: 2 } }\n",
        ),
        (
            "skill_groups:\n  sales: {}\n",
            "  sales: { members: { zoe: 2 } }\n",
        ),
        (
            "skill_groups:\n  sales: ~ # later\n",
            "  sales: { members: { zoe: 2 } } # later\n",
        ),
        (
            "# nothing yet\n",
            "# nothing yet\nskill_groups: { sales: { members: { zoe: 2 } } }\n",
        ),
        ("", "skill_groups: { sales: { members: { zoe: 2 } } }\n"),
        (
            "agents:\n  amy: {}",
            "  amy: {}\nskill_groups: { sales: { members: { zoe: 2 } } }",
        ),
    ] {
        let edited = member(text, "zoe", "2");
        assert!(edited.ends_with(expected), "{edited}");
    }
}

#[test]
fn an_entry_goes_with_its_line_or_its_comma() {
    for (text, expected) in [
        ("      amy: 1 # a\n      ben: 2\n", "      ben: 2\n"),
        (
            "      ben: 2\n      # who is this\n      amy: 1 # a\n",
            "      ben: 2\n      # who is this\n",
        ),
        ("      - amy\n      - ben # b\n", "      - ben # b\n"),
    ] {
        let head = "skill_groups:\n  sales:\n    members:\n";
        assert_eq!(
            without(&format!("{head}{text}"), "amy"),
            format!("{head}{expected}")
        );
    }
    for (text, expected) in [
        ("{ amy: 1, ben: 2 }", "{ ben: 2 }"),
        ("{ ben: 2, amy: 1 }", "{ ben: 2 }"),
        ("{ amy: 1 }", "{}"),
        ("[amy]", "[]"),
        ("[ben, amy,]", "[ben,]"),
        ("[amy, ben, zoe]", "[ben, zoe]"),
        ("[\n  ben, # b\n  amy\n]", "[\n  ben, # b\n]"),
    ] {
        let head = "skill_groups: { sales: { members: ";
        let edited = without(&format!("{head}{text} }} }}"), "amy");
        assert_eq!(edited, format!("{head}{expected} }} }}"));
    }
}

#[test]
fn many_texts_are_put_into_a_list_that_has_some() {
    let all: Vec<String> = ["13800138000", "anonymous", "10000"]
        .map(str::to_owned)
        .into();
    for (text, expected) in [
        (
            "a: { b: [\"10000\"] }\n",
            "a: { b: [\"10000\", \"13800138000\", anonymous] }\n",
        ),
        (
            "a: { b: [] }\n",
            "a: { b: [\"13800138000\", anonymous, \"10000\"] }\n",
        ),
        (
            "a: {}\n",
            "a: { b: [\"13800138000\", anonymous, \"10000\"] }\n",
        ),
        (
            "a:\n  b:\n    - \"10000\" # one\n  # end\n",
            "a:\n  b:\n    - \"10000\" # one\n    - \"13800138000\"\n    - anonymous\n  # end\n",
        ),
    ] {
        assert_eq!(put_texts(text, &["a", "b"], &all).as_deref(), Ok(expected));
    }
    let both = "a: { b: [\"10000\", \"13800138000\", anonymous] }\n";
    assert_eq!(put_texts(both, &["a", "b"], &all).as_deref(), Ok(both));
}

#[test]
fn a_list_becomes_a_map_of_the_same() {
    for (text, expected) in [
        (
            "members: [amy, \"1x\"] # a",
            "members: {amy: 3, \"1x\": 3} # a",
        ),
        (
            "members:\n      - amy # a\n      - ben\n",
            "members:\n        amy: 3 # a\n        ben: 3\n",
        ),
        ("members:\n    - amy\n", "members:\n      amy: 3\n"),
    ] {
        let head = "skill_groups:\n  sales:\n    ";
        let edited = list_to_map(&format!("{head}{text}"), &MEMBERS, "3").expect("an edit");
        assert_eq!(edited, format!("{head}{expected}"));
    }
}

#[test]
fn an_item_takes_the_place_of_the_one_of_its_name_or_comes_last() {
    let path = ["hours", "office", "extra_days"];
    let put = |text: &str| {
        let hours = ("hours", "10:00-15:00");
        set_in_item(text, &path, ("date", "2026-11-27"), hours).expect("an edit")
    };
    for (text, expected) in [
        (
            "\n    - 2026-10-10 # a\n",
            "\n    - 2026-10-10 # a\n    - NEW\n",
        ),
        ("\n    - 2026-11-27 # a\n", "\n    - NEW # a\n"),
        (
            "\n    - date: 2026-11-27  # a\n      # why\n      hours: []   # b\n    - 2026-12-01\n",
            "\n    - date: 2026-11-27  # a\n      # why\n      hours: 10:00-15:00   # b\n    - 2026-12-01\n",
        ),
        (
            "\n    - date: 2026-11-27  # a\n      note: x\n",
            "\n    - date: 2026-11-27  # a\n      note: x\n      hours: 10:00-15:00\n",
        ),
        (
            "\n    - { date: 2026-11-27, hours: [] } # a\n",
            "\n    - NEW # a\n",
        ),
        (" [2026-10-10]\n", " [2026-10-10, NEW]\n"),
        (" []\n", " [NEW]\n"),
        ("\n", " [NEW]\n"),
    ] {
        let head = "hours:\n  office:\n    weekly: {}\n    extra_days:";
        let expected = expected.replace("NEW", "{ date: 2026-11-27, hours: 10:00-15:00 }");
        assert_eq!(put(&format!("{head}{text}")), format!("{head}{expected}"));
    }
    let bare = "hours:\n  office:\n    weekly: {}\n";
    assert!(
        put(bare).ends_with(
            "    weekly: {}\n    extra_days: [{ date: 2026-11-27, hours: 10:00-15:00 }]\n"
        )
    );
}

#[test]
fn line_breaks_stay_those_of_the_file() {
    let text = "skill_groups:\r\n  sales:\r\n    members:\r\n      amy: 3\r\n";
    let edited = member(text, "zoe", "2");
    assert!(
        edited.ends_with("      amy: 3\r\n      zoe: 2\r\n"),
        "{edited:?}"
    );
    assert!(without(&edited, "amy").ends_with("members:\r\n      zoe: 2\r\n"));
}

#[test]
fn what_comes_from_elsewhere_is_left_alone() {
    let cannot = |text: &str| {
        let text = format!("skill_groups: {{ sales: {{ members: {text} }} }}");
        let path = [MEMBERS[0], MEMBERS[1], MEMBERS[2], "amy"];
        set(&text, &path, "1").expect_err("no edit")
    };
    assert_eq!(cannot("!var team"), CannotEdit::Foreign);
    assert_eq!(cannot("{ amy: !var p }"), CannotEdit::Foreign);
    assert_eq!(cannot("&a { amy: 1 }"), CannotEdit::Foreign);
    assert_eq!(cannot("{ amy }"), CannotEdit::Foreign);
    assert_eq!(cannot("a text"), CannotEdit::Shape);
    assert_eq!(set("a: [", &["a"], "1"), Err(CannotEdit::NoYaml));
}

#[test]
fn words_that_mean_something_else_are_quoted() {
    for (text, written) in [
        ("amy", "amy"),
        ("王小美", "王小美"),
        ("no", "\"no\""),
        ("Null", "\"Null\""),
        ("2101", "\"2101\""),
        ("-a", "\"-a\""),
        ("+86138", "\"+86138\""),
    ] {
        assert_eq!(word(text), written);
    }
}

/// A group whose members are written in one of four forms, among comments.
fn written(form: usize, members: &[(String, u8)]) -> String {
    let head =
        "# a center\nskill_groups:\n  # who sells\n  sales:\n    ring: sequential # one by one\n";
    let tail = "  support: { members: [\"tom\"] } # helps\nagents: {}\n";
    let entry = |(name, priority): &(String, u8)| format!("{}: {priority}", word(name));
    let all: Vec<String> = members.iter().map(entry).collect();
    let names: Vec<String> = members.iter().map(|(name, _)| word(name)).collect();
    let body = match form {
        0 => format!("    members: {{ {} }} # m\n", all.join(", ")),
        1 => format!("    members: [{}] # m\n", names.join(", ")),
        2 => {
            let lines = all.iter().map(|it| format!("      {it} # of {it}\n"));
            format!("    members: # m\n{}", lines.collect::<String>())
        }
        _ => {
            let lines = names.iter().map(|it| format!("    - {it}   # of {it}\n"));
            format!("    members:\n{}", lines.collect::<String>())
        }
    };
    format!("{head}{body}{tail}")
}

proptest! {
    #[test]
    fn what_is_edited_is_what_was_wanted_and_all_other_lines_are_as_they_were(
        form in 0..4_usize,
        names in proptest::sample::subsequence(vec!["amy", "ben", "zoe", "no", "本", "2x"], 0..6),
        priorities in proptest::collection::vec(1..6_u8, 6),
        who in select(vec!["amy", "ben", "zoe", "no", "本", "2x", "new"]),
        priority in proptest::option::of(1..6_u8),
    ) {
        let priorities = priorities.into_iter().map(|it| if form % 2 == 1 { 3 } else { it });
        let mut members: Vec<(String, u8)> = names.iter().map(|it| (*it).to_owned()).zip(priorities).collect();
        let text = written(form, &members);
        let mut edited = text.clone();
        match priority {
            None => edited = take(&edited, &MEMBERS, who).expect("an edit"),
            Some(priority) => {
                if is_list(&edited, &MEMBERS).expect("YAML") {
                    edited = list_to_map(&edited, &MEMBERS, "3").expect("an edit");
                }
                edited = member(&edited, who, &priority.to_string());
            }
        }
        let there = members.iter_mut().find(|(name, _)| name == who);
        match (there, priority) {
            (Some(there), Some(priority)) => there.1 = priority,
            (None, Some(priority)) => members.push((who.to_owned(), priority)),
            (_, None) => members.retain(|(name, _)| name != who),
        }
        let found = match value(&edited, &MEMBERS) {
            serde_yaml::Value::Mapping(map) => map
                .iter()
                .map(|(name, it)| (name.as_str().expect("a name").to_owned(), it.as_u64().expect("a number") as u8))
                .collect(),
            serde_yaml::Value::Sequence(list) => list
                .iter()
                .map(|name| (name.as_str().expect("a name").to_owned(), 3))
                .collect(),
            _ => Vec::new(),
        };
        prop_assert_eq!(&found, &members, "{}\n{}", text, edited);
        // Of the others none differs, nor their order.
        let about = |line: &&str| {
            let start = line.trim_start_matches([' ', '-']);
            start.starts_with(&word(who)) || start.starts_with("members:") && !line.contains("support")
        };
        let others = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !about(line));
            lines.map(str::to_owned).collect()
        };
        // A list that has become a map is another in each line.
        if form != 3 || priority.is_none() {
            prop_assert_eq!(others(&text), others(&edited));
        }
    }
}
