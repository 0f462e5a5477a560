//! The customer's system of the examples.

use std::io::{BufRead, BufReader};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A file of the example `customer-system`.
pub fn of_customer_system(file: &str) -> PathBuf {
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/customer-system"
    );
    PathBuf::from(example).join(file)
}

/// The example's `service.py`. It is killed when this value is dropped.
#[derive(Debug)]
pub struct Service {
    process: Child,
    /// Where it is asked: scheme, host and port.
    pub url: String,
}

impl Service {
    /// Starts it at an address.
    pub fn start(host: Ipv4Addr) -> Service {
        let mut process = Command::new("python3")
            .arg(of_customer_system("service.py"))
            .args(["--host", &host.to_string(), "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 starts");
        let out = process.stdout.take().expect("standard output");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("a line");
        let ready: Value = serde_json::from_str(&line).expect("JSON");
        let url = ready["url"].as_str().expect("a URL").to_owned();
        Service { process, url }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may be gone already.
        let _killed = self.process.kill();
        let _waited = self.process.wait();
    }
}
