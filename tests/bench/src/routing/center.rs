//! The center of the bench.

use std::io;
use std::sync::Arc;

use model::Config;
use model::config::Order;
use serde_json::{Map, Value, json};

/// Skill groups.
pub const GROUPS: u32 = 200;
/// Groups of each agent.
const OF_EACH: u32 = 20;

/// What a group's callers dial.
pub fn number(group: u32) -> String {
    format!("{}", 1_000 + group)
}

/// An agent's name.
pub fn agent(n: u32) -> String {
    format!("a{n:05}")
}

/// A center whose groups have that order.
///
/// # Errors
/// If it is none.
pub fn center(agents: u32, order: Order) -> io::Result<Arc<Config>> {
    let center = json!({
        "center": { "max_calls": 1_000_000 },
        "trunks": { "t": { "mode": "peer", "address": "127.0.0.1", "allow": ["127.0.0.1/32"] } },
        "routing": { "default": { "order": order.word(), "wrap_up": "1s", "last_agent": true } },
        "numbers": all(GROUPS, |g| (number(g), json!({ "trunk": "t", "ivr": format!("i{g}") }))),
        "ivrs": all(GROUPS, |g| (format!("i{g}"), flow(g))),
        "skill_groups": all(GROUPS, |g| (format!("g{g}"), group(g, agents))),
        "agents": all(agents, |n| (agent(n), person(n))),
        "phones": all(agents, |n| (extension(n), phone(n))),
    });
    Ok(Arc::new(serde_json::from_value(center)?))
}

fn all(count: u32, one: impl Fn(u32) -> (String, Value)) -> Map<String, Value> {
    (0..count).map(one).collect()
}

fn flow(group: u32) -> Value {
    let transfer = json!({ "transfer": { "group": format!("g{group}") } });
    json!({ "start": "q", "nodes": { "q": transfer } })
}

fn person(n: u32) -> Value {
    json!({ "name": agent(n), "staff_number": format!("{n}") })
}

fn extension(n: u32) -> String {
    format!("{}", 20_000 + n)
}

fn phone(n: u32) -> Value {
    let (name, host) = (agent(n), super::stage::PHONES);
    json!({ "agent": name, "contact": format!("sip:{name}@{host}") })
}

fn group(group: u32, agents: u32) -> Value {
    let members = (0..agents).filter(|n| is_member(*n, group));
    let members: Map<String, Value> = members
        .map(|n| (agent(n), json!(1 + (n * 7 + group) % 5)))
        .collect();
    json!({ "members": members, "max_waiting": 100_000 })
}

/// Each agent is in 20 groups that lie a stride apart, which is prime to the number of groups.
fn is_member(n: u32, group: u32) -> bool {
    const STRIDES: [u32; 8] = [1, 3, 7, 9, 11, 13, 17, 19];
    let stride = STRIDES.iter().cycle().nth((n / GROUPS) as usize);
    let stride = stride.copied().unwrap_or(1);
    (0..OF_EACH).any(|k| (n * 17 + k * stride) % GROUPS == group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agent_is_in_twenty_groups_and_every_group_has_its_share() {
        let config = center(1_000, Order::Priority).expect("a center");
        let mut groups = vec![0; 1_000];
        for group in config.skill_groups.values() {
            assert!(
                (60..=140).contains(&group.members.len()),
                "{}",
                group.members.len()
            );
            for name in group.members.keys() {
                let n: usize = name.as_str()[1..].parse().expect("a number");
                groups[n] += 1;
            }
        }
        assert!(groups.iter().all(|count| *count == 20));
    }
}
