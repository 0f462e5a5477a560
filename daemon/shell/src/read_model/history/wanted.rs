//! Which records a query asks for.

use api::RecordQuery;
use model::phone_number;
use model::record::{CallRecord, EndStatus};

use super::HistoryError;

/// A query, read once.
pub struct Wanted<'a> {
    query: &'a RecordQuery,
    caller: Option<String>,
    callee: Option<String>,
    number: Option<String>,
    status: Option<EndStatus>,
    remark: Option<String>,
}

impl<'a> Wanted<'a> {
    /// What `query` asks for.
    ///
    /// # Errors
    /// If it names a status that there is not.
    pub fn new(query: &'a RecordQuery) -> Result<Wanted<'a>, HistoryError> {
        let number = |text: &Option<String>| text.as_deref().map(phone_number::normalise);
        Ok(Wanted {
            query,
            caller: number(&query.caller),
            callee: number(&query.callee),
            number: number(&query.number),
            status: query.status.as_deref().map(status).transpose()?,
            remark: query.remark.as_deref().map(str::to_lowercase),
        })
    }

    /// Whether it asks for this record.
    pub fn fits(&self, record: &CallRecord) -> bool {
        let direction = self.query.direction;
        direction.is_none_or(|direction| record.direction == direction)
            && self.status.is_none_or(|status| record.end_status == status)
            && self.fits_numbers(record)
            && self.fits_people(record)
            && self.fits_remark(record)
    }

    fn fits_numbers(&self, record: &CallRecord) -> bool {
        let caller = phone_number::normalise(&record.caller);
        let callee = phone_number::normalise(&record.callee);
        self.caller.as_ref().is_none_or(|wanted| *wanted == caller)
            && self.callee.as_ref().is_none_or(|wanted| *wanted == callee)
            && self
                .number
                .as_ref()
                .is_none_or(|wanted| *wanted == caller || *wanted == callee)
    }

    fn fits_people(&self, record: &CallRecord) -> bool {
        let people = &record.participants;
        let agent = self
            .query
            .agent
            .as_ref()
            .is_none_or(|wanted| people.iter().any(|one| one.agent.as_ref() == Some(wanted)));
        let group = self.query.skill_group.as_ref().is_none_or(|wanted| {
            let rung_for = people.iter().map(|one| &one.skill_group);
            let mut groups = rung_for.chain([&record.skill_group]);
            groups.any(|group| group.as_ref() == Some(wanted))
        });
        agent && group
    }

    fn fits_remark(&self, record: &CallRecord) -> bool {
        self.remark.as_ref().is_none_or(|wanted| {
            let remark = record.remark.as_deref().map(str::to_lowercase);
            remark.is_some_and(|remark| remark.contains(wanted))
        })
    }
}

fn status(text: &str) -> Result<EndStatus, HistoryError> {
    let named = |status: &&EndStatus| {
        status.string().eq_ignore_ascii_case(text) || status.code().to_string() == text
    };
    EndStatus::ALL.iter().find(named).copied().ok_or_else(|| {
        HistoryError::BadQuery(format!(
            "`{text}` is no end status: give its number or its word, such as `103` or `waitingGiveUp`"
        ))
    })
}
