//! Every code of a problem, as its reader sees it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail like tests"
)]

mod common;

use common::{compile, show, sources};
use lang::{Code, Problem, Source};

/// One file for each code that a text can cause.
const CASES: &[(&str, &str)] = &[
    (
        "CC0101-unclosed",
        "agents:\n  amy: { name: Amy, staff_number: \"1\"\n",
    ),
    ("CC0101-tab", "agents:\n  amy:\n\tname: Amy\n"),
    (
        "CC0101-tab-after-a-value",
        "agents:\n  amy:\n    name: Amy\n\tstaff_number: \"1\"\n",
    ),
    (
        "CC0101-open-quote",
        "trunks:\n  carrier: { mode: peer, address: \"203.0.113.10 }\n",
    ),
    (
        "CC0101-star",
        "ivrs:\n  main:\n    nodes:\n      m:\n        menu: hi\n        keys:\n          *: bye\n",
    ),
    (
        "CC0101-hash-in-braces",
        "ivrs:\n  main:\n    nodes:\n      m: { menu: hi, keys: { #: bye } }\n",
    ),
    (
        "CC0101-colon-in-text",
        "ivrs:\n  main:\n    nodes:\n      bye: { end: }\n      hi:\n        play: Hours: nine to five\n",
    ),
    ("CC0105-nul", "agents:\n  amy: { name: \"A\0\" }\n"),
    ("CC0106-documents", "---\nagents:\n---\nphones:\n"),
    (
        "CC0107-anchors",
        "agents:\n  amy: &base { name: Amy, staff_number: \"1\" }\n  ben: *base\n",
    ),
    (
        "CC0108-merge",
        "agents:\n  amy: { <<: { name: Amy }, name: Amy, staff_number: \"1\" }\n",
    ),
    (
        "CC0109-twice",
        "agents:\n  amy: { name: Amy, staff_number: \"1\" }\n  amy: { name: Other, staff_number: \"2\" }\n",
    ),
    (
        "CC0109-member-twice",
        "agents:\n  amy: { name: Amy, staff_number: \"1\" }\nskill_groups:\n  sales: { members: [amy, amy] }\n",
    ),
    (
        "CC0110-key",
        "agents:\n  [amy]: { name: Amy, staff_number: \"1\" }\n  ~: { name: Ben, staff_number: \"2\" }\n",
    ),
    (
        "CC0111-tag",
        "agents:\n  amy: { name: !!str Amy, staff_number: !number \"1\" }\n",
    ),
    (
        "CC0112-comment",
        "ivrs:\n  main:\n    nodes:\n      m:\n        menu: hi\n        keys:\n          \"1\": m\n          #: m\n",
    ),
    (
        "CC0201-kind",
        "agent:\n  amy: { name: Amy, staff_number: \"1\" }\nqueues: {}\n",
    ),
    (
        "CC0202-key",
        "agents:\n  amy: { name: Amy, staffnumber: \"1\", staff_number: \"1\", 号码: \"1\" }\n",
    ),
    (
        "CC0203-missing",
        "agents:\n  amy:\nnumbers:\n  \"400\": {}\n",
    ),
    (
        "CC0204-shapes",
        "agents: [amy]\nphones:\n  \"2001\": front desk\ntrunks:\n  a: { mode: peer, address: [1], allow: 1.2.3.4, channels: many }\nskill_groups:\n  s: { members: amy, phones: \"2001\", max_waiting: \"3\" }\nivrs:\n  main: { nodes: [] }\n  other: { nodes: { bye: end } }\nprompts:\n  hold: {}\n  both: { file: audio/hold.wav, text: hi }\n  voiced: { file: audio/hold.wav, voice: en }\n",
    ),
    (
        "CC0205-quotes",
        "numbers:\n  13800138000: { trunk: on, ivr: null }\nagents:\n  no: { name: 王小美, staff_number: 1001, mobile: +8613800138000 }\nphones:\n  2001: {}\nivrs:\n  main: { nodes: { m: { menu: 1, keys: { 1: m } } } }\n",
    ),
    (
        "CC0206-flags",
        "center: { record: yes, silent_to_strangers: \"false\" }\n",
    ),
    (
        "CC0207-ranges",
        "center: { max_calls: 0 }\nrouting:\n  default: { ring_timeout: 0s, wrap_up: 2d }\nagents:\n  amy: { name: \" \", staff_number: \"1\" }\nskill_groups:\n  s: { members: { amy: 6 } }\n",
    ),
    (
        "CC0208-names",
        "agents:\n  amy.b: { name: Amy, staff_number: \"1\" }\nphones:\n  \"901\": {}\nnumbers:\n  \"+86 21\": {}\nivrs:\n  main: { nodes: { m: { menu: hi, keys: { \"10\": m } } } }\n",
    ),
    (
        "CC0209-words",
        "routing:\n  default: { order: longest-idle, after_missed: offline }\ntrunks:\n  a: { mode: carrier, address: 1.2.3.4, transport: sctp }\n",
    ),
    (
        "CC0210-times",
        "routing:\n  default: { ring_timeout: 20, wrap_up: 1 minute }\n",
    ),
    (
        "CC0211-texts",
        "prompts:\n  a: { text: \"\" }\n  b: { text: \"当前有 ${WaitNumber} 人\" }\n  c: { text: \"${WaitNo\" }\n  d: { text: \"${Waitno}\" }\n",
    ),
    (
        "CC0212-addresses",
        "trunks:\n  a: { mode: peer, address: \"1.2.3.4:sip\", allow: [1.2.3.5/24, here] }\nagents:\n  amy: { name: Amy, staff_number: \"1\", email: amy }\nphones:\n  \"2001\": { contact: \"sip:a@example.com\" }\n",
    ),
    (
        "CC0204-transfer",
        "center: { sdk_app_id: 0 }\nivrs:\n  main:\n    nodes:\n      a: { transfer: s, agents_from: { url: \"https://crm.example\" }, agent: \"${Agent}\", on_busy: b }\n      b: { transfer: s, agents_from: { send: { A: b }, timeout: 9s }, fallback: colleagues }\n      c: { transfer: s, agents_from: crm }\nskill_groups:\n  s: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\n",
    ),
    (
        "CC0212-phone-servers",
        "center:\n  sip:\n    domain: \"center.example.com:5060\"\n    servers: [\"tls:\", sctp:sip.example.com:5060, \"203.0.113.7:0\"]\n    server: a\n",
    ),
    (
        "CC0212-urls",
        "ivrs:\n  main:\n    variables: { Host: a }\n    nodes:\n      a: { http: \"ftp://a.example\", timeout: 6s, max_errors: 6, next: b }\n      b: { http: \"https://${Host}.example/\", send: { A: 1 }, next: c }\n      c: { http: \"https://me@a.example/\", receive: { A: a..b, \"B b\": b, C: { default: x }, D: [] }, next: d }\n      d: { http: \"https://a.example/a b#c\", send: [x], next: e }\n      e: { http: \"${Host}\", next: f }\n      f: { dynamic_menu: hi, branches: \"${Entries}\", targets: [], next: g }\n      g: { dynamic_menu: hi, branches: [], targets: [gone], on_invalid: lost }\n",
    ),
    (
        "CC0212-number-source",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\nnumbers:\n  \"400\": { trunk: a, ivr: main }\nivrs:\n  main:\n    nodes:\n      out: { dial: \"139\", caller: \"400\", from: { url: crm.example.com/route } }\n",
    ),
    (
        "CC0213-secrets",
        "phones:\n  \"2001\": { password: hunter2 }\n  \"2002\": { password: !secret hunter2 }\n  \"2003\": { password: !secret \"env:\" }\n  \"2004\": { name: !secret env:NAME }\n",
    ),
    (
        "CC0214-node-types",
        "ivrs:\n  main:\n    nodes:\n      what: { weather: sunny, open: sales }\n      hi: { paly: hi, next: hours }\n      both: { play: hi, end: bye }\n      none: { next: hi }\n",
    ),
    (
        "CC0221-conditions",
        "ivrs:\n  main:\n    nodes:\n      a:\n        condition:\n          - { when: \"${SystemCallerNumber} = gold member\", next: bye }\n          - { when: '${WaitNo} >= 1 or ${WaitNo} = 0', next: bye }\n          - { when: \"1 = 1\", label: x }\n          - when: ${WaitNo} ~ 3\n            next: bye\n          - { when: \"${WaitNo} = \\\"a\\\"\", next: bye }\n        otherwise: { label: y }\n      b: { condition: [], otherwise: [bye] }\n      c: { condition: [{ when: \"${Nothing} = 1\", next: nowhere }], otherwise: gone }\n      d: { set: { \"a b\": x, C: 1 }, next: bye }\n      e: { set: {}, next: bye }\n      bye: { end: }\n",
    ),
    (
        "CC0222-hours",
        "hours:\n  a:\n    weekly: { mon: 9-18, tue-mon: 09:00-18:00, wed: [10:00-10:00, 25:00-26:00], mon-wed: 08:00-09:00, day: 08:00-09:00 }\n    holidays: [2026-02-30, { from: 2026-10-07, to: 2026-10-01 }, { from: 12-24, to: 2026-12-26 }, { to: 12-25, nam: x }]\n    extra_days: [10-10, { date: 2026-10-10, hours: all }]\n  b: { weekly: { tue: 09:00-18:00 }, extra_days: [2026-10-10] }\n  c: { weekly: [mon], time_zone: Asia/Shangai, holidays: 12-25 }\n  d: {}\nivrs:\n  main:\n    nodes:\n      h: { hours: ofice, open: bye, closed: bye }\n      i: { hours: b, open: bye }\n      bye: { end: }\n",
    ),
    (
        "CC0302-references",
        "trunks:\n  carrier: { mode: peer, address: 203.0.113.10 }\nnumbers:\n  \"400\": { trunk: carier, ivr: mian }\nivrs:\n  main:\n    nodes:\n      hi: { play: { prompt: holt }, next: t }\n      t: { transfer: sales, music: hold }\nskill_groups:\n  support: { members: [zoe], phones: [\"2101\"], routing: quick }\nphones:\n  \"2001\": { agent: ben }\n",
    ),
    (
        "CC0303-unique",
        "agents:\n  amy: { name: Amy, staff_number: \"1\", email: A@example.com }\n  ben: { name: Ben, staff_number: \"1\", email: a@example.com }\nphones:\n  \"2001\": { contact: \"sip:a@127.0.0.1:5980\" }\n  \"2002\": { contact: \"sip:a@127.0.0.1:5980\" }\ntrunks:\n  a: { mode: peer, address: 1.2.3.4 }\nivrs:\n  main: { nodes: { bye: { end: } } }\nnumbers:\n  \"02160001000\": { trunk: a, ivr: main }\n  \"+862160001000\": { trunk: a, ivr: main }\n",
    ),
    (
        "CC0304-bound-phone",
        "agents:\n  amy: { name: Amy, staff_number: \"1\" }\nphones:\n  \"2001\": { agent: amy }\nskill_groups:\n  sales: { phones: [\"2001\"] }\n",
    ),
    (
        "CC0341-modes",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4, username: u, expires: 1h }\n  b: { mode: register, address: sip.example.com, probe: 1s, outbound_proxy: \"a b\", backup_servers: [1.2.3.4, \"x:y\"] }\n  c: { mode: gateway, address: 1.2.3.4, username: \"2001\", password: secret }\n  d: { mode: gateway }\n  e: { mode: gateway, username: pbx, realm: r }\n  f: { mode: gateway, username: pbx }\n  g: { mode: peer }\n  h: { mode: register, address: sip.example.com, username: \"a b\", password: hunter2, expires: 1s }\n",
    ),
    (
        "CC0341-connections",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4, keep_alive: 30s }\n  b: { mode: gateway, username: pbx, transport: tcp, keep_alive: 30s }\n  c: { mode: peer, address: 1.2.3.4, transport: tls, keep_alive: 2h }\n",
    ),
    (
        "CC0342-inbound",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\nnumbers:\n  \"4008123123\": { trunk: a, ivr: main, outbound_skill_groups: [sales] }\n  \"4008123124\": { trunk: a, ivr: main, direction: both, outbound_channels: 21, area_code: \"21\" }\n  \"95588\": { trunk: a, ivr: main, direction: in }\nskill_groups:\n  sales: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\nivrs:\n  main: { nodes: { out: { dial: \"139\", caller: \"95588\" } } }\n",
    ),
    ("CC0306-zone", "center: { time_zone: Asia/Shangai }\n"),
    (
        "CC0302-roles",
        "agents:\n  amy: { name: Amy, staff_number: \"1\", role: operater }\n  ben: { name: Ben, staff_number: \"2\", role: lad }\nskill_groups:\n  sales: { members: [amy, ben] }\nroles:\n  lead: { recods: view, skill_groups: [sale] }\n",
    ),
    (
        "CC0321-built-in",
        "roles:\n  admin: { records: view, skill_groups: all }\n  agent: { records: vew, listening: { permission: all }, skill_groups: every, plain_numbers: 1 }\n  other: {}\n",
    ),
    (
        "CC0322-limited",
        "roles:\n  lead: { configuration: view, skill_groups: [] }\n  other: { configuration: { permission: change, skill_groups: all }, skill_groups: [] }\ncenter: { number_privacy: { inbound: masked } }\n",
    ),
    (
        "CC0401-paths",
        "prompts:\n  a: { file: /etc/passwd }\n  b: { file: ../hold.wav }\n  c: { file: audio//hold.wav }\n  d: { file: \"C:hold.wav\" }\n",
    ),
    (
        "CC0402-unreadable",
        "prompts:\n  a: { file: audio/gone.wav }\n  b: { file: audio/locked.wav }\n",
    ),
    ("CC0403-large", "prompts:\n  a: { file: audio/long.wav }\n"),
    (
        "CC0404-no-audio",
        "prompts:\n  a: { file: audio/notes.wav }\n  b: { file: audio/song.mp3 }\n  c: { file: audio/song.ogg }\n",
    ),
    (
        "CC0230-readings",
        "ivrs:\n  main:\n    nodes:\n      a: { play: \"${WaitNo:digit} ${WaitNo:count}\", next: b }\n      b: { play: \"${WaitNo:}\", next: c }\n      c: { http: \"https://a.example/${WaitNo:digits}\", send: { N: \"${WaitNo:number}\" }, next: d }\n      d: { condition: [{ when: \"${WaitNo:number} > 3\", next: e }], otherwise: e }\n      e: { end: }\n",
    ),
    ("CC0501-empty", "ivrs:\n  main: { nodes: {} }\n"),
    (
        "CC0502-dangling",
        "ivrs:\n  main:\n    start: welcom\n    on_exception: nowhere\n    nodes:\n      welcome: { play: hi, next: menu }\n      menu:\n        menu: choose\n        keys: { \"1\": sales, \"2\": { label: two, next: welcom } }\n        on_timeout: { next: by }\n      sale: { end: }\n",
    ),
    (
        "CC0503-unreachable",
        "ivrs:\n  main:\n    nodes:\n      hi: { play: hi, next: bye }\n      bye: { end: }\n      lost: { play: lost, next: bye }\n",
    ),
    (
        "CC0504-no-end",
        "ivrs:\n  main:\n    nodes:\n      a: { play: a, next: b }\n      b: { play: b, next: a }\n",
    ),
    (
        "CC0505-busy-loop",
        "ivrs:\n  main:\n    nodes:\n      a: { transfer: s, on_no_agent: b }\n      b: { transfer: s, on_full: a }\nskill_groups:\n  s: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\n",
    ),
    (
        "CC0502-dynamic-menu",
        "ivrs:\n  main:\n    nodes:\n      a: { http: \"https://a.example\", receive: { Entries: entries }, on_failure: lost, next: b }\n      b: { dynamic_menu: hi, branches: \"${Entries}\", targets: [bye, gone], on_invalid: byee }\n      bye: { end: }\n",
    ),
    (
        "CC0506-survey",
        "ivrs:\n  main:\n    nodes:\n      a: { survey: hi, keys: {}, next: b }\n      b: { survey: hi, keys: { 1: good, \"x\": bad, \"2\": [] } }\n      c: { survey: hi, keys: [1] }\n",
    ),
    (
        "CC0505-circle-of-conditions",
        "ivrs:\n  main:\n    nodes:\n      a: { set: { N: \"1\" }, next: b }\n      b: { condition: [{ when: \"${N} > 1\", next: bye }], otherwise: a }\n      bye: { end: }\n",
    ),
    (
        "CC0506-no-keys",
        "ivrs:\n  main:\n    nodes:\n      m:\n        menu: hi\n        keys:\n",
    ),
    (
        "CC0507-variable",
        "ivrs:\n  main:\n    variables: { Level: \"0\" }\n    nodes:\n      a: { collect: \"id of ${SystemCallerNumbr}\", into: Id, next: b }\n      b: { play: \"${Idd} has ${Level}\", next: bye }\n      bye: { end: }\nprompts:\n  p: { text: \"${Nothing}\" }\n",
    ),
    (
        "CC0204-collect",
        "ivrs:\n  main:\n    nodes:\n      a: { collect: id, into: Id, length: 3, max_length: 5, errors: { scope: node }, next: bye }\n      b: { collect: id, into: \"a b\", length: 0, errors: { scope: world }, next: bye }\n      bye: { end: }\n    variables: [x]\n",
    ),
    (
        "CC0203-screening",
        "center: { inbound_blacklist: [spamm] }\ncaller_lists:\n  spam: { numbers: [13800138000, \"0755*\", \"0755*\", \"a b\"], withheld: perhaps }\nivrs:\n  main: { whitelist_only: true, blacklist: spam, on_blocked: sory, nodes: { sorry: { end: } } }\n",
    ),
    (
        "CC0508-versions",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\nnumbers:\n  \"400\": { trunk: a, ivr: main@7 }\n  \"500\": { trunk: a, ivr: man }\nivrs:\n  main@1: { from: main@2, nodes: { bye: { end: } } }\n  main@2: { from: main@1 }\n  main@3: { from: nowhere, nodes: { a: { play: hi, next: b } } }\n  main@0: { nodes: { bye: { end: } } }\n  main@4:\n    from: base\n    nodes:\n      bye:\n  base: { nodes: { hi: { play: hi, next: bye }, bye: { end: } } }\n",
    ),
    (
        "CC0209-replies",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\nnumbers:\n  \"400\": { trunk: a, ivr: main }\nivrs:\n  main: { nodes: { bye: { end: } } }\ntests:\n  t:\n    dial: \"400\"\n    at: 2026-10-01\n    replies: { \"https://a.example\": { fails: bored }, \"https://b.example\": [\"{}\", { answer: \"{}\", fails: tls }, { after: 2h, answer: \"{}\" }, []] }\n    expect: { satisfaction: [] }\n  u: { dial: \"400\", at: noon, replies: [x], expect: {} }\n",
    ),
    (
        "CC0209-outside",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\nnumbers:\n  \"400\": { trunk: a, ivr: main }\nivrs:\n  main: { nodes: { bye: { end: } } }\ntests:\n  t:\n    dial: \"400\"\n    outside: { \"13800138000\": bussy, 021: busy, \"a b\": busy, \"139\": { answers_after: 2d, talk_for: 1s } }\n    expect: { cause: overlod }\n  u: { dial: \"400\", outside: [busy], expect: {} }\n",
    ),
    (
        "CC0520-no-caller",
        "ivrs:\n  main:\n    nodes:\n      out: { dial: \"13900000000\" }\n",
    ),
    (
        "CC0521-dials",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\n  b: { mode: peer, address: 1.2.3.5 }\nnumbers:\n  \"400\": { trunk: a, ivr: main, outbound_skill_groups: [nobody] }\nivrs:\n  main:\n    nodes:\n      out: { dial: 010, caller: \"400\", trunk: b, from: { tries: 9 }, timeout: 1h, on_busy: two }\n      two: { dial: \"${Far}\", caller: \"401\", trunk: c }\n      far: { dial: \"139\", caller: \"400\", trunk: b, on_busy: two, on_failed: out }\n",
    ),
    (
        "CC0920-extensions",
        "phones:\n  \"2001\": {}\n  \"30001\": {}\nivrs:\n  main: { nodes: { ask: { extension: who, length: 4 }, short: { extension: who, length: 3 } } }\n",
    ),
    (
        "CC0207-voicemail",
        "center: { dial_never: \"168\" }\nivrs:\n  main:\n    nodes:\n      leave: { voicemail: speak, silence: 0s, max_length: 11m, clsing: thanks }\n",
    ),
    (
        "CC0530-silent-circle",
        "ivrs:\n  main:\n    nodes:\n      hi: { play: hi, next: ask }\n      ask: { menu: one, keys: { \"1\": bye }, on_error: { next: bye }, exhausted: again }\n      again: { collect: id, into: Id, length: 4, on_timeout: { next: hi }, exhausted: hi, next: bye }\n      bye: { end: }\n",
    ),
    (
        "CC0531-endless-wait",
        "ivrs:\n  main:\n    nodes:\n      a: { transfer: s, music: hold, on_timeout: bye }\n      bye: { end: }\nskill_groups:\n  s: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\nprompts:\n  hold: { file: audio/hold.wav }\n",
    ),
    (
        "CC0601-tests",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\nnumbers:\n  \"400\": { trunk: a, ivr: main }\nivrs:\n  main: { nodes: { bye: { end: } } }\ntests:\n  t:\n    dial: \"400\"\n    agents: { zoe: idle }\n    steps: [{ reach: by }, { press: \"1a\" }, { wait: 3 }, sing, {}, talk, hang_up]\n    expect: { path: [bye, hello], end_status: ivrend, hung_up_by: caller }\n",
    ),
    (
        "CC0701-undeclared",
        "vars:\n  city: { type: string, default: Shanghai }\nskill_groups:\n  sales: { max_waiting: !var mx, phones: [\"2001\"] }\nphones:\n  \"2001\": { name: \"${var.citi} ${var.city}\" }\n",
    ),
    (
        "CC0702-wrong-type",
        "vars:\n  a: { type: number, default: \"20\" }\n  b: { type: boolean, default: yes }\n  c: { type: duration, default: 20 }\n  d: { type: time, default: \"25:00\" }\n  e: { type: phone_number, default: 021 6000 }\n  f: { type: list, default: one }\n  g: { type: string, default: no }\n  h: { type: list, default: [a, [b]] }\n  i: { type: string, default: !var a }\n  j: { type: text }\n  k: { type: string, default: \"${var.a}\" }\n  l: hello\n",
    ),
    (
        "CC0213-secret-variable",
        "vars:\n  key: { type: string, default: !secret env:KEY }\nphones:\n  \"2001\": { password: !var key }\n",
    ),
    (
        "CC0207-variable-elsewhere",
        "vars:\n  ring: { type: duration, default: 1ms }\nrouting:\n  default: { ring_timeout: !var ring }\n",
    ),
    (
        "CC0703-no-value",
        "vars:\n  city: { type: string, description: Where the center is. }\ncenter: { name: \"${var.city}\" }\n",
    ),
    (
        "CC0704-place",
        "vars:\n  rec: { type: boolean, default: true }\n  all: { type: list, default: [a] }\ncenter: { name: \"${var.rec} ${var.all}\", record: !var rec }\nagents:\n  \"${var.all}\": { name: !var all, staff_number: \"1\" }\nphones:\n  \"2001\": { name: \"${var.rec\" }\n",
    ),
    (
        "CC0712-tags",
        "center: !replace { name: A }\nagents: !var a\nphones:\n  \"2001\": !remove\n  \"2002\": !secret { name: B }\n",
    ),
    (
        "CC0721-circle",
        "pieces:\n  a: { exits: [out], nodes: { one: { use: b, exits: { out: out } } } }\n  b: { exits: [out], nodes: { two: { use: a, exits: { out: out } } } }\nivrs:\n  main: { nodes: { go: { use: a, exits: { out: bye } }, bye: { end: } } }\n",
    ),
    (
        "CC0723-exits",
        "pieces:\n  ask:\n    exits: [done, lost, yes-or-no]\n    nodes:\n      q: { menu: hi, keys: { \"1\": done, \"2\": los }, exhausted: lost }\n      lost: { end: }\n  pay:\n    exits: [done]\n    start: q\n    nodes:\n      p: { play: hi, next: done }\n  say:\n    exits: [done, lost]\n    nodes:\n      p: { play: hi, next: don }\n      q: { play: hi, next: lost }\nivrs:\n  main:\n    nodes:\n      a: { use: say, exits: { done: b, lots: b } }\n      b: { use: say, exits: { done: c, lost: c } }\n      c: { end: }\n      d: { use: sya }\n",
    ),
    (
        "CC0724-parameters",
        "pieces:\n  say:\n    parameters:\n      text: { type: string }\n      tries: { type: number, default: 2 }\n    exits: [done]\n    nodes:\n      p: { play: !var text, times: !var tries, next: done }\nivrs:\n  main:\n    nodes:\n      a: { use: say, exits: { done: b } }\n      b: { use: say, with: { txt: hi, text: hi, tries: many }, exits: { done: c } }\n      c: { use: say, with: { text: hi, tries: 99 }, exits: { done: d } }\n      d: { end: }\n",
    ),
    (
        "CC0725-clash",
        "pieces:\n  say: { exits: [done], nodes: { p: { play: hi, next: done } } }\nivrs:\n  main:\n    nodes:\n      a: { use: say, exits: { done: a--p } }\n      a--p: { end: }\n",
    ),
    (
        "CC0731-moved",
        "moved:\n  - { kind: agents, from: amy, to: bea }\n  - { kind: agents, from: old, to: gone }\n  - { kind: agent, from: a b, to: 1 }\n  - { from: x }\nagents:\n  amy: { name: A, staff_number: \"1\" }\n  bea: { name: B, staff_number: \"2\" }\n",
    ),
    (
        "CC0731-moved-groups",
        "moved:\n  - { kind: skill_groups, from: sales, to: presales }\n  - { kind: ivrs, from: main@1, to: a.b@1 }\n  - { kind: ivrs, from: main, to: main@2 }\n  - { kind: skill_groups, from: amy, to: zoe }\nskill_groups:\n  sales: { phones: [\"2001\"] }\n  presales: { phones: [\"2001\"] }\nphones:\n  \"2001\": {}\nagents:\n  zoe: { name: Z, staff_number: \"1\" }\n",
    ),
    (
        "CC0733-moved-kinds",
        "moved:\n  - { kind: numbers, from: \"1\", to: \"2\" }\n  - { kind: phones, from: \"2001\", to: \"2002\" }\n  - { kind: hotwords, from: a, to: b }\n  - { kind: routing, from: default, to: slow }\n  - { kind: routing, from: quick, to: default }\n  - { kind: center, from: a, to: b }\n",
    ),
    (
        "CC0732-moved-twice",
        "moved:\n  - { kind: agents, from: amy, to: bea }\n  - { kind: agents, from: bea, to: cia }\n  - { kind: agents, from: amy, to: dia }\n  - { kind: agents, from: eva, to: cia }\n  - { kind: agents, from: fay, to: gus }\n  - { kind: agents, from: gus, to: fay }\nagents:\n  cia: { name: C, staff_number: \"1\" }\n  dia: { name: D, staff_number: \"2\" }\n",
    ),
    (
        "CC0503-in-a-piece",
        "pieces:\n  say: { exits: [done], nodes: { p: { play: hi, next: done }, lost: { play: hi, next: alone }, alone: { end: } } }\nivrs:\n  main: { nodes: { a: { use: say, exits: { done: c } }, b: { use: say, exits: { done: c } }, c: { end: } } }\n",
    ),
    (
        "CC0502-behind-a-piece",
        "pieces:\n  say: { exits: [done], nodes: { p: { play: hi, next: done } } }\nivrs:\n  main: { nodes: { a: { use: say, exits: { done: cc } }, c: { end: } } }\n",
    ),
    (
        "CC0971-unused",
        "vars:\n  city: { type: string, default: Shanghai }\n",
    ),
    (
        "CC0972-unused",
        "pieces:\n  say: { exits: [done], nodes: { p: { play: hi, next: done } } }\n",
    ),
    (
        "CC0901-networks",
        "trunks:\n  a: { mode: peer, address: 1.2.3.4 }\n  b: { mode: peer, address: host, allow: [1.2.0.0/16, 9.9.9.9] }\n",
    ),
    (
        "CC0212-hosts",
        "ivrs:\n  main:\n    nodes:\n      a: { http: \"https://127.1/\", next: b }\n      b: { http: \"https://0x7f000001/\", next: c }\n      c: { http: \"https://2130706433/\", next: d }\n      d: { http: \"https://017700000001/x\", next: e }\n      e: { http: \"https://a.example:0/\", next: f }\n      f: { http: \"https://a..example/\", next: g }\n      g: { http: \"https://a.example\\\\@b.example/\", next: h }\n      h: { http: \"http://192.0.2.7:8080/${Level}\", next: i }\n      i: { http: \"https://[2001:db8::7]/\", next: j }\n      j: { end: bye }\n    variables: { Level: \"0\" }\n",
    ),
    (
        "CC0208-hotwords",
        "hotwords:\n  核保: 8\n  a b: 5\n  一二三四五六七八九十百: 5\n  redis: 11\n  kafka: 0\n  mysql: \"5\"\n  nginx: high\n  110: 5\n  go: { weigth: 5 }\n  rust: [5]\n  tokio:\n",
    ),
    (
        "CC0212-webhooks",
        "webhooks:\n  a: { url: \"https://127.1/\" }\n  b: { url: \"https://0x7f000001/\" }\n  c: { url: \"file:///etc/passwd\" }\n  d: { url: \"https://user@example.com/\" }\n  e: { url: \"https://example.com/#a\" }\n  f: { url: https://example.com/, auth: { oauth2: { token_url: \"gopher://example.com/\", client_id: c, client_secret: !secret env:S } } }\n",
    ),
    (
        "CC0212-webhook-parts",
        "webhooks:\n  a: { url: \"https://example.com/${Level}\" }\n  b: { url: \"https://${host}/\" }\n  c: { url: \"https://user:pass@example.com/\" }\n  d: { url: \"https://example.com/push?a=1&action=cdr\", format: tccc }\n  e: { url: https://example.com/, auth: { oauth2: { token_url: \"https://id:secret@example.com/\", client_id: c, client_secret: !secret env:S } } }\n  f: { url: \"https://example.com/?action=cdr\" }\n  g: { url: \"https://example.com/?action=cdr&action=a\", format: xml }\n  h: { url: \"https://example.com/a@b?c=@\", format: tccc }\n",
    ),
    (
        "CC0213-webhooks",
        "webhooks:\n  a: { url: https://example.com/, auth: { basic: { user: u, password: hunter2 } } }\n  b: { url: https://example.com/, auth: { oauth2: { token_url: https://example.com/t, client_id: c, client_secret: hunter2 } } }\n  c: { url: https://example.com/, format: xml, auth: { basic: { user: \"u:v\", password: !secret env:S }, oauth2: {} } }\n  d: { url: https://example.com/, auth: {} }\n  e: { url: https://example.com/, auth: { basic: { user: \"u:v\", password: !secret env:S } } }\n  f: { uri: https://example.com/ }\n",
    ),
    ("CC0902-empty-group", "skill_groups:\n  sales: {}\n"),
    (
        "CC0930-open-keys",
        "center: { phone_srtp: required }\ntrunks:\n  a: { mode: peer, address: 1.2.3.4, srtp: required }\n  b: { mode: peer, address: 1.2.3.5, srtp: off }\n  c: { mode: peer, address: 1.2.3.6, transport: tls, srtp: required }\nphones:\n  \"2001\": { srtp: optional }\n  \"2002\": { srtp: required }\n  \"2003\": { srtp: required, transports: [tls] }\n  \"2004\": {}\n  \"2005\": { srtp: always }\n",
    ),
];

