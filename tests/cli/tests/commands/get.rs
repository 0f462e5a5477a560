//! `ccctl get`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

const AGENTS: &str = r#"{"items":[
{"name":"amy","full_name":"王小美","staff_number":"1001","state":"on_call","since":"2020-01-01T00:00:00Z","presence":"idle","reachable":true,"phones":["2001"],"skill_groups":["sales","support"],"call":"0192a1d8-7c00-7000-8000-000000000001"},
{"name":"ben","full_name":"Ben","staff_number":"1002","state":"offline","since":"2020-01-01T00:00:00Z","presence":"offline","reachable":false,"phones":[],"skill_groups":["sales"]}
]}"#;

const RECORD: &str = r#"{"id":"0192a1d8-7c00-7000-8000-000000000001","kind":"telephone","direction":"in",
"caller":"+8613800138000","callee":"02160001000","country":"中国","province":"北京","city":"北京","carrier":"中国移动",
"trunk":"carrier","ivr":"main","revision":3,
"started_at":"2026-11-20T08:00:00Z","answered_at":"2026-11-20T08:00:20Z","ended_at":"2026-11-20T08:01:22Z",
"duration_ms":62000,"total_ms":82000,"ivr_ms":8000,"wait_ms":12000,"ring_ms":3000,
"end_status":{"code":1,"string":"ok"},"hung_up_by":"user","agent":"amy","staff_number":"1001","skill_group":"sales",
"path":[{"ivr":"main","node":"welcome","at":"2026-11-20T08:00:00Z"},{"ivr":"main","node":"menu","at":"2026-11-20T08:00:03Z","key":"1","label":"售前"}],
"participants":[],"recordings":[]}"#;

