//! baresip as an agent's phone that registers.

use std::process::Command;

use crate::binaries::peer;
use crate::place::{Place, write};
use crate::process::Process;

/// A phone without hands: it registers, answers by itself and says a tone.
#[derive(Debug)]
pub struct Baresip {
    /// Its process. SIGTERM lets it unregister.
    pub process: Process,
}

impl Baresip {
    /// Starts a phone at a host of the place.
    pub fn start(place: &Place, host: u8, extension: &str, password: &str, pitch: u32) -> Baresip {
        let directory = place.path(&format!("baresip-{host}-{password}"));
        std::fs::create_dir(&directory).expect("a directory");
        let (host, daemon) = (place.net.host(host), place.net.daemon());
        let config = format!(
            "sip_listen {host}:5060\nnet_interface {host}\nrtp_ports 20000-20100\n\
             module_path {modules}\nmodule g711.so\nmodule ausine.so\nmodule aubridge.so\n\
             module_tmp account.so\nmodule_app menu.so\n\
             audio_source ausine,{pitch}\naudio_player aubridge,ear\naudio_alert aubridge,bell\n\
             ausrc_srate 48000\nausrc_channels 2\n",
            modules = modules().display(),
        );
        let account = format!(
            "<sip:{extension}@{daemon}:5060>;auth_user={extension};auth_pass={password};\
             answermode=auto;regint=60;audio_codecs=pcma\n"
        );
        write(&directory.join("config"), config.as_bytes());
        write(&directory.join("accounts"), account.as_bytes());
        write(&directory.join("contacts"), b"");
        let mut command = Command::new(peer("baresip", "baresip-core"));
        command.args(["-s", "-f"]).arg(&directory);
        let log = directory.join("said.log");
        Baresip {
            process: Process::start("baresip", &mut command, &log, false),
        }
    }
}

/// Where Debian keeps its modules.
fn modules() -> std::path::PathBuf {
    ["/usr/lib/baresip/modules", "/usr/lib64/baresip/modules"]
        .map(std::path::PathBuf::from)
        .into_iter()
        .find(|path| path.join("ausine.so").is_file())
        .expect("baresip's modules are missing: apt-get install baresip-core")
}
