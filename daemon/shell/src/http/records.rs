//! `GET /api/v1/records`, `GET` and `PATCH /api/v1/records/{id}`

use std::io;
use std::sync::Arc;
use std::time::Duration;

use api::{Code, List, PatchRecord, RecordFormat, RecordQuery, csv};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use model::CallId;
use model::record::CallRecord;
use switch::Command;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio_stream::wrappers::ReceiverStream;

use super::accept::preferred;
use super::desk::Desk;
use super::eyes::Eyes;
use super::gate::{Caller, Seen};
use super::problem::Refused;
use crate::read_model::{History, HistoryError};

/// Pages of a file that wait for a slow reader.
const AHEAD: usize = 2;
/// How long a reader may take for one of them.
const PATIENCE: Duration = Duration::from_secs(30);

/// Records, newest first: a page of them, or all as CSV.
pub async fn list(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    headers: HeaderMap,
    Query(query): Query<RecordQuery>,
) -> Result<Response, Refused> {
    let eyes = Eyes::new(&desk, scope);
    match query.format.unwrap_or_else(|| asked_for(&headers)) {
        RecordFormat::Json => Ok(Json(page(&desk.history, &eyes, query).await?).into_response()),
        RecordFormat::Csv => file(&desk, eyes, query).await,
    }
}

fn asked_for(headers: &HeaderMap) -> RecordFormat {
    match preferred(headers, &["application/json", "text/csv"]) {
        Some("text/csv") => RecordFormat::Csv,
        _ => RecordFormat::Json,
    }
}

/// A page of the records that a query asks for and somebody may see.
pub async fn page(
    history: &Arc<History>,
    eyes: &Eyes,
    query: RecordQuery,
) -> Result<List<CallRecord>, Refused> {
    let (history, eyes) = (history.clone(), eyes.clone());
    let found = tokio::task::spawn_blocking(move || {
        let mut page = history.records(&query, &|record| eyes.see(record))?;
        page.items = page
            .items
            .into_iter()
            .map(|record| eyes.show(record))
            .collect();
        Ok::<_, HistoryError>(page)
    });
    match found.await {
        Ok(page) => Ok(page?),
        Err(_) => Err(Refused::new(Code::Internal, "reading the records failed")),
    }
}

/// A file of CSV, which is sent while it is read.
async fn file(desk: &Desk, eyes: Eyes, query: RecordQuery) -> Result<Response, Refused> {
    let permit = may_export(desk)?;
    let most = query.limit.unwrap_or(RecordQuery::MAX_ROWS);
    if !(1..=RecordQuery::MAX_ROWS).contains(&most) {
        let told = format!(
            "`limit` of CSV is 1 to {}, not {most}",
            RecordQuery::MAX_ROWS
        );
        return Err(Refused::new(Code::BadRequest, told));
    }
    let mark = if query.bom == Some(true) {
        csv::BYTE_ORDER_MARK
    } else {
        ""
    };
    let begin = format!("{mark}{}", csv::head());
    let mut rows = Rows {
        history: desk.history.clone(),
        eyes,
        query,
        left: most,
    };
    // What is wrong with the query is said before the file begins.
    let first = rows.next().await?;
    let (pages, received) = mpsc::channel(AHEAD);
    tokio::spawn(write(permit, rows, begin, first, pages));
    let headers = [
        (header::CONTENT_TYPE, csv::CONTENT_TYPE),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"records.csv\"",
        ),
    ];
    Ok((headers, Body::from_stream(ReceiverStream::new(received))).into_response())
}

/// What whoever writes a file holds meanwhile.
///
/// # Errors
/// If as many hold one as may.
pub fn may_export(desk: &Desk) -> Result<OwnedSemaphorePermit, Refused> {
    let told = "as many files as may be are written already";
    let permit = desk.exports.clone().try_acquire_owned();
    permit.map_err(|_| Refused::busy("exports", told))
}

type Pages = mpsc::Sender<Result<Bytes, io::Error>>;

