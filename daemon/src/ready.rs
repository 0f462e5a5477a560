//! The one line on standard output that says that calls are taken, and where.

use std::io::Write;

use shell::Addresses;

/// Prints it.
pub fn announce(addresses: &Addresses) -> std::io::Result<()> {
    let line = serde_json::json!({
        "ready": true,
        "version": env!("CARGO_PKG_VERSION"),
        "pid": std::process::id(),
        "sip": addresses.sip.to_string(),
        "sip_all": addresses.sip_places,
        "rtp": addresses.rtp,
        "http": addresses.http.to_string(),
        "socket": addresses.socket,
    });
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
