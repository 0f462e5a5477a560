//! A center of as many resources as are wanted, in a hundred files: the same every time.
//!
//! It is made of units of a hundred resources, each a department with its people, phones, prompts, groups,
//! numbers and flows. Those of one unit name each other, wherever their files are.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// Files.
const FILES: usize = 100;
/// Resources of a unit.
const UNIT: usize = 100;
/// Texts that are spoken: a larger center says some of them twice, since making them is not what is measured.
const TEXTS: usize = 500;

const AGENTS: usize = 30;
const PHONES: usize = 30;
const PROMPTS: usize = 15;
const NUMBERS: usize = 8;
const IVRS: usize = 5;
const GROUPS: usize = 5;
const HOURS: usize = 4;
const LISTS: usize = 2;

/// The number whose flow is edited, and who dials it.
pub const EDITED: &str = "02100000000";
pub const CALLER: &str = "13800001234";
/// Where the passwords of all phones come from.
pub const PASSWORD: &str = "BENCH_PHONE";

/// What a file is made of: the resources of each kind, as lines.
type File = BTreeMap<&'static str, String>;

/// Writes a center of that many resources into a directory; calls are taken from 127.0.0.1.
///
/// # Errors
/// They cannot be written.
pub fn write(directory: &Path, resources: usize) -> io::Result<()> {
    departments(directory, resources)?;
    edit(directory, Edit::Nothing)?;
    write_nothing(directory)
}

/// Writes the resources alone, beside a center that is there.
///
/// # Errors
/// They cannot be written.
pub fn departments(directory: &Path, resources: usize) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let mut files = vec![File::new(); FILES];
    let each = resources.div_ceil(FILES).max(1);
    for number in 0..resources {
        if let Some(file) = files.get_mut(number / each) {
            resource(number / UNIT, number % UNIT, file);
        }
    }
    for (number, file) in files.iter().enumerate() {
        fs::write(path(directory, number), text(file))?;
    }
    Ok(())
}

/// Writes the prompts alone, so that they can be spoken before anything is measured.
///
/// # Errors
/// They cannot be written.
pub fn write_prompts(directory: &Path, resources: usize) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let mut said = String::from("prompts:\n");
    for number in 0..(resources * PROMPTS / UNIT).min(TEXTS) {
        prompt(&mut said, number);
    }
    fs::write(directory.join("prompts.yaml"), said)?;
    write_nothing(directory)
}

/// Writes nothing but the center's own settings, so that all else is deleted.
///
/// # Errors
/// They cannot be written.
pub fn write_nothing(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    fs::write(directory.join("center.yaml"), CENTER)
}

/// What the flow of [`EDITED`] says otherwise than it did at first.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Nothing: it answers its caller.
    Nothing,
    /// It turns its caller away.
    TurnsAway,
    /// It has a note of this number, of which nobody has heard before.
    Noted(usize),
}

/// Makes one edit.
///
/// # Errors
/// It cannot be written.
pub fn edit(directory: &Path, edit: Edit) -> io::Result<()> {
    let screening = match edit {
        Edit::Nothing => String::new(),
        Edit::TurnsAway => "    blacklist: [caller]\n".to_owned(),
        Edit::Noted(number) => format!("    note: number {number}\n"),
    };
    let text = format!(
        "trunks:\n  load: {{ mode: peer, address: 127.0.0.1:9, allow: [127.0.0.1], probe: 0s }}\n\
         numbers:\n  \"{EDITED}\": {{ trunk: load, ivr: edited }}\n\
         caller_lists:\n  caller: {{ numbers: [\"{CALLER}\"] }}\n\
         ivrs:\n  edited:\n{screening}    nodes:\n      welcome: {{ play: {{ prompt: prompt-00000 }}, next: bye }}\n      \
         bye: {{ end: }}\n"
    );
    fs::write(directory.join("edited.yaml"), text)
}

const CENTER: &str = "\
center: { name: bench, voice: en, max_calls: 10000, max_removals: 1000000 }
";

fn path(directory: &Path, number: usize) -> std::path::PathBuf {
    directory.join(format!("department-{number:02}.yaml"))
}

fn text(file: &File) -> String {
    let mut text = String::new();
    for (kind, resources) in file {
        let _ = write!(text, "{kind}:\n{resources}\n");
    }
    text
}

/// Adds the resource at a place of a unit.
fn resource(unit: usize, place: usize, file: &mut File) {
    type Writes = fn(&mut String, usize);
    let kinds: [(&str, usize, Writes); 9] = [
        ("trunks", 1, trunk),
        ("agents", AGENTS, agent),
        ("phones", PHONES, phone),
        ("prompts", PROMPTS, prompt),
        ("numbers", NUMBERS, number),
        ("ivrs", IVRS, ivr),
        ("skill_groups", GROUPS, group),
        ("hours", HOURS, hours),
        ("caller_lists", LISTS, list),
    ];
    let mut place = place;
    for (kind, count, write) in kinds {
        if place < count {
            return write(file.entry(kind).or_default(), unit * count + place);
        }
        place -= count;
    }
}