/// Writes page after page until there are none or nobody reads them.
async fn write(
    _permit: OwnedSemaphorePermit,
    mut rows: Rows,
    begin: String,
    first: Option<String>,
    pages: Pages,
) {
    let mut next = Ok(Some(begin + &first.unwrap_or_default()));
    loop {
        let page = match next {
            Ok(None) => return,
            Ok(Some(text)) => Ok(Bytes::from(text)),
            // The reader sees that the file is cut off.
            Err(_) => Err(io::Error::other("reading the records failed")),
        };
        let broken = page.is_err();
        let sent = tokio::time::timeout(PATIENCE, pages.send(page)).await;
        if broken || !matches!(sent, Ok(Ok(()))) {
            return;
        }
        next = rows.next().await;
    }
}

/// The rows of a file, page by page.
struct Rows {
    history: Arc<History>,
    eyes: Eyes,
    query: RecordQuery,
    left: u32,
}

impl Rows {
    async fn next(&mut self) -> Result<Option<String>, Refused> {
        if self.left == 0 {
            return Ok(None);
        }
        self.query.limit = Some(self.left.min(RecordQuery::MAX_LIMIT));
        let page = page(&self.history, &self.eyes, self.query.clone()).await?;
        let got = u32::try_from(page.items.len()).unwrap_or(u32::MAX);
        let more = page.next.is_some();
        self.left = if more {
            self.left.saturating_sub(got)
        } else {
            0
        };
        self.query.cursor = page.next;
        Ok(Some(page.items.iter().map(csv::line).collect()))
    }
}

/// Notes something about a call that is over.
pub async fn remark(
    State(desk): State<Desk>,
    Caller(principal): Caller,
    Seen(scope): Seen,
    Path(id): Path<String>,
    Json(change): Json<PatchRecord>,
) -> Result<Json<CallRecord>, Refused> {
    let unknown = || Refused::not_found("record", &id);
    let call: CallId = id.parse().map_err(|_| unknown())?;
    let eyes = Eyes::new(&desk, scope);
    let record = desk.history.record(call)?.filter(|record| eyes.see(record));
    let mut record = record.ok_or_else(unknown)?;
    if let Some(remark) = change.remark {
        record.remark = noted(remark)?;
        record.remarked_at = Some(Timestamp::now());
        let command = Command::Remark(Box::new(record.clone()));
        desk.ask(principal, command).await?;
    }
    Ok(Json(eyes.show(record)))
}

/// A remark that may be kept; an empty one is none.
fn noted(remark: String) -> Result<Option<String>, Refused> {
    let most = PatchRecord::MAX_REMARK;
    let count = remark.chars().count();
    if count > most {
        let told = format!("a remark has at most {most} characters, and this one has {count}");
        return Err(Refused::new(Code::BadRequest, told));
    }
    if remark
        .chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t'))
    {
        let told = "a remark has no control characters but ends of lines and tabs";
        return Err(Refused::new(Code::BadRequest, told));
    }
    Ok(Some(remark).filter(|remark| !remark.is_empty()))
}

