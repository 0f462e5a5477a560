//! Which argument names what.

use super::names::Names::{
    self, Blocked, BreakReasons, Calls, Changed, Clients, Compared, Explained, Fixed, Flows,
    FlowsAndNumbers, OfKind, Resources, Revisions, Tokens,
};

/// A command, an argument of it, and what that names.
type Row = (&'static [&'static str], &'static str, Names);

/// All of them.
pub const TABLE: &[Row] = &[
    (&["get"], "name", OfKind),
    (&["get"], "agent", Resources("agents")),
    (&["get"], "group", Resources("skill_groups")),
    (&["get"], "caller", Blocked),
    (&["get"], "callee", Resources("numbers")),
    (&["describe"], "name", OfKind),
    (&["show"], "revision", Revisions),
    (&["diff"], "from", Compared),
    (&["diff"], "to", Compared),
    (&["rollback"], "revision", Revisions),
    (&["logs"], "call", Calls),
    (&["logs"], "agent", Resources("agents")),
    (&["call", "show"], "id", Calls),
    (&["agent", "state"], "name", Resources("agents")),
    (&["agent", "state"], "state", Fixed(PRESENCES)),
    (&["agent", "state"], "reason", BreakReasons),
    (&["agent", "stay"], "name", Resources("agents")),
    (&["agent", "return"], "name", Resources("agents")),
    (&["agent", "force-offline"], "name", Resources("agents")),
    (&["agent", "restore"], "name", Resources("agents")),
    (&["phone", "password"], "extension", Resources("phones")),
    (&["trunk", "test"], "name", Resources("trunks")),
    (&["trunk", "test"], "shown", Resources("numbers")),
    (&["trunk", "password"], "name", Resources("trunks")),
    (&["webhook", "retry"], "name", Resources("webhooks")),
    (&["prompt", "download"], "name", Resources("prompts")),
    (&["softphone", "dial"], "number", Resources("numbers")),
    (&["token", "create"], "role", Resources("roles")),
    (&["token", "revoke"], "name", Tokens),
    (&["client", "create"], "role", Resources("roles")),
    (&["client", "rotate"], "name", Clients),
    (&["client", "delete"], "name", Clients),
    (&["explain"], "path", Explained),
    (&["set", "member"], "group", Resources("skill_groups")),
    (&["set", "member"], "agent", Resources("agents")),
    (&["set", "phone"], "group", Resources("skill_groups")),
    (&["set", "phone"], "extension", Resources("phones")),
    (&["set", "hours"], "name", Resources("hours")),
    (&["unset", "member"], "group", Changed("members", 1)),
    (&["unset", "member"], "agent", Changed("members", 3)),
    (&["unset", "phone"], "group", Changed("phones", 1)),
    (&["unset", "phone"], "extension", Changed("phones", 3)),
    (&["unset", "hours"], "name", Changed("today", 1)),
    (&["blacklist", "remove"], "number", Blocked),
    (&["graph"], "ivr", Flows("graph")),
    (&["fuzz"], "target", FlowsAndNumbers("fuzz")),
];

const PRESENCES: &[&str] = &["idle", "not_ready", "break", "offline"];

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;
    use crate::arguments::Arguments;

    /// What is a place on the disk, which the shell completes.
    const PLACES: [&str; 4] = ["directory", "file", "paths", "source"];
    /// What names nothing that is there: a text, what is made, and whoever may call.
    const NAMELESS: [(&str, &str); 4] = [
        ("prompt preview", "text"),
        ("token create", "name"),
        ("client create", "name"),
        ("blacklist add", "number"),
    ];

    fn positionals(path: &str, command: &Command, all: &mut Vec<(String, String)>) {
        for argument in command.get_positionals() {
            let id = argument.get_id().as_str();
            if argument.get_possible_values().is_empty() && !PLACES.contains(&id) {
                all.push((path.to_owned(), id.to_owned()));
            }
        }
        for under in command.get_subcommands() {
            let path = format!("{path} {}", under.get_name());
            positionals(path.trim_start(), under, all);
        }
    }

    #[test]
    fn whatever_is_named_is_completed() {
        let mut all = Vec::new();
        positionals("", &Arguments::command(), &mut all);
        let named = TABLE.iter();
        let named = named.map(|(path, argument, _)| (path.join(" "), (*argument).to_owned()));
        let nameless = NAMELESS.map(|(path, argument)| (path.to_owned(), argument.to_owned()));
        for one in &nameless {
            assert!(all.contains(one), "{one:?} is no argument");
        }
        let known: Vec<(String, String)> = named.chain(nameless).collect();
        all.retain(|one| !known.contains(one));
        assert!(all.is_empty(), "neither in the table nor nameless: {all:?}");
    }
}
