//! Sounds that are not in memory are made beside the calls, by two workers. One of them leaves
//! announcements alone; a third thread tells those who wait when it is too late.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::Mono;
use media::Audio;
use wire::{SoundKey, SoundReply};

use super::wants::{Hand, Wants};

const WORKERS: [(&str, Hand); 2] = [("prompts-any", Hand::Any), ("prompts-calls", Hand::Calls)];

/// The longest time between two looks at who is late.
const GLANCE: Duration = Duration::from_secs(60);

/// Who waits for a sound.
pub trait Reply: Send + 'static {
    /// Here it is; `None`: it cannot be had.
    fn supply(self, sound: Option<Arc<Audio>>);
}

impl Reply for SoundReply {
    fn supply(self, sound: Option<Arc<Audio>>) {
        SoundReply::supply(self, sound);
    }
}

/// The workers. They end when this is dropped.
pub struct Workers<R: Reply>(Arc<Shop<R>>);

/// What the threads share.
struct Shop<R> {
    wants: Mutex<State<R>>,
    /// Something is wanted, or all is over.
    wanted: Condvar,
    /// Somebody is late sooner than was known, or all is over.
    sooner: Condvar,
}

struct State<R> {
    wants: Wants<SoundKey, R>,
    /// When the watching thread looks again.
    look: Option<Mono>,
    over: bool,
}

impl<R: Reply> Workers<R> {
    /// Starts workers that make sounds by `make`.
    ///
    /// # Errors
    /// If the system gives no threads.
    pub fn start(
        make: impl Fn(&SoundKey) -> Option<Arc<Audio>> + Send + Sync + 'static,
    ) -> io::Result<Workers<R>> {
        let shop = Arc::new(Shop {
            wants: Mutex::new(State {
                wants: Wants::default(),
                look: None,
                over: false,
            }),
            wanted: Condvar::new(),
            sooner: Condvar::new(),
        });
        // Made first, so that those that run end if another one cannot be started.
        let workers = Workers(shop.clone());
        let make = Arc::new(make);
        for (name, hand) in WORKERS {
            let (shop, make) = (shop.clone(), make.clone());
            thread(name, move || {
                wire::priority::behind();
                shop.work(hand, make.as_ref());
            })?;
        }
        thread("prompts-late", move || shop.watch())?;
        Ok(workers)
    }

    /// Has a sound made. A reply that is dropped says that it cannot be had; so does one for which it
    /// is too late.
    pub fn ask(&self, key: SoundKey, by: Option<Mono>, reply: R) {
        let mut state = self.0.lock();
        let refused = state.wants.add(key, by, reply);
        let sooner = by.is_some_and(|by| state.look.is_none_or(|look| by < look));
        if sooner {
            state.look = by;
        }
        drop(state);
        if refused.is_err() {
            metrics::counter!("ccd_prompts_skipped_total", "reason" => "full").increment(1);
        }
        // Either of the two may be the one that may take it.
        self.0.wanted.notify_all();
        if sooner {
            self.0.sooner.notify_one();
        }
    }
}

impl<R: Reply> Drop for Workers<R> {
    fn drop(&mut self) {
        self.0.lock().over = true;
        self.0.wanted.notify_all();
        self.0.sooner.notify_all();
    }
}

