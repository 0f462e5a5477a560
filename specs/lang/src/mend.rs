//! Mends what is certain: problems that say what to write instead are mended until none is left that does.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{Compiled, Files, Layers, Mend, Problem, Severity, Source, compile_on};

/// How often a center is mended: a file that could not be read has further problems when it can.
const ROUNDS: usize = 100;

/// A center that was mended.
#[derive(Clone, Debug)]
pub struct Mended {
    /// Its files, in the order of before.
    pub sources: Vec<Source>,
    /// The files that are laid over them.
    pub overlay: Vec<Source>,
    /// What was mended, in the order of files and places. Places of a round are those in the text that
    /// the round before left.
    pub rounds: Vec<Vec<Mend>>,
    /// What it is then.
    pub result: Result<Compiled, Vec<Problem>>,
    /// Whether it would have more problems than before: then nothing should be written.
    pub worse: bool,
}

impl Mended {
    /// What was mended.
    pub fn mends(&self) -> impl Iterator<Item = &Mend> {
        self.rounds.iter().flatten()
    }
}

/// The center with everything mended that is certain, in files that `may` be written.
pub fn mend(
    sources: &[Source],
    layers: &Layers,
    files: &dyn Files,
    today: Date,
    may: &dyn Fn(&str) -> bool,
) -> Mended {
    let mut center = sources.to_vec();
    let mut layers = layers.clone();
    let mut result = compile_on(today, &center, &layers, files);
    let before = weight(&result);
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let chosen = chosen(problems(&result), may);
        if chosen.is_empty() {
            break;
        }
        for source in center.iter_mut().chain(&mut layers.overlay) {
            let own = chosen.iter().filter(|mend| mend.path == source.path);
            source.text = applied(&source.text, own.copied());
        }
        rounds.push(chosen.into_iter().cloned().collect());
        result = compile_on(today, &center, &layers, files);
    }
    Mended {
        sources: center,
        overlay: layers.overlay,
        rounds,
        worse: weight(&result) > before,
        result,
    }
}

/// What is wrong with a center, or its warnings.
pub fn problems(result: &Result<Compiled, Vec<Problem>>) -> &[Problem] {
    match result {
        Ok(compiled) => &compiled.warnings,
        Err(problems) => problems,
    }
}

/// How bad it is. A file that cannot be read hides what is wrong in it, and any error the warnings.
fn weight(result: &Result<Compiled, Vec<Problem>>) -> [usize; 3] {
    let problems = problems(result);
    let count = |of: &dyn Fn(&&Problem) -> bool| problems.iter().filter(of).count();
    let errors = count(&|problem| problem.severity == Severity::Error);
    [
        count(&|problem| problem.code.hides_the_file()),
        errors,
        problems.len() - errors,
    ]
}

/// The mends that are made: of those that overlap the first one.
fn chosen<'p>(problems: &'p [Problem], may: &dyn Fn(&str) -> bool) -> Vec<&'p Mend> {
    let mends = problems.iter().filter_map(|problem| problem.mend.as_ref());
    let mut mends: Vec<&Mend> = mends.filter(|mend| may(&mend.path)).collect();
    mends.sort_by_key(|mend| (&mend.path, mend.span.start, mend.span.len));
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    mends.retain(|mend| {
        let end = ends.entry(&mend.path).or_default();
        let free = mend.span.start >= *end && mend.written != mend.replacement;
        if free {
            *end = mend.span.start + mend.span.len;
        }
        free
    });
    mends
}

/// A text with mends made in it that are in their order and do not overlap; all else stays as it is.
fn applied<'m>(text: &[u8], mends: impl Iterator<Item = &'m Mend>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut done = 0;
    for mend in mends {
        let (start, end) = (mend.span.start, mend.span.start + mend.span.len);
        if text.get(start..end) != Some(mend.written.as_bytes()) {
            continue;
        }
        out.extend_from_slice(text.get(done..start).unwrap_or_default());
        out.extend_from_slice(mend.replacement.as_bytes());
        done = end;
    }
    out.extend_from_slice(text.get(done..).unwrap_or_default());
    out
}