/// A daemon with these lists.
fn daemon() -> Daemon {
    Daemon::new(|request| match request.line.as_str() {
        "GET /api/v1/agents" => Reply::ok(AGENTS),
        "GET /api/v1/skill_groups" => Reply::ok(
            r#"{"items":[{"name":"售前","ring":"sequential","waiting":3,"longest_wait_ms":65000,"members":4,"idle":0,"on_call":2,"wrap_up":1,"not_ready":0,"break":1,"offline":0},
            {"name":"support","ring":"simultaneous","waiting":0,"members":1,"idle":1,"on_call":0,"wrap_up":0,"not_ready":0,"break":0,"offline":0}]}"#,
        ),
        "GET /api/v1/phones" => Reply::ok(
            r#"{"items":[{"extension":"2001","name":"小美的话机","agent":"amy","state":"idle","contacts":[{"uri":"sip:2001@192.0.2.7:5062","expires_at":"2026-11-20T09:00:00Z"}],"has_password":true},
            {"extension":"2101","state":"unregistered","contacts":[],"has_password":false}]}"#,
        ),
        "GET /api/v1/trunks" => Reply::ok(
            r#"{"items":[{"name":"carrier","mode":"peer","state":"normal","since":"2020-01-01T00:00:00Z","address":"203.0.113.10:5060","transport":"udp","calls":2,"channels":30,"kbit_per_second":2712},
            {"name":"ims","mode":"register","state":"abnormal","reason":"403 from 203.0.113.20: wrong user name or password?","since":"2020-01-01T00:00:00Z","address":"ims.carrier.example","username":"02160001000","transport":"udp","calls":0},
            {"name":"pbx","mode":"gateway","state":"unregistered","reason":"its gateway has not registered","since":"2020-01-01T00:00:00Z","username":"pbx-1","has_password":true,"transport":"udp","calls":0}]}"#,
        ),
        "GET /api/v1/numbers" => Reply::ok(
            r#"{"items":[{"number":"02160001000","trunk":"carrier","ivr":"main","direction":"both","area_code":"021","calls":2,"outbound_channels":10},
            {"number":"4008123123","trunk":"carrier","ivr":"main","direction":"in","calls":0,"channels":20,"outbound_channels":10}]}"#,
        ),
        "GET /api/v1/prompts" => Reply::ok(
            r#"{"items":[{"name":"hold","kind":"file","content":"sounds/hold.mp3","duration_ms":65000,"audio":{"format":"mp3","rate":44100,"channels":2,"bytes":1044897},"used_by":["ivrs.main.nodes.sales"]},{"name":"queue","kind":"text","content":"当前有 ${WaitNo} 人排队中"}]}"#,
        ),
        "GET /api/v1/ivrs" => Reply::ok(
            r#"{"items":[{"name":"main","start":"welcome","nodes":3,"numbers":["02160001000","4008001000"],"calls":2}]}"#,
        ),
        "GET /api/v1/routing" => Reply::ok(
            r#"{"items":[{"name":"default","ring_timeout":"15s","wrap_up":"30s","after_missed":"break","skill_groups":["sales"]}]}"#,
        ),
        "GET /api/v1/hours" => Reply::ok(
            r#"{"items":[{"name":"office","open":true,"time_zone":"Asia/Shanghai","weekly":{"mon":["09:00-12:00","13:30-18:00"],"fri":["09:00-17:00"],"sun":[]},"holidays":2,"extra_days":1,"used_by":["ivrs.main.nodes.work"]},
            {"name":"night","open":false,"time_zone":"Asia/Shanghai","weekly":{},"holidays":0,"extra_days":0,"used_by":[]}]}"#,
        ),
        "GET /api/v1/caller_lists" => Reply::ok(
            r#"{"items":[{"name":"pranks","numbers":12,"withheld":true,"note":"夜里来电","used_by":["center.inbound_blacklist","ivrs.main.blacklist"]}]}"#,
        ),
        "GET /api/v1/roles" => Reply::ok(
            r#"{"items":[{"name":"viewer","built_in":true,"may":{"records":"view"},"skill_groups":["all"],"plain_numbers":false,"tokens":2,"clients":1},
            {"name":"lead","full_name":"组长","built_in":false,"may":{"monitoring":"change","records":"view"},"skill_groups":["sales","support"],"skill_groups_of":{"monitoring":["sales"]},"plain_numbers":true,"tokens":0,"clients":0}]}"#,
        ),
        "GET /api/v1/revisions" => Reply::ok(
            r#"{"items":[{"revision":3,"applied_at":"2026-11-20T07:00:00Z","by":"local","message":"夜班","created":0,"changed":2,"deleted":1}]}"#,
        ),
        "GET /api/v1/calls" => Reply::ok(
            r#"{"items":[{"id":"0192a1d8-7c00-7000-8000-000000000001","caller":"\u001b[2Jevil","callee":"02160001000","trunk":"carrier","phase":"queue","ivr":"main","node":"sales","skill_group":"sales","started_at":"2020-01-01T00:00:00Z","revision":3}]}"#,
        ),
        "GET /api/v1/records?limit=100" => Reply::ok(format!(r#"{{"items":[{RECORD}]}}"#)),
        line if line.starts_with("GET /api/v1/records/") => Reply::ok(RECORD),
        line => panic!("{line}"),
    })
}

