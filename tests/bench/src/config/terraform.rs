//! The same number of resources in Terraform, of its own kind that keeps a value and calls nobody: what a
//! plan costs before any provider is asked.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use tempfile::TempDir;

use super::command::run;
use super::figures::{Figure, Unit};

/// Files.
const FILES: usize = 100;
/// Resources whose making is measured: of ten times as many it takes more than ten times as long.
const MADE: usize = 1_000;

/// What it takes; nothing if it is not installed.
///
/// # Errors
/// It fails.
pub fn measure(resources: usize) -> io::Result<Vec<Figure>> {
    if !is_installed() {
        return Ok(Vec::new());
    }
    let home = TempDir::with_prefix("bench-terraform-")?;
    let directory = home.path().join("center");
    fs::create_dir(&directory)?;
    let mut figures = Vec::new();
    let told = |what: &str, resources| format!("terraform {what}, {resources} resources");
    write(&directory, MADE, "")?;
    terraform(home.path(), &directory, &["init"])?;
    let made = terraform(home.path(), &directory, &["apply", "-auto-approve"])?;
    figures.push(Figure::seen(
        told("apply of all", MADE),
        made.wall.as_secs_f64(),
        Unit::Seconds,
    ));
    write(&directory, resources, "")?;
    fs::write(directory.join("terraform.tfstate"), state(resources))?;
    for (what, edit, arguments) in [
        ("validate", "", &["validate"][..]),
        ("plan of no change", "", &["plan"]),
        ("plan of one edit", "-edited", &["plan"]),
    ] {
        write(&directory, resources, edit)?;
        let ran = terraform(home.path(), &directory, arguments)?;
        let (wall, peak) = (ran.wall.as_secs_f64(), ran.peak_kb as f64 / 1024.0);
        figures.push(Figure::seen(told(what, resources), wall, Unit::Seconds));
        figures.push(Figure::seen(
            told(&format!("{what}: memory"), resources),
            peak,
            Unit::Megabytes,
        ));
        if !edit.is_empty() {
            let lines = ran.said.lines().count() as f64;
            figures.push(Figure::seen(
                told(&format!("{what}: lines"), resources),
                lines,
                Unit::Lines,
            ));
        }
    }
    Ok(figures)
}

fn is_installed() -> bool {
    Command::new("terraform")
        .arg("version")
        .output()
        .is_ok_and(|it| it.status.success())
}

fn terraform(home: &Path, directory: &Path, arguments: &[&str]) -> io::Result<super::command::Ran> {
    let mut command = Command::new("terraform");
    command
        .arg(format!("-chdir={}", directory.display()))
        .args(arguments)
        .arg("-no-color");
    command.env("CHECKPOINT_DISABLE", "1");
    run(&mut command, home)
}

/// Writes the resources; the first has `edit` behind its name.
fn write(directory: &Path, resources: usize, edit: &str) -> io::Result<()> {
    for file in 0..FILES {
        let mut text = String::new();
        for n in (0..resources).filter(|n| n % FILES == file) {
            let edit = if n == 0 { edit } else { "" };
            let _ = writeln!(
                text,
                "resource \"terraform_data\" \"agent-{n:05}\" {{\n  input = {{\n    name         = \"Agent {n:05}{edit}\"\n    \
                 staff_number = \"{n:06}\"\n  }}\n}}\n"
            );
        }
        fs::write(directory.join(format!("department-{file:02}.tf")), text)?;
    }
    Ok(())
}

/// What an apply of the resources would leave behind (version 4 of the format).
fn state(resources: usize) -> String {
    let value = |n: usize| {
        serde_json::json!({
            "value": { "name": format!("Agent {n:05}"), "staff_number": format!("{n:06}") },
            "type": ["object", { "name": "string", "staff_number": "string" }],
        })
    };
    let resource = |n: usize| {
        serde_json::json!({
            "mode": "managed",
            "type": "terraform_data",
            "name": format!("agent-{n:05}"),
            "provider": "provider[\"terraform.io/builtin/terraform\"]",
            "instances": [{
                "schema_version": 0,
                "attributes": {
                    "id": format!("00000000-0000-4000-8000-{n:012}"),
                    "input": value(n),
                    "output": value(n),
                    "triggers_replace": null,
                },
                "sensitive_attributes": [],
            }],
        })
    };
    let all: Vec<_> = (0..resources).map(resource).collect();
    serde_json::json!({
        "version": 4,
        "terraform_version": "1.0.0",
        "serial": 1_000_000,
        "lineage": "00000000-0000-4000-8000-000000000000",
        "outputs": {},
        "resources": all,
    })
    .to_string()
}