fn trunk(to: &mut String, n: usize) {
    let (a, b) = (n / 250, n % 250 + 1);
    let _ = writeln!(
        to,
        "  trunk-{n:04}: {{ mode: peer, address: 198.18.{a}.{b}, channels: 60, probe: 0s }}"
    );
}

fn agent(to: &mut String, n: usize) {
    let _ = writeln!(
        to,
        "  agent-{n:05}: {{ name: 坐席{n:05}, nickname: 小{n}, staff_number: \"{n:06}\" }}"
    );
}

fn phone(to: &mut String, n: usize) {
    let extension = 100_000 + n;
    let _ = writeln!(
        to,
        "  \"{extension}\":\n    name: 话机{n:05}\n    agent: agent-{n:05}\n    password: !secret env:{PASSWORD}"
    );
}

fn prompt(to: &mut String, n: usize) {
    let said = n % TEXTS;
    let _ = writeln!(to, "  prompt-{n:05}: {{ text: Message number {said}. }}");
}

fn number(to: &mut String, n: usize) {
    let (unit, ivr) = (n / NUMBERS, n / NUMBERS * IVRS + n % IVRS);
    let _ = writeln!(
        to,
        "  \"0216{n:07}\": {{ trunk: trunk-{unit:04}, ivr: ivr-{ivr:05}, channels: 30 }}"
    );
}

fn group(to: &mut String, n: usize) {
    let (unit, within) = (n / GROUPS, n % GROUPS);
    let member = |place: usize| unit * AGENTS + (within * AGENTS / GROUPS + place) % AGENTS;
    let _ = writeln!(to, "  group-{n:05}:\n    max_waiting: 50\n    members:");
    for place in 0..8 {
        let _ = writeln!(to, "      agent-{:05}: {}", member(place), place % 5 + 1);
    }
}

fn hours(to: &mut String, n: usize) {
    let _ = writeln!(
        to,
        "  hours-{n:05}:\n    weekly: {{ mon-fri: [09:00-12:00, 13:00-18:00], sat: 10:00-16:00 }}\n    \
         holidays: [01-01, {{ from: 10-01, to: 10-07, name: 国庆节 }}]"
    );
}

fn list(to: &mut String, n: usize) {
    let _ = write!(to, "  list-{n:05}:\n    numbers: [");
    for place in 0..10 {
        let _ = write!(to, "\"139{:08}\", ", n * 10 + place);
    }
    to.push_str("]\n");
}

/// A greeting by the hours, a menu of three, two groups, a message.
fn ivr(to: &mut String, n: usize) {
    let (unit, within) = (n / IVRS, n % IVRS);
    let [first, second] = [0, 1].map(|place| unit * GROUPS + (within + place) % GROUPS);
    let [welcome, menu, busy] = [0, 1, 2].map(|place| unit * PROMPTS + within * 3 + place);
    let hours = unit * HOURS + within % HOURS;
    let _ = writeln!(
        to,
        "  ivr-{n:05}:
    nodes:
      hours: {{ hours: hours-{hours:05}, open: welcome, closed: after-hours }}
      welcome: {{ play: {{ prompt: prompt-{welcome:05} }}, next: menu }}
      menu:
        menu: {{ prompt: prompt-{menu:05} }}
        timeout: 5s
        keys:
          \"1\": {{ label: 售前, next: sales }}
          \"2\": {{ label: 售后, next: service }}
          \"9\": {{ label: 重听, next: menu }}
        exhausted: sales
      sales: {{ transfer: group-{first:05}, timeout: 2m, on_timeout: busy, on_full: busy }}
      service: {{ transfer: group-{second:05}, timeout: 5m, on_timeout: busy, on_full: busy }}
      busy: {{ play: {{ prompt: prompt-{busy:05} }}, next: message }}
      after-hours: {{ play: {{ prompt: prompt-{busy:05} }}, next: message }}
      message: {{ voicemail: {{ prompt: prompt-{menu:05} }}, max_length: 2m }}"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_center_has_as_many_resources_as_are_wanted_in_a_hundred_files() {
        let directory = tempfile::tempdir().expect("a directory");
        write(directory.path(), 1_000).expect("written");
        let is_name = |line: &&str| {
            let name = line.strip_prefix("  ").unwrap_or(" ");
            !name.starts_with(' ') && name.contains(':')
        };
        let (mut resources, mut files) = (0, 0);
        for entry in fs::read_dir(directory.path()).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("department"))
            {
                let text = fs::read_to_string(path).expect("a text");
                resources += text.lines().filter(is_name).count();
                files += 1;
            }
        }
        assert_eq!((resources, files), (1_000, 100));
    }

    #[test]
    fn the_same_center_is_made_each_time() {
        let made = || {
            let directory = tempfile::tempdir().expect("a directory");
            write(directory.path(), 300).expect("written");
            fs::read_to_string(path(directory.path(), 57)).expect("a text")
        };
        assert_eq!(made(), made());
    }
}
