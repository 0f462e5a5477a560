//! Which threads go first where there are fewer cores than work: those that talk and listen.

use rustix::process::nice;

/// Steps by which audio goes ahead. They are privileged (`CAP_SYS_NICE`).
const AHEAD: i32 = -10;

/// Steps by which everything that can wait stays behind, as the journal's own thread does; anybody may
/// take them.
const BEHIND: i32 = 5;

/// The calling thread goes ahead of the others, where the system lets it: a packet of audio that
/// comes 40 ms late is a hole.
pub fn ahead() {
    if let Err(error) = nice(AHEAD) {
        tracing::info!(%error, "audio has no priority over other programs: CAP_SYS_NICE is missing");
    }
}

/// The calling thread lets the others go first: it writes, shows or prepares.
pub fn behind() {
    // It never fails; and if it did, the work would be done all the same.
    let _ = nice(BEHIND);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::getpriority_process;

    #[test]
    fn a_thread_that_stays_behind_takes_no_other_with_it() {
        let of_this_thread = || getpriority_process(None).expect("a priority");
        let before = of_this_thread();
        let behind = std::thread::spawn(move || {
            behind();
            of_this_thread()
        });
        assert_eq!(
            behind.join().expect("the thread ends"),
            (before + BEHIND).min(19)
        );
        assert_eq!(of_this_thread(), before);
    }
}
