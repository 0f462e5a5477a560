//! From files to a checked configuration.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::config::Ivr;
use model::{Config, Name, Places};

use crate::decode::{Context, Report};
use crate::kinds::{Draft, ivrs::Flow, versions};
use crate::tree::{At, Text};
use crate::{
    Code, Compiled, Files, Located, MAX_TOTAL_BYTES, Problem, SecretUse, Source, check, emit,
    kinds, tree,
};

/// The configuration that `sources` describe. `files` are the prompts that it names.
///
/// # Errors
/// Every problem that was found, sorted by file and position.
pub fn compile(sources: &[Source], files: &dyn Files) -> Result<Compiled, Vec<Problem>> {
    let mut cx = Context::default();
    let mut draft = Draft::default();
    if within_limits(&mut cx, sources) {
        for (file, source) in (0..).zip(sources) {
            match tree::read(source, file, &mut cx) {
                Some(root) => kinds::read(&mut cx, files, &root, &mut draft),
                None => cx.incomplete = true,
            }
        }
        versions::inherit(&mut cx, &mut draft.flows);
        versions::bind(&mut draft.config, &draft.flows);
        check::all(&mut cx, &draft);
    }
    finish(cx, draft)
}

/// Whether a configuration that was not compiled here is one that the language can say: who
/// receives one applies to it the checks of [`compile`]. `files` give the clips by their paths.
///
/// # Errors
/// Every problem, at its place in the canonical text of the configuration.
pub fn recheck(config: &Config, files: &dyn Files) -> Result<(), Vec<Problem>> {
    let text = emit::to_yaml(config).into_bytes();
    let compiled = compile(
        &[Source {
            path: "(configuration)".to_owned(),
            text,
        }],
        files,
    )?;
    if compiled.config == *config {
        return Ok(());
    }
    let mut cx = Context::default();
    let at = At {
        file: 0,
        start: 0,
        end: 0,
    };
    let message = "the configuration says something that the language cannot say";
    cx.report(Report::new(Code::WrongShape, at, message).help("compile it again from its YAML"));
    Err(cx.into_problems().0)
}

fn within_limits(cx: &mut Context, sources: &[Source]) -> bool {
    let total: usize = sources.iter().map(|source| source.text.len()).sum();
    if total > MAX_TOTAL_BYTES {
        let path = sources.first().map_or("", |source| &source.path);
        cx.add(Text::new(path, String::new(), 0));
        let at = At {
            file: 0,
            start: 0,
            end: 0,
        };
        let message =
            format!("the files have {total} bytes together, {MAX_TOTAL_BYTES} are allowed");
        cx.report(Report::new(Code::TooLarge, at, message));
    }
    total <= MAX_TOTAL_BYTES
}

fn finish(mut cx: Context, draft: Draft) -> Result<Compiled, Vec<Problem>> {
    let Draft {
        mut config,
        flows,
        tests,
    } = draft;
    config.ivrs = flows
        .into_iter()
        .filter_map(|(name, flow)| Some((name, whole(flow)?)))
        .collect();
    config.protected = std::mem::take(&mut cx.protected);
    let mut places = Places::default();
    for (path, at) in &cx.places {
        places.insert(path.clone(), cx.place(*at));
    }
    let located = |at| cx.place(at);
    let tests = tests.into_iter();
    let tests = tests
        .map(|(n, t)| {
            (
                n,
                Located {
                    place: located(t.at),
                    value: t.test,
                },
            )
        })
        .collect();
    let secrets = cx.secrets.iter().map(|(secret, resource)| {
        let (owner, field) = resource.rsplit_once('/').unwrap_or((resource, ""));
        let place = cx.place(cx.at(owner, field));
        SecretUse {
            secret: secret.clone(),
            resource: resource.clone(),
            place,
        }
    });
    let secrets = secrets.collect();
    let mut clips = std::mem::take(&mut cx.clips);
    clips.sort();
    clips.dedup_by(|a, b| a.sha256 == b.sha256);
    let (errors, warnings) = cx.into_problems();
    if errors.is_empty() {
        Ok(Compiled {
            config,
            tests,
            clips,
            secrets,
            places,
            warnings,
        })
    } else {
        Err(errors.into_iter().chain(warnings).collect())
    }
}

/// A flow whose every node could be read.
fn whole(flow: Flow) -> Option<Arc<Ivr>> {
    let start = flow.first()?;
    let nodes = flow.nodes.into_iter();
    let nodes: Option<BTreeMap<Name, _>> = nodes
        .map(|(name, node)| node.map(|node| (name, node)))
        .collect();
    Some(Arc::new(Ivr {
        note: flow.note,
        start,
        nodes: nodes?,
        on_exception: flow.on_exception,
        screening: flow.screening.unwrap_or_default(),
        variables: flow.variables,
    }))
}
