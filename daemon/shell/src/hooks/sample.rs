//! Records for tests.

use model::record::CallRecord;
use serde_json::json;

/// A record of a call that an agent has answered.
pub fn record(n: u128) -> CallRecord {
    let record = json!({
        "id": uuid::Uuid::from_u128(n), "kind": "telephone", "direction": "in",
        "caller": "+8613800138000", "callee": "02160001000",
        "country": "中国", "province": "北京", "city": "北京", "carrier": "中国移动",
        "trunk": "carrier", "ivr": "main", "revision": 1,
        "started_at": "2026-11-20T08:00:00Z", "answered_at": "2026-11-20T08:00:40Z",
        "ended_at": "2026-11-20T08:01:40Z",
        "duration_ms": 60_000, "total_ms": 100_000, "ivr_ms": 10_000, "wait_ms": 30_000,
        "ring_ms": 5_000,
        "end_status": { "code": 1, "string": "ok" }, "hung_up_by": "user",
        "agent": "amy", "staff_number": "1001", "skill_group": "sales", "remark": "calls again",
        "satisfaction": { "key": "1", "label": "good", "node": "survey" },
        "path": [
            { "ivr": "main", "node": "menu", "at": "2026-11-20T08:00:03Z", "key": "1", "label": "sales" },
            { "ivr": "main", "node": "sales", "at": "2026-11-20T08:00:10Z" },
            { "ivr": "main", "node": "survey", "at": "2026-11-20T08:01:30Z", "key": "1", "label": "good" },
        ],
        "participants": [
            { "sequence": 0, "kind": "customer", "started_at": "2026-11-20T08:00:00Z",
              "ended_at": "2026-11-20T08:01:40Z", "end_status": { "code": 1, "string": "ok" } },
            { "sequence": 1, "kind": "agent", "agent": "ben", "staff_number": "1002", "phone": "2002",
              "skill_group": "sales", "started_at": "2026-11-20T08:00:10Z",
              "rang_at": "2026-11-20T08:00:11Z", "ended_at": "2026-11-20T08:00:31Z",
              "end_status": { "code": 17, "string": "seatGiveUp" } },
            { "sequence": 2, "kind": "agent", "agent": "amy", "staff_number": "1001", "phone": "2001",
              "skill_group": "sales", "started_at": "2026-11-20T08:00:34Z",
              "rang_at": "2026-11-20T08:00:35Z", "answered_at": "2026-11-20T08:00:40Z",
              "ended_at": "2026-11-20T08:01:40Z", "end_status": { "code": 1, "string": "ok" } },
        ],
        "recordings": [
            { "id": uuid::Uuid::from_u128(99), "file": "recordings/a.wav",
              "started_at": "2026-11-20T08:00:40Z", "duration_ms": 60_000, "participant": 2 },
        ],
    });
    serde_json::from_value(record).expect("a record")
}