impl<R: Reply> Shop<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.wants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, hand: Hand, make: &dyn Fn(&SoundKey) -> Option<Arc<Audio>>) {
        while let Some(key) = self.next(hand) {
            // A worker that ended here would leave its sound wanted for good.
            let made = catch_unwind(AssertUnwindSafe(|| make(&key)));
            let sound = made.unwrap_or_else(|_| {
                metrics::counter!("ccd_prompts_failed_total").increment(1);
                None
            });
            let mut state = self.lock();
            let waiting = state.wants.made(&key);
            metrics::gauge!("ccd_prompts_waiting").set(state.wants.playings() as f64);
            drop(state);
            for reply in waiting {
                reply.supply(sound.clone());
            }
        }
    }

    /// Waits for work; `None`: all is over.
    fn next(&self, hand: Hand) -> Option<SoundKey> {
        let mut state = self.lock();
        loop {
            if state.over {
                return None;
            }
            if let Some(key) = state.wants.take(hand) {
                return Some(key);
            }
            state = self
                .wanted
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Tells those who are late, until all is over.
    fn watch(&self) {
        let mut state = self.lock();
        while !state.over {
            let now = wire::clock::mono();
            let late = state.wants.late(now);
            if !late.is_empty() {
                let count = late.len() as u64;
                metrics::counter!("ccd_prompts_skipped_total", "reason" => "late").increment(count);
            }
            let last = now + GLANCE;
            let look = state.wants.next_late().map_or(last, |by| by.min(last));
            state.look = Some(look);
            drop(state);
            late.into_iter().for_each(|reply| reply.supply(None));
            let wait = look.since(wire::clock::mono());
            let going = |state: &mut State<R>| !state.over && state.look == Some(look);
            let waited = self.sooner.wait_timeout_while(self.lock(), wait, going);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn thread(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<()> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(run)
        .map(drop)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// What came of a wish.
    struct Told(Sender<(String, bool)>, String);

    impl Reply for Told {
        fn supply(self, sound: Option<Arc<Audio>>) {
            // The test may be over.
            drop(self.0.send((self.1, sound.is_some())));
        }
    }

    fn key(text: &str) -> SoundKey {
        SoundKey::Text {
            text: text.into(),
            voice: "en".into(),
        }
    }

    fn words(key: &SoundKey) -> String {
        match key {
            SoundKey::Text { text, .. } => text.to_string(),
            other => format!("{other:?}"),
        }
    }

    /// Workers that begin with what they say to the first receiver, and go on when the sender is told.
    fn slow() -> (Workers<Told>, Receiver<String>, Sender<()>) {
        let (began, begun) = channel();
        let (go, gate) = channel::<()>();
        let gate = Mutex::new(gate);
        let sound = Arc::new(Audio::ring_back());
        let workers = Workers::start(move |key| {
            began.send(words(key)).ok()?;
            let gone = gate.lock().map(|gate| gate.recv());
            gone.ok()?.ok()?;
            Some(sound.clone())
        });
        (workers.expect("threads"), begun, go)
    }

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn one_text_is_made_once_however_many_ask() {
        let (workers, begun, go) = slow();
        let (tell, told) = channel();
        for _ in 0..500 {
            workers.ask(key("hello"), None, Told(tell.clone(), "hello".to_owned()));
        }
        assert_eq!(begun.recv_timeout(PATIENCE).as_deref(), Ok("hello"));
        go.send(()).expect("a worker");
        for _ in 0..500 {
            let answer = told.recv_timeout(PATIENCE).expect("an answer");
            assert_eq!(answer, ("hello".to_owned(), true));
        }
        assert!(begun.try_recv().is_err(), "it was made twice");
    }

    #[test]
    fn announcements_take_one_worker_and_a_call_gets_the_other() {
        let (workers, begun, go) = slow();
        let (tell, told) = channel();
        let late = wire::clock::mono() + Duration::from_secs(3_600);
        for number in 0..10_000 {
            let text = format!("you are number {number}");
            workers.ask(key(&text), Some(late), Told(tell.clone(), text.clone()));
        }
        let first = begun.recv_timeout(PATIENCE).expect("an announcement");
        assert!(first.starts_with("you are"), "{first}");
        workers.ask(key("press one"), None, Told(tell, "press one".to_owned()));
        assert_eq!(begun.recv_timeout(PATIENCE).as_deref(), Ok("press one"));
        // The other one may have begun with further announcements.
        for _ in 0..1_000 {
            go.send(()).expect("a worker");
        }
        let mut answers = std::iter::from_fn(|| told.recv_timeout(PATIENCE).ok());
        assert!(answers.any(|answer| answer == ("press one".to_owned(), true)));
    }

    #[test]
    fn who_waits_too_long_is_told_while_the_worker_is_still_busy() {
        let (workers, begun, _go) = slow();
        let (tell, told) = channel();
        let soon = wire::clock::mono() + Duration::from_millis(50);
        workers.ask(key("late"), Some(soon), Told(tell, "late".to_owned()));
        assert_eq!(begun.recv_timeout(PATIENCE).as_deref(), Ok("late"));
        let answer = told.recv_timeout(PATIENCE).expect("an answer");
        assert_eq!(answer, ("late".to_owned(), false));
    }

    #[test]
    fn a_worker_goes_on_after_what_cannot_be_had() {
        let workers = Workers::start(|key| match words(key).as_str() {
            "nothing" => None,
            "a fault" => panic!("as a faulty decoder would"),
            _ => Some(Arc::new(Audio::ring_back())),
        });
        let workers = workers.expect("threads");
        let (tell, told) = channel();
        for text in ["nothing", "a fault", "a fault", "a fault", "something"] {
            workers.ask(key(text), None, Told(tell.clone(), text.to_owned()));
            let answer = told.recv_timeout(PATIENCE).expect("an answer");
            assert_eq!(answer, (text.to_owned(), text == "something"));
        }
    }
}
