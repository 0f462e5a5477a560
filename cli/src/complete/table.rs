//! Which argument names what.

use super::names::Names::{
    self, Blocked, BreakReasons, Calls, Changed, Clients, Explained, Fixed, Flows, OfKind,
    Resources, Revisions, Tokens,
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
    (&["diff"], "from", Revisions),
    (&["diff"], "to", Revisions),
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
    (&["graph"], "ivr", Flows),
];

const PRESENCES: &[&str] = &["idle", "not_ready", "break", "offline"];
