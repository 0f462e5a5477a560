//! A network of its own for a test that needs addresses which the whole world reaches.

use std::process::Command;

/// Tells a test that it runs apart.
const SIGN: &str = "CCD_E2E_APART";
/// Addresses of examples (RFC 5737), which nobody has and everybody takes for public.
const NETWORK: [u8; 3] = [198, 51, 100];

/// The host that such a machine asks for names.
pub(crate) const NAME_SERVER: u8 = 53;

/// Runs `test` where the machine has those addresses and no other network, and looks on. There it runs
/// once more as a whole; that one does not call this.
///
/// # Panics
/// When it fails there, or when that may not be, which takes root.
#[track_caller]
pub fn apart(name: &str, test: impl FnOnce()) {
    if network().is_some() {
        return test();
    }
    let [a, b, c] = NETWORK;
    let name_servers = std::env::temp_dir().join(format!("ccd-e2e-{}.conf", std::process::id()));
    let named = format!("nameserver {a}.{b}.{c}.{NAME_SERVER}\n");
    crate::place::write(&name_servers, named.as_bytes());
    let world = format!(
        "ip link set lo up && ip route add local {a}.{b}.{c}.0/24 dev lo && mount --bind {} /etc/resolv.conf && \
         exec \"$@\"",
        name_servers.display()
    );
    let own = std::env::current_exe().expect("a test knows its path");
    let mut command = Command::new("unshare");
    command
        .args(["-n", "-m", "sh", "-c", &world, "sh"])
        .arg(own);
    command
        .args([name, "--exact", "--nocapture"])
        .env(SIGN, "1");
    let output = command.output().expect("unshare runs");
    let (out, said) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        output.status.success() && out.contains("1 passed"),
        "{name}: {out}{said}"
    );
}

/// The network of a test that runs apart.
pub(crate) fn network() -> Option<[u8; 3]> {
    std::env::var_os(SIGN).map(|_| NETWORK)
}
