//! `GET /api/v1/{kind}` and `/{kind}/{name}`: the lists of `ccctl get`.

use api::{Kind, List, live};
use axum::Json;
use axum::extract::{Path, State};
use jiff::Timestamp;
use model::Config;
use switch::{Ends, Parties, Scope};

use super::desk::Desk;
use super::gate::Seen;
use super::problem::Refused;
use super::prompts::blocking;

/// Something of which there is a list.
pub trait Listed: Sized {
    /// The kind.
    const KIND: Kind;
    /// What one of them is called in a path.
    const NAMED: &'static str = "name";

    /// All of them.
    fn all(desk: &Desk) -> Vec<Self>;
    /// What this one is called.
    fn name(&self) -> String;

    /// Whether it is seen, and only what is seen of it.
    fn shown(self, _scope: &Scope, _config: &Config) -> Option<Self> {
        Some(self)
    }

    /// The same without the names of what is not seen; only for those who do not see everything.
    fn without_the_unseen(self, _desk: &Desk, _scope: &Scope, _config: &Config) -> Self {
        self
    }
}

/// The list. For some of it files are looked at, which is nothing for the threads that serve.
pub async fn all<T: Listed + Send + 'static>(
    State(desk): State<Desk>,
    Seen(scope): Seen,
) -> Result<Json<List<T>>, Refused> {
    let all = blocking(move || Ok(seen(&desk, &scope).collect::<Vec<T>>()));
    Ok(Json(List::from(all.await?)))
}

fn seen<T: Listed>(desk: &Desk, scope: &Scope) -> impl Iterator<Item = T> {
    let config = desk.present.read().config.clone();
    let all = T::all(desk).into_iter();
    all.filter_map(move |item| as_seen(item, desk, scope, &config))
}

/// Whether something is seen, and what of it.
pub fn as_seen<T: Listed>(item: T, desk: &Desk, scope: &Scope, config: &Config) -> Option<T> {
    let seen = item.shown(scope, config)?;
    Some(match scope.is_all() {
        true => seen,
        false => seen.without_the_unseen(desk, scope, config),
    })
}

/// One of it.
pub async fn one<T: Listed + Send + 'static>(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Path(name): Path<String>,
) -> Result<Json<T>, Refused> {
    let wanted = name.clone();
    let found = blocking(move || {
        let mut seen = seen::<T>(&desk, &scope);
        Ok(seen.find(|item| item.name() == wanted))
    })
    .await?;
    let kind = T::KIND.word();
    found.map(Json).ok_or_else(|| {
        let told = format!("there is no `{name}` among the {kind}");
        Refused::new(api::Code::NotFound, told)
            .help(format!("`GET {}/{kind}` lists them", api::PREFIX))
    })
}

impl Listed for live::Trunk {
    const KIND: Kind = Kind::Trunks;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().trunks()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Number {
    const KIND: Kind = Kind::Numbers;
    const NAMED: &'static str = "number";

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().numbers()
    }

    fn name(&self) -> String {
        self.number.to_string()
    }
}

impl Listed for live::Prompt {
    const KIND: Kind = Kind::Prompts;

    fn all(desk: &Desk) -> Vec<Self> {
        let config = desk.present.read().config.clone();
        desk.prompts.list(&config)
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Ivr {
    const KIND: Kind = Kind::Ivrs;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().ivrs()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::SkillGroup {
    const KIND: Kind = Kind::SkillGroups;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().skill_groups(Timestamp::now())
    }

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn shown(self, scope: &Scope, config: &Config) -> Option<Self> {
        scope.sees_group(config, &self.name).then_some(self)
    }
}

impl Listed for live::Agent {
    const KIND: Kind = Kind::Agents;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().agents(Timestamp::now())
    }

    fn name(&self) -> String {
        self.name.to_string()
    }

    fn shown(self, scope: &Scope, config: &Config) -> Option<Self> {
        scope.sees_agent(config, &self.name).then_some(self)
    }

    fn without_the_unseen(mut self, desk: &Desk, scope: &Scope, config: &Config) -> Self {
        self.skill_groups
            .retain(|group| scope.sees_group(config, group));
        self.call = self.call.filter(|id| {
            let up = desk.present.read().call(*id);
            up.is_some_and(|call| call.shown(scope, config).is_some())
        });
        self
    }
}

impl Listed for live::Phone {
    const KIND: Kind = Kind::Phones;
    const NAMED: &'static str = "extension";

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().phones()
    }

    fn name(&self) -> String {
        self.extension.to_string()
    }

    fn shown(self, scope: &Scope, config: &Config) -> Option<Self> {
        scope.sees_phone(config, &self.extension).then_some(self)
    }
}

impl Listed for live::Routing {
    const KIND: Kind = Kind::Routing;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().routing()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Hours {
    const KIND: Kind = Kind::Hours;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().hours(Timestamp::now())
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Hotword {
    const KIND: Kind = Kind::Hotwords;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().hotwords()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Webhook {
    const KIND: Kind = Kind::Webhooks;

    fn all(desk: &Desk) -> Vec<Self> {
        let config = desk.present.read().config.clone();
        super::webhooks::all(&config, &desk.hooks.states())
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::CallerList {
    const KIND: Kind = Kind::CallerLists;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().caller_lists()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Role {
    const KIND: Kind = Kind::Roles;

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().roles()
    }

    fn name(&self) -> String {
        self.name.to_string()
    }
}

impl Listed for live::Call {
    const KIND: Kind = Kind::Calls;
    const NAMED: &'static str = "id";

    fn all(desk: &Desk) -> Vec<Self> {
        desk.present.read().calls()
    }

    fn name(&self) -> String {
        self.id.to_string()
    }

    fn shown(mut self, scope: &Scope, config: &Config) -> Option<Self> {
        let parties = Parties {
            groups: self.skill_group.iter().cloned().collect(),
            agents: self.agent.iter().cloned().collect(),
        };
        scope.sees_call(&parties).then_some(())?;
        let ends = Ends {
            kind: self.kind,
            direction: self.direction,
            caller: &mut self.caller,
            callee: &mut self.callee,
        };
        scope.hide(config, ends);
        Some(self)
    }
}