/// One record.
pub async fn one(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Path(id): Path<String>,
) -> Result<Json<CallRecord>, Refused> {
    let unknown = || Refused::not_found("record", &id);
    let call: CallId = id.parse().map_err(|_| unknown())?;
    let eyes = Eyes::new(&desk, scope);
    let record = desk.history.record(call)?.filter(|record| eyes.see(record));
    record.map(|it| Json(eyes.show(it))).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use model::record::CallRecord;
    use serde_json::Value;
    use switch::Entry;

    use crate::http::testing::{Interface, over};

    fn ids(list: &Value) -> Vec<String> {
        let items = list["items"].as_array().expect("items");
        items
            .iter()
            .map(|item| item["id"].as_str().expect("an id").to_owned())
            .collect()
    }

    #[tokio::test]
    async fn pages_show_each_record_once_also_while_calls_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 7);
        let mut seen = Vec::new();
        let mut path = "/api/v1/records?limit=3".to_owned();
        for later in 7.. {
            let page = interface.get(&path).await.json();
            seen.extend(ids(&page));
            interface.calls(later..later + 1);
            let Some(next) = page["next"].as_str() else {
                break;
            };
            path = format!("/api/v1/records?limit=3&cursor={next}");
        }
        let expected: Vec<_> = (0..7)
            .rev()
            .map(|number| over(number).to_string())
            .collect();
        assert_eq!(seen, expected);
    }

    #[tokio::test]
    async fn each_filter_lets_through_what_it_names_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 2);
        for (filter, found) in [
            ("", 2),
            ("direction=in", 2),
            ("direction=out", 0),
            ("agent=amy", 2),
            ("agent=ben", 0),
            ("skill_group=sales", 2),
            ("skill_group=support", 0),
            ("caller=%2B8613800001234", 2),
            ("caller=02160001000", 0),
            ("callee=02160001000", 2),
            ("callee=%2B8613800001234", 0),
            ("number=02160001000", 2),
            ("number=%2B8613800001234", 2),
            ("number=110", 0),
            ("status=104", 2),
            ("status=ringingGiveUp", 2),
            ("status=ok", 0),
            ("remark=anything", 0),
            ("since=2025-11-20T08:00:01Z", 1),
            ("until=2025-11-20T08:00:01Z", 1),
            ("agent=amy&status=ok", 0),
        ] {
            let list = interface
                .get(&format!("/api/v1/records?{filter}"))
                .await
                .json();
            assert_eq!(ids(&list).len(), found, "{filter}");
        }
    }

    #[tokio::test]
    async fn a_file_has_a_line_for_each_record_of_all_pages() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 1_003);
        let csv = [("accept", "text/csv")];
        let all = interface.ask("GET", "/api/v1/records", &csv, "").await;
        assert_eq!(all.header("content-type"), api::csv::CONTENT_TYPE);
        let lines: Vec<_> = all.text().split("\r\n").collect();
        assert_eq!(lines.first(), Some(&api::csv::head().trim_end()));
        assert_eq!((lines.len(), lines.last()), (1_005, Some(&"")));
        let newest = lines.get(1).expect("a line");
        assert!(newest.starts_with(&over(1_002).to_string()), "{newest}");
        assert!(newest.contains(",\"'+8613800001234\","), "{newest}");
        let some = interface
            .get("/api/v1/records?format=csv&limit=1001&bom=true")
            .await;
        assert!(some.text().starts_with("\u{feff}id,"));
        assert_eq!(some.text().lines().count(), 1_002);
        let none = interface.get("/api/v1/records?format=csv&agent=ben").await;
        assert_eq!(none.text(), api::csv::head());
    }

    #[tokio::test]
    async fn what_was_noted_stands_in_the_record_and_finds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 2);
        let path = format!("/api/v1/records/{}", over(1));
        let mut record: CallRecord =
            serde_json::from_value(interface.get(&path).await.json()).expect("a record");
        record.remark = Some("Will call BACK".to_owned());
        interface.show(&[Entry::Remarked(Box::new(record))]);
        assert_eq!(
            interface.get(&path).await.json()["remark"],
            "Will call BACK"
        );
        let found = interface
            .get("/api/v1/records?remark=call%20back")
            .await
            .json();
        assert_eq!(ids(&found), [over(1).to_string()]);
        assert_eq!(ids(&interface.get("/api/v1/records").await.json()).len(), 2);
    }

    #[tokio::test]
    async fn what_cannot_be_noted_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 1);
        let json = [("content-type", "application/json")];
        let long = format!(r#"{{"remark":"{}"}}"#, "x".repeat(2_001));
        let (there, gone) = (over(0), over(9));
        for (id, body, status) in [
            (there, long.as_str(), 400),
            (there, r#"{"remark":"\u0007"}"#, 400),
            (there, r#"{"end_status":"ok"}"#, 422),
            (there, "{}", 200),
            (gone, r#"{"remark":"x"}"#, 404),
        ] {
            let path = format!("/api/v1/records/{id}");
            let answer = interface.ask("PATCH", &path, &json, body).await;
            assert_eq!(answer.status, status, "{body}: {}", answer.text());
        }
    }

    #[tokio::test]
    async fn more_files_at_once_than_may_be_are_turned_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 1);
        let held = interface.exports();
        let answer = interface.get("/api/v1/records?format=csv").await;
        assert_eq!(answer.status, 429, "{}", answer.text());
        assert_eq!(answer.header("retry-after"), "1");
        drop(held);
        assert_eq!(
            interface.get("/api/v1/records?format=csv").await.status,
            200
        );
    }
}