/// Those that a text of one file cannot cause.
fn special() -> Vec<(&'static str, Vec<Source>)> {
    let deep = "[".repeat(100);
    let many = "a: 1\n".repeat(1_100).replace("a:", "b-c:");
    let many: String = many
        .lines()
        .enumerate()
        .map(|(n, line)| format!("k{n}{line}\n"))
        .collect();
    let mut large = Vec::new();
    large.resize(lang::MAX_FILE_BYTES + 1, b' ');
    let mut chain = String::from("pieces:\n");
    for n in 0..20 {
        let next = n + 1;
        chain.push_str(&format!(
            "  p{n}: {{ exits: [o], nodes: {{ n: {{ use: p{next}, exits: {{ o: o }} }} }} }}\n"
        ));
    }
    chain.push_str("  p20: { exits: [o], nodes: { n: { play: hi, next: o } } }\nivrs:\n  main: { nodes: { a: { use: p0, exits: { o: b } }, b: { end: } } }\n");
    let words: String = (0..1_002).map(|n| format!("  w{n}: 5\n")).collect();
    let words = format!("hotwords:\n{words}");
    let webhooks: String = (0..18)
        .map(|n| format!("  w{n}: {{ url: https://example.com/ }}\n"))
        .collect();
    let webhooks = format!("webhooks:\n{webhooks}");
    let other = "phones:\n  \"2001\": {}\ncenter: {}\n";
    vec![
        (
            "CC0102-not-utf8",
            sources(&[("a.yaml", b"center:\n  name: \xE4\xBD\xA0\xFF\n".as_slice())]),
        ),
        ("CC0103-too-large", sources(&[("a.yaml", large)])),
        ("CC0104-too-deep", sources(&[("a.yaml", deep)])),
        ("CC0309-hotwords", sources(&[("hotwords.yaml", words)])),
        ("CC0309-webhooks", sources(&[("webhooks.yaml", webhooks)])),
        ("CC0722-depth", sources(&[("a.yaml", chain)])),
        (
            "CC0711-nothing-to-remove",
            sources(&[
                ("center.yaml", "phones:\n  \"2001\": { name: A }\n"),
                (
                    "env/prod.yaml",
                    "agents: !remove\nphones:\n  \"2002\": !remove\n  \"2001\": { agent: !remove, name: [!remove] }\n",
                ),
            ]),
        ),
        (
            "CC0203-incomplete-overlay",
            sources(&[
                (
                    "center.yaml",
                    "agents:\n  amy: { name: Amy, staff_number: \"1001\" }\n",
                ),
                (
                    "env/prod.yaml",
                    "agents:\n  ammy: { staff_number: \"1002\" }\n  amy: { staff_number: 1002 }\n",
                ),
            ]),
        ),
        (
            "CC0702-given",
            sources(&[
                (
                    "center.yaml",
                    "vars:\n  most: { type: number, default: 5 }\nskill_groups:\n  sales: { max_waiting: !var most, phones: [\"2001\"] }\nphones: { \"2001\": {} }\n",
                ),
                ("(CCCTL_VAR_most)", "hunter2"),
            ]),
        ),
        (
            "CC0701-given",
            sources(&[
                (
                    "center.yaml",
                    "vars:\n  city: { type: string, default: A }\ncenter: { name: !var city }\n",
                ),
                ("(--var citi)", "Wuhan"),
            ]),
        ),
        (
            "CC0973-given",
            sources(&[
                ("center.yaml", "center: {}\n"),
                ("(CCCTL_VAR_city)", "Wuhan"),
            ]),
        ),
        (
            "CC0741-ignored",
            sources(&[(
                "center.yaml",
                "ignore: { CC0503: why, CC0904: why, CC0980: why, cc0902: why, CC0903: one, two }\nagents:\n  amy: { name: Amy, staff_number: \"1\", ignore: [CC0902] }\n",
            )]),
        ),
        (
            "CC0742-reason",
            sources(&[
                (
                    "a.yaml",
                    "ignore:\n  CC0902:\n  CC0901: \" \"\n  CC0920: one\n",
                ),
                ("b.yaml", "ignore: { CC0920: two }\n"),
            ]),
        ),
        ("CC0113-too-many", sources(&[("a.yaml", many)])),
        (
            "CC0301-duplicate",
            sources(&[("a.yaml", other), ("b.yaml", other)]),
        ),
    ]
}

