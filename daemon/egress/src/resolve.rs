//! From a name to its addresses.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// An answer to come.
pub type Resolving<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// Whoever knows the addresses of names.
pub trait Resolve: Send + Sync {
    /// The addresses of `name`, best first.
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a>;
}

/// Look-ups at once: each holds a thread for as long as the system takes.
const MOST: usize = 64;

/// The resolver of the system. Of each name there is one look-up at a time, whose answer all get who ask
/// meanwhile, so that a name that is never answered holds one thread.
#[derive(Debug, Default)]
pub struct SystemResolver {
    under_way: Arc<UnderWay>,
}

#[derive(Debug, Default)]
struct UnderWay(Mutex<BTreeMap<String, watch::Receiver<Option<Found>>>>);

/// The addresses, or the system's own words for what went wrong.
type Found = Result<Vec<IpAddr>, String>;

impl Resolve for SystemResolver {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        Box::pin(async move {
            let mut found = self.join(name)?;
            let found = found.wait_for(Option::is_some).await;
            match found.map(|found| found.clone()) {
                Ok(Some(Ok(addresses))) => Ok(addresses),
                Ok(Some(Err(why))) => Err(io::Error::other(why)),
                Ok(None) | Err(_) => Err(io::Error::other("the look-up was called off")),
            }
        })
    }
}

impl SystemResolver {
    /// The look-up of `name` that is under way, or one that begins.
    fn join(&self, name: &str) -> io::Result<watch::Receiver<Option<Found>>> {
        let mut under_way = self.under_way.lock();
        if let Some(found) = under_way.get(name) {
            return Ok(found.clone());
        }
        if under_way.len() >= MOST {
            return Err(io::Error::other("too many names are looked up already"));
        }
        let (tell, found) = watch::channel(None);
        under_way.insert(name.to_owned(), found.clone());
        drop(under_way);
        let (all, name) = (Arc::clone(&self.under_way), name.to_owned());
        tokio::task::spawn_blocking(move || {
            let answer = look_up(&name);
            all.lock().remove(&name);
            tell.send_replace(Some(answer));
        });
        Ok(found)
    }
}

impl UnderWay {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, watch::Receiver<Option<Found>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn look_up(name: &str) -> Found {
    let found = (name, 0).to_socket_addrs();
    let found = found.map_err(|error| error.to_string())?;
    Ok(found.map(|address| address.ip()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_system_knows_its_own_name_and_nothing_is_left_of_a_look_up() {
        let resolver = SystemResolver::default();
        let found = resolver.resolve("localhost").await.expect("addresses");
        assert!(found.iter().all(IpAddr::is_loopback), "{found:?}");
        assert!(!found.is_empty());
        assert!(resolver.under_way.lock().is_empty());
    }

    #[tokio::test]
    async fn who_asks_meanwhile_joins_and_too_many_names_are_refused() {
        let resolver = SystemResolver::default();
        let mut tellers = Vec::new();
        for n in 0..MOST {
            let (tell, found) = watch::channel(None);
            tellers.push(tell);
            resolver
                .under_way
                .lock()
                .insert(format!("{n}.example"), found);
        }
        assert!(resolver.resolve("one-more.example").await.is_err());
        let answer: IpAddr = "192.0.2.1".parse().expect("an address");
        tellers[7].send_replace(Some(Ok(vec![answer])));
        let found = resolver.resolve("7.example").await.expect("addresses");
        assert_eq!(found, [answer]);
    }
}
