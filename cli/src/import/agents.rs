//! Tables of agents, who are known by their staff numbers.

use std::collections::BTreeMap;

use model::config::{Agent, Phone, Role};
use model::{Config, Extension, Name};

use super::people::People;
use super::table::{Column, Row};
use super::{Table, Troubles};

const fn column(
    key: &'static str,
    also: &'static [&'static str],
    required: bool,
    example: &'static str,
    digits: bool,
) -> Column {
    Column {
        key,
        also,
        required,
        example,
        digits,
    }
}

/// The columns.
pub static COLUMNS: &[Column] = &[
    column("staff_number", &["工号"], true, "1001", true),
    column("name", &["姓名"], true, "王小美", false),
    column("nickname", &["昵称", "对外昵称"], false, "小美", false),
    column(
        "email",
        &["邮箱", "电子邮箱"],
        false,
        "amy@example.com",
        false,
    ),
    column("mobile", &["手机", "手机号"], false, "13800138000", true),
    column("role", &["角色"], false, "agent", false),
    column("extension", &["分机", "分机号"], false, "2001", true),
    column("skill_groups", &["技能组"], false, "", false),
    column("key", &["标识"], false, "amy", false),
];

/// The center with the agents of a table: those that it has are changed where the table says something,
/// others are added, and nobody is taken away.
pub fn joined(config: &Config, table: &Table, troubles: &mut Troubles) -> Config {
    let mut desired = config.clone();
    let people = People::of(config);
    let mut seen = Seen::default();
    for row in &table.rows {
        let Some(name) = name(row, &people, config, troubles) else {
            continue;
        };
        if seen.again(row, &name, troubles) {
            continue;
        }
        agent(row, &name, &mut desired, troubles);
        phone(row, &name, &mut desired, troubles);
        groups(row, &name, &mut desired, troubles);
    }
    desired
}

/// What stood in an earlier row, and on which line.
#[derive(Default)]
struct Seen(BTreeMap<(&'static str, String), u64>);

impl Seen {
    /// Says what no two rows may share.
    fn again(&mut self, row: &Row, name: &Name, troubles: &mut Troubles) -> bool {
        let mut again = false;
        let number = row.get("staff_number").unwrap_or_default().to_owned();
        let email = row.get("email").map(str::to_lowercase);
        let all = [
            ("staff_number", Some(number)),
            ("email", email),
            ("extension", row.get("extension").map(str::to_owned)),
            ("key", row.get("key").map(|_| name.to_string())),
        ];
        for (key, value) in all {
            let Some(value) = value else { continue };
            let first = *self.0.entry((key, value.clone())).or_insert(row.line);
            if first != row.line {
                let told = format!("`{value}` stands on line {first} already");
                row.add(troubles, key, told);
                again = true;
            }
        }
        again
    }
}

/// What the agent of a row is called in the YAML: as before, as `key` says, or as his staff number.
fn name(row: &Row, people: &People, config: &Config, troubles: &mut Troubles) -> Option<Name> {
    let number = row.get("staff_number")?;
    let wanted: Option<Name> = row.parsed(troubles, "key");
    if let Some(known) = people.numbered(number) {
        return match wanted {
            Some(wanted) if wanted != *known => {
                let told = format!(
                    "the agent {number} is called `{known}` in the center: leave `key` empty, or rename him \
                     by `moved`"
                );
                row.add(troubles, "key", told);
                None
            }
            _ => Some(known.clone()),
        };
    }
    let name = match wanted {
        Some(name) => name,
        None if row.get("key").is_some() => return None,
        None => match Name::new(number) {
            Ok(name) => name,
            Err(error) => {
                let told =
                    format!("`{number}` is no name in the YAML ({error}): give one in `key`");
                row.add(troubles, "staff_number", told);
                return None;
            }
        },
    };
    if let Some(other) = config.agents.get(&name) {
        let key = if row.get("key").is_some() {
            "key"
        } else {
            "staff_number"
        };
        let told = format!(
            "the agent `{name}` of the center has the staff number {}: change that by hand, or give another \
             `key`",
            other.staff_number
        );
        row.add(troubles, key, told);
        return None;
    }
    Some(name)
}

fn agent(row: &Row, name: &Name, desired: &mut Config, troubles: &mut Troubles) {
    let text = |key: &str| row.get(key).map(str::to_owned);
    let role: Option<Name> = row.parsed(troubles, "role");
    if let Some(role) = &role {
        let own = desired.roles.keys().map(Name::as_str);
        let known: Vec<&str> = Role::BUILT_IN.into_iter().chain(own).collect();
        if !known.contains(&role.as_str()) {
            let told = format!(
                "there is no role `{role}`: the roles are {}",
                known.join(", ")
            );
            row.add(troubles, "role", told);
        }
    }
    let email = text("email");
    let parts = email
        .as_deref()
        .map(|email| email.split_once('@').unwrap_or_default());
    let spaced = email
        .as_deref()
        .is_some_and(|it| it.contains(char::is_whitespace));
    if parts.is_some_and(|(user, host)| user.is_empty() || host.is_empty()) || spaced {
        row.add(
            troubles,
            "email",
            "write an email address as `user@example.com`",
        );
    }
    let (Some(staff_number), Some(full_name)) = (text("staff_number"), text("name")) else {
        return;
    };
    let before = desired.agents.get(name).cloned();
    let usual = || Name::new("agent").ok();
    let Some(role) = role
        .or_else(|| before.as_ref().map(|it| it.role.clone()))
        .or_else(usual)
    else {
        return;
    };
    let kept = |of: fn(&Agent) -> Option<&String>| before.as_ref().and_then(of).cloned();
    let agent = Agent {
        name: full_name,
        staff_number,
        nickname: text("nickname").or_else(|| kept(|it| it.nickname.as_ref())),
        email: email.or_else(|| kept(|it| it.email.as_ref())),
        mobile: text("mobile").or_else(|| kept(|it| it.mobile.as_ref())),
        role,
    };
    desired.agents.insert(name.clone(), agent);
}

/// His phone, which is made where there is none of that extension.
fn phone(row: &Row, name: &Name, desired: &mut Config, troubles: &mut Troubles) {
    let Some(extension) = row.parsed::<Extension>(troubles, "extension") else {
        return;
    };
    let phone = desired.phones.entry(extension.clone()).or_insert(Phone {
        agent: Some(name.clone()),
        ..Phone::default()
    });
    match &phone.agent {
        Some(other) if other != name => {
            let told = format!("the phone {extension} is that of the agent `{other}`");
            row.add(troubles, "extension", told);
        }
        _ => phone.agent = Some(name.clone()),
    }
}

/// The skill groups that he comes into; he stays in those that he is in.
fn groups(row: &Row, name: &Name, desired: &mut Config, troubles: &mut Troubles) {
    let cell = row.get("skill_groups").unwrap_or_default();
    let words = cell.split([';', ',', '；', '，', '、', '|']).map(str::trim);
    for word in words.filter(|word| !word.is_empty()) {
        match desired.skill_groups.get_mut(word) {
            Some(group) => drop(group.members.entry(name.clone()).or_default()),
            None => {
                let told = no_group(word, desired);
                row.add(troubles, "skill_groups", told);
            }
        }
    }
}

/// Says that there is no such group, and which was meant.
pub fn no_group(word: &str, config: &Config) -> String {
    let close = lang::closest(word, config.skill_groups.keys().map(Name::as_str));
    let help = close.map_or_else(
        || "the center's YAML makes skill groups".to_owned(),
        |close| format!("did you mean `{close}`?"),
    );
    format!("there is no skill group `{word}`: {help}")
}