/// The output without the lengths of time since the fixtures' past.
pub fn stable(text: &str) -> String {
    let years = |word: &str| word.ends_with('h') && word.contains('d') && word.len() >= 7;
    let words = text
        .split(' ')
        .map(|word| if years(word) { "2345d06h" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_kind_has_its_table() {
    let daemon = daemon();
    for kind in [
        "agents",
        "skill_groups",
        "phones",
        "trunks",
        "numbers",
        "prompts",
        "ivrs",
        "routing",
        "hours",
        "caller_lists",
        "roles",
        "revisions",
        "calls",
        "records",
    ] {
        let shown = Ccctl::new(&format!("get {kind}")).daemon(&daemon).run();
        assert_snapshot!(format!("get_{kind}"), stable(&shown));
    }
}

#[test]
fn a_terminal_has_colours() {
    let daemon = daemon();
    let agents = Ccctl::new("get agents")
        .daemon(&daemon)
        .on_terminal("")
        .run();
    assert_snapshot!(stable(&agents));
}

#[test]
fn one_by_its_name() {
    let daemon = daemon();
    assert_snapshot!(
        "one_agent",
        Ccctl::new("get agents ben -o yaml").daemon(&daemon).run()
    );
    assert_snapshot!(
        "no_agent",
        Ccctl::new("get agents bob").daemon(&daemon).run()
    );
}

#[test]
fn a_kind_goes_by_the_word_of_one_as_well() {
    let daemon = daemon();
    for (many, one) in [
        ("get agents ben", "get agent ben"),
        ("get skill_groups", "get skill_group"),
        ("get phones 2101 -o yaml", "get phone 2101 -o yaml"),
    ] {
        let [many, one] = [many, one].map(|line| Ccctl::new(line).daemon(&daemon).run());
        // The command is repeated above what it prints.
        let printed = |text: &str| text.split_once('\n').map(|(_, rest)| rest.to_owned());
        assert_eq!(printed(&many), printed(&one));
        assert!(one.contains("--- exit 0"), "{one}");
    }
}

#[test]
fn records_for_programs() {
    let daemon = daemon();
    assert_snapshot!(Ccctl::new("get records -o json").daemon(&daemon).run());
    let id = "0192a1d8-7c00-7000-8000-000000000001";
    let one = Ccctl::new(&format!("get records {id} -o ndjson"))
        .daemon(&daemon)
        .run();
    assert_snapshot!("one_record", one);
}

#[test]
fn records_are_filtered_by_the_daemon_and_paged() {
    let mut page = 0;
    let daemon = Daemon::new(move |_| {
        page += 1;
        let records = vec![RECORD; 1_000].join(",");
        Reply::ok(format!(r#"{{"items":[{records}],"next":"page {page}"}}"#))
    });
    let options = "get records -o ndjson --limit 1500 --caller +86138 --status ok --until 2026-11-20T09:00:00Z";
    let shown = Ccctl::new(options).daemon(&daemon).run();
    assert!(shown.ends_with("there are more records: see --limit and --since\n--- exit 0\n"));
    let filter = "caller=%2B86138";
    let rest = "status=ok&until=2026-11-20T09%3A00%3A00Z";
    assert_eq!(
        daemon.lines(),
        [
            format!("GET /api/v1/records?{filter}&limit=1000&{rest}"),
            format!("GET /api/v1/records?{filter}&cursor=page%201&limit=500&{rest}"),
        ]
    );
}

#[test]
fn pages_without_a_record_are_passed_over() {
    let mut pages = [
        r#"{"items":[],"next":"page 1"}"#.to_owned(),
        format!(r#"{{"items":[{RECORD}]}}"#),
    ]
    .into_iter();
    let daemon = Daemon::new(move |_| Reply::ok(pages.next().expect("no more is asked for")));
    let shown = Ccctl::new("get records -o ndjson --agent amy")
        .daemon(&daemon)
        .run();
    assert!(shown.contains("\"hung_up_by\""), "{shown}");
    assert_eq!(daemon.lines().len(), 2);
}

#[test]
fn records_for_spreadsheets_come_as_the_daemon_writes_them() {
    let file = "id,remark\r\n1,\"'=1+1\"\r\n";
    let daemon = Daemon::new(move |_| Reply::ok(file));
    let options = "get records -o csv --group sales --callee 0216 --direction in --remark 回电";
    let shown = Ccctl::new(options).daemon(&daemon).run();
    assert!(shown.contains("1,\"'=1+1\""), "{shown}");
    assert!(shown.ends_with("--- exit 0\n"), "{shown}");
    assert_eq!(
        daemon.lines(),
        [concat!(
            "GET /api/v1/records?callee=0216&direction=in&format=csv&remark=%E5%9B%9E%E7%94%B5",
            "&skill_group=sales"
        )]
    );
}

#[test]
fn what_cannot_be_asked() {
    let daemon = daemon();
    let asked = [
        "get cats",
        "get agents --status ok",
        "get records nonsense",
        "get records --since soon",
        "get agents -o csv",
    ];
    let shown: Vec<_> = asked
        .into_iter()
        .map(|line| Ccctl::new(line).daemon(&daemon).run())
        .collect();
    assert_snapshot!(shown.join("\n"));
}
