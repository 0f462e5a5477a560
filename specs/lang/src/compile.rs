//! From files to a checked configuration.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use model::config::Ivr;
use model::{Config, Name, Places};

use crate::decode::{Context, Report};
use crate::kinds::{Draft, ivrs::Flow, versions};
use crate::layers::{self, Layers};
use crate::origins::FromVariable;
use crate::tree::{At, Node, Text};
use crate::{
    Code, Compiled, Files, Located, MAX_TOTAL_BYTES, Problem, SecretUse, Source, check, emit,
    kinds, lint, tree,
};

/// The configuration that `sources` describe. `files` are the prompts that it names.
///
/// # Errors
/// Every problem that was found, sorted by file and position.
pub fn compile(sources: &[Source], files: &dyn Files) -> Result<Compiled, Vec<Problem>> {
    compile_layers(sources, &Layers::default(), files)
}

/// The same with what an environment says otherwise.
///
/// # Errors
/// Every problem that was found, sorted by file and position.
pub fn compile_layers(
    sources: &[Source],
    layers: &Layers,
    files: &dyn Files,
) -> Result<Compiled, Vec<Problem>> {
    run(sources, layers, files, None)
}

/// The same with every warning, as it is on a day: also of what can be run and was perhaps not meant.
///
/// # Errors
/// Every problem that was found, sorted by file and position.
pub fn compile_on(
    today: Date,
    sources: &[Source],
    layers: &Layers,
    files: &dyn Files,
) -> Result<Compiled, Vec<Problem>> {
    run(sources, layers, files, Some(today))
}

fn run(
    sources: &[Source],
    layers: &Layers,
    files: &dyn Files,
    today: Option<Date>,
) -> Result<Compiled, Vec<Problem>> {
    let mut cx = Context::default();
    let mut draft = Draft::default();
    if within_limits(&mut cx, sources.iter().chain(&layers.overlay)) {
        let mut roots = trees(&mut cx, sources);
        let overlay = trees(&mut cx, &layers.overlay);
        layers::join(&mut cx, &mut roots, overlay, &layers.values);
        // Each goes when it has been read: trees are far larger than what is made of them.
        for root in roots {
            kinds::read(&mut cx, files, &root, &mut draft);
        }
        versions::inherit(&mut cx, &mut draft.flows);
        layers::splice(&mut cx, &mut draft.flows);
        versions::bind(&mut draft.config, &draft.flows);
        check::all(&mut cx, &draft);
        if let Some(today) = today {
            let overlay = (!layers.overlay.is_empty()).then_some(sources.len());
            let overlay = overlay.and_then(|first| u32::try_from(first).ok());
            lint::all(&mut cx, &draft, today, overlay);
        }
    }
    finish(cx, draft)
}

/// The trees of those files that can be read.
fn trees(cx: &mut Context, sources: &[Source]) -> Vec<Node> {
    let mut trees = Vec::new();
    for source in sources {
        let file = u32::try_from(cx.texts.len()).unwrap_or(u32::MAX);
        match tree::read(source, file, cx) {
            Some(root) => trees.push(root),
            None => cx.incomplete = true,
        }
    }
    trees
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

fn within_limits<'s>(
    cx: &mut Context,
    mut sources: impl Iterator<Item = &'s Source> + Clone,
) -> bool {
    let total: usize = sources.clone().map(|source| source.text.len()).sum();
    if total > MAX_TOTAL_BYTES {
        let path = sources.next().map_or("", |source| &source.path);
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
        moved,
        tests,
    } = draft;
    config.ivrs = flows
        .into_iter()
        .filter_map(|(name, flow)| Some((name, whole(flow)?)))
        .collect();
    config.protected = std::mem::take(&mut cx.protected).into();
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
    let variables = variables(&cx);
    let places = places(&mut cx);
    let (maps, taken_over) = (
        std::mem::take(&mut cx.maps),
        std::mem::take(&mut cx.taken_over),
    );
    let (errors, warnings) = cx.into_problems();
    if errors.is_empty() {
        Ok(Compiled {
            config,
            tests,
            clips,
            secrets,
            places,
            moved: moved.into_iter().map(|read| read.moved).collect(),
            maps,
            variables,
            taken_over,
            warnings,
        })
    } else {
        Err(errors.into_iter().chain(warnings).collect())
    }
}

/// Where everything stands, for people.
fn places(cx: &mut Context) -> Places {
    let places = std::mem::take(&mut cx.places).into_iter();
    places.map(|(path, at)| (path, cx.place(at))).collect()
}

/// The variables whose values stand somewhere, by path.
fn variables(cx: &Context) -> BTreeMap<String, Vec<FromVariable>> {
    let from = |(name, at): &(String, At)| FromVariable {
        name: name.clone(),
        place: cx.place(*at),
    };
    let paths = cx.filled_at.iter();
    paths
        .map(|(path, known)| (path.clone(), known.iter().map(from).collect()))
        .collect()
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
        screening: flow.screening.into(),
        variables: flow.variables,
    }))
}
