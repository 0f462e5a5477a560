//! Logs: JSON lines on standard error.

use std::error::Error;

use tracing_subscriber::EnvFilter;

/// Begins to log; `CCD_LOG` says how much.
pub fn start() {
    let filter = EnvFilter::try_from_env("CCD_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// Says why the daemon cannot go on, down to the first cause.
pub fn fatal(error: &dyn Error) {
    let mut causes = Vec::new();
    let mut cause = error.source();
    while let Some(next) = cause {
        causes.push(next.to_string());
        cause = next.source();
    }
    tracing::error!(causes = causes.join(": "), "{error}");
}