fn cases() -> Vec<(&'static str, Vec<Source>)> {
    let mut cases: Vec<_> = CASES
        .iter()
        .map(|(name, text)| (*name, sources(&[("center.yaml", text)])))
        .collect();
    cases.extend(special());
    cases
}

fn problems(sources: &[Source]) -> Vec<Problem> {
    let (files, layers) = common::layers(sources);
    lang::compile_layers(&files, &layers, &common::Directory)
        .map_or_else(|problems| problems, |compiled| compiled.warnings)
}

#[test]
fn every_problem_reads_well() {
    for (name, sources) in cases() {
        let mut shown = show(&problems(&sources), &sources);
        if shown.len() > 20_000 {
            let tail: Vec<&str> = shown.lines().rev().take(5).collect();
            shown = tail.into_iter().rev().collect::<Vec<_>>().join("\n");
        }
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases = cases();
    // Those of the whole center have their cases in `lints.rs`.
    let here = |code: &&Code| !code.is_of_the_whole();
    for code in Code::ALL.iter().filter(here) {
        let of_code = cases
            .iter()
            .filter(|(name, _)| name.starts_with(code.as_str()));
        let mut shown = of_code.map(|(_, sources)| problems(sources));
        assert!(
            shown.any(|problems| problems.iter().any(|problem| problem.code == *code)),
            "{code} is shown by no case"
        );
    }
}

#[test]
fn problems_stand_in_the_order_of_files_and_places() {
    let text = "center: { record: maybe }\nagents:\n  amy: {}\nphones:\n  \"1\": {}\n";
    let sources = sources(&[("b.yaml", text), ("a.yaml", text)]);
    let problems = problems(&sources);
    let places: Vec<_> = problems
        .iter()
        .map(|problem| (problem.labels[0].path.clone(), problem.labels[0].span.start))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(places.len() >= 6);
}

#[test]
fn a_file_that_cannot_be_read_does_not_make_its_names_unknown() {
    let good = "phones:\n  \"2001\": { agent: amy }\n";
    let sources = sources(&[("a.yaml", "agents: {"), ("b.yaml", good)]);
    let codes: Vec<Code> = problems(&sources)
        .iter()
        .map(|problem| problem.code)
        .collect();
    assert_eq!(codes, [Code::Syntax]);
}

#[test]
fn a_broken_resource_does_not_make_its_name_unknown() {
    let text = "agents:\n  amy: { name: Amy }\nphones:\n  \"2001\": { agent: amy }\n";
    let codes: Vec<Code> = compile(text).unwrap_err().iter().map(|p| p.code).collect();
    assert_eq!(codes, [Code::MissingKey]);
}

#[test]
fn a_password_in_plain_text_is_not_repeated() {
    let problems = compile("phones:\n  \"2001\": { password: hunter2 }\n").unwrap_err();
    assert!(
        problems
            .iter()
            .all(|problem| !problem.to_string().contains("hunter2"))
    );
}
