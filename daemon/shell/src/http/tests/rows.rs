//! Each route, and who may what there.

/// A route, what is asked of it, and what each role gets.
pub struct Row {
    /// The method.
    pub method: &'static str,
    /// The path as it stands in the table.
    pub path: &'static str,
    /// What stands for the name in the path: of a group that the lead sees, and of one that he does
    /// not. Empty where it makes no difference.
    pub names: [&'static str; 2],
    /// The body.
    pub body: &'static str,
    /// The status for whoever may.
    pub good: u16,
    /// What each of [`ROLES`] gets of its own, and of what is foreign: `y` that status, `n` 403, `-`
    /// the 404 of what is not there.
    pub who: [&'static str; 2],
}

/// The roles in the order of the columns; the last two are configured.
pub const ROLES: [&str; 5] = ["viewer", "operator", "admin", "lead", "auditor"];

/// The center: the lead monitors, listens to and notes calls of the sales; the auditor reads the
/// records of all and the configuration.
pub const CENTER: &str = r#"
center: { api_rate: 10000, number_privacy: { inbound: mask } }
trunks:
  carrier: { mode: peer, address: 203.0.113.10 }
  pbx: { mode: gateway, username: pbx-1 }
numbers:
  "02160001000": { trunk: carrier, ivr: main }
ivrs:
  main: { nodes: { sales: { transfer: sales, then: support }, support: { transfer: support } } }
prompts:
  hold: { text: please wait }
routing:
  default: { ring_timeout: 20s }
hours:
  office: { weekly: { mon-fri: ["09:00-18:00"] } }
hotwords: { redis: 5 }
webhooks: { crm: { url: "https://crm.example.com/calls" } }
caller_lists:
  pranks: { numbers: ["13800138000"] }
skill_groups:
  sales: { members: [amy] }
  support: { members: [ben, amy] }
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 本, staff_number: "1002" }
phones:
  "2001": { agent: amy, contact: "sip:2001@203.0.113.20:5060" }
  "2002": { agent: ben, contact: "sip:2002@203.0.113.21:5060" }
roles:
  lead:
    monitoring: change
    listening: view
    records: change
    skill_groups: [sales]
    plain_numbers: true
  auditor:
    records: view
    configuration: view
    skill_groups: all
"#;

/// The call of the sales that is up, and that of the support.
pub const UP: [&str; 2] = [
    "0192a1d8-7c00-7000-8000-000000000001",
    "0192a1d8-7c00-7000-8000-000000000002",
];
/// The same of those that are over.
pub const OVER: [&str; 2] = [
    "0192a1d8-7c00-7000-8000-000000001001",
    "0192a1d8-7c00-7000-8000-000000001002",
];
/// An id that nothing has.
pub const INVENTED: &str = "0192a1d8-7c00-7000-8000-00000000ffff";

const NONE: [&str; 2] = [""; 2];

const fn row(method: &'static str, path: &'static str, good: u16, who: &'static str) -> Row {
    Row {
        method,
        path,
        names: NONE,
        body: "",
        good,
        who: [who; 2],
    }
}

const fn named(row: Row, name: &'static str) -> Row {
    Row {
        names: [name; 2],
        ..row
    }
}

const fn with(row: Row, body: &'static str) -> Row {
    Row { body, ..row }
}

const fn either(row: Row, names: [&'static str; 2], foreign: &'static str) -> Row {
    let who = [row.who[0], foreign];
    Row { names, who, ..row }
}

const ALL: &str = "yyyyy";
const ADMIN: &str = "nnynn";
/// Whoever looks at the center as it is.
const WATCH: &str = "yyyyn";
/// Whoever changes something in it.
const ACT: &str = "nyyyn";
const CONFIG: &str = "yyyny";

/// Every row.
pub const ROWS: &[Row] = &[
    row("GET", "/healthz", 200, ALL),
    row("GET", "/metrics", 200, WATCH),
    row("GET", "/api/v1/openapi.json", 200, ALL),
    row("GET", "/api/v1/config", 200, CONFIG),
    with(row("POST", "/api/v1/plan", 422, CONFIG), "{}"),
    with(row("POST", "/api/v1/apply", 422, ADMIN), "{}"),
    named(row("PUT", "/api/v1/clips/{sha256}", 400, ADMIN), "00"),
    row("GET", "/api/v1/revisions", 200, CONFIG),
    named(row("GET", "/api/v1/revisions/{revision}", 200, CONFIG), "1"),
    row("GET", "/api/v1/trunks", 200, CONFIG),
    named(row("GET", "/api/v1/trunks/{name}", 200, CONFIG), "carrier"),
    named(
        row("POST", "/api/v1/trunks/{name}/test", 404, ADMIN),
        "nobody",
    ),
    row("GET", "/api/v1/numbers", 200, CONFIG),
    named(
        row("GET", "/api/v1/numbers/{number}", 200, CONFIG),
        "02160001000",
    ),
    row("GET", "/api/v1/prompts", 200, CONFIG),
    named(row("GET", "/api/v1/prompts/{name}", 200, CONFIG), "hold"),
    named(
        row("GET", "/api/v1/prompts/{name}/audio", 404, CONFIG),
        "nothing",
    ),
    with(row("POST", "/api/v1/speech", 422, ACT), "{}"),
    row("GET", "/api/v1/ivrs", 200, CONFIG),
    named(row("GET", "/api/v1/ivrs/{name}", 200, CONFIG), "main"),
    row("GET", "/api/v1/routing", 200, CONFIG),
    named(row("GET", "/api/v1/routing/{name}", 200, CONFIG), "default"),
    row("GET", "/api/v1/hours", 200, CONFIG),
    named(row("GET", "/api/v1/hours/{name}", 200, CONFIG), "office"),
    row("GET", "/api/v1/hotwords", 200, CONFIG),
    named(row("GET", "/api/v1/hotwords/{name}", 200, CONFIG), "redis"),
    row("GET", "/api/v1/webhooks", 200, CONFIG),
    named(row("GET", "/api/v1/webhooks/{name}", 200, CONFIG), "crm"),
    named(
        row("POST", "/api/v1/webhooks/{name}/retry", 200, ADMIN),
        "crm",
    ),
    row("GET", "/api/v1/caller_lists", 200, CONFIG),
    named(
        row("GET", "/api/v1/caller_lists/{name}", 200, CONFIG),
        "pranks",
    ),
    row("GET", "/api/v1/roles", 200, CONFIG),
    named(row("GET", "/api/v1/roles/{name}", 200, CONFIG), "lead"),
    row("GET", "/api/v1/skill_groups", 200, WATCH),
    either(
        row("GET", "/api/v1/skill_groups/{name}", 200, WATCH),
        ["sales", "support"],
        "yyy-n",
    ),
    row("GET", "/api/v1/agents", 200, WATCH),
    either(
        row("GET", "/api/v1/agents/{name}", 200, WATCH),
        ["amy", "ben"],
        "yyy-n",
    ),
    row("GET", "/api/v1/phones", 200, WATCH),
    either(
        row("GET", "/api/v1/phones/{extension}", 200, WATCH),
        ["2001", "2002"],
        "yyy-n",
    ),
    either(
        row("GET", "/api/v1/phones/{extension}/account", 200, WATCH),
        ["2001", "2002"],
        "yyy-n",
    ),
    row("GET", "/api/v1/calls", 200, WATCH),
    either(row("GET", "/api/v1/calls/{id}", 200, WATCH), UP, "yyy-n"),
    either(
        row("GET", "/api/v1/calls/{id}/trace", 200, WATCH),
        UP,
        "yyy-n",
    ),
    either(
        with(
            row("POST", "/api/v1/agents/{name}/state", 200, ACT),
            r#"{"state":"break"}"#,
        ),
        ["amy", "ben"],
        "nyy-n",
    ),
    either(
        with(
            row("POST", "/api/v1/agents/{name}/act", 200, ACT),
            r#"{"act":"log_out"}"#,
        ),
        ["amy", "ben"],
        "nyy-n",
    ),
    // No call of the switch has this id; whose call may be ended is tried in the switch.
    named(row("DELETE", "/api/v1/calls/{id}", 404, ACT), INVENTED),
    named(
        row("POST", "/api/v1/phones/{extension}/password", 200, ADMIN),
        "2001",
    ),
    named(
        row("POST", "/api/v1/trunks/{name}/password", 200, ADMIN),
        "pbx",
    ),
    row("GET", "/api/v1/records", 200, ALL),
    either(row("GET", "/api/v1/records/{id}", 200, ALL), OVER, "yyy-y"),
    either(
        with(
            row("PATCH", "/api/v1/records/{id}", 200, "nnyyn"),
            r#"{"remark":"ok"}"#,
        ),
        OVER,
        "nny-n",
    ),
    row("GET", "/api/v1/recordings", 200, "yyyyn"),
    // No recording has this id; whose recordings are heard is told by their records.
    named(
        row("GET", "/api/v1/recordings/{id}", 404, "yyyyn"),
        INVENTED,
    ),
    // What is no WebSocket is refused behind the gate.
    row("GET", "/api/v1/events", 400, ALL),
    row("GET", "/api/v1/logs", 200, ALL),
    row("GET", "/api/v1/tokens", 200, ADMIN),
    with(
        row("POST", "/api/v1/tokens", 409, ADMIN),
        r#"{"name":"viewer","role":"viewer"}"#,
    ),
    named(row("DELETE", "/api/v1/tokens/{name}", 404, ADMIN), "nobody"),
    row("GET", "/api/v1/clients", 200, ADMIN),
    with(
        row("POST", "/api/v1/clients", 404, ADMIN),
        r#"{"name":"crm","role":"nothing"}"#,
    ),
    named(
        with(
            row("POST", "/api/v1/clients/{name}/rotate", 404, ADMIN),
            "{}",
        ),
        "nobody",
    ),
    named(
        row("DELETE", "/api/v1/clients/{name}", 404, ADMIN),
        "nobody",
    ),
    row("GET", "/api/v1/blacklist", 200, CONFIG),
    with(row("POST", "/api/v1/blacklist", 422, ADMIN), "{}"),
    named(
        row("DELETE", "/api/v1/blacklist/{caller}", 404, ADMIN),
        "13800138000",
    ),
    row("GET", "/api/v1/live_changes", 200, CONFIG),
    row("GET", "/api/v1/live_changes/history", 200, CONFIG),
    with(
        row("POST", "/api/v1/live_changes", 404, ADMIN),
        r#"{"what":"member","skill_group":"sales","agent":"nobody","priority":1}"#,
    ),
    named(
        row("DELETE", "/api/v1/live_changes/{path}", 404, ADMIN),
        "center.emergency",
    ),
    row("POST", "/oauth/token", 400, ALL),
];
