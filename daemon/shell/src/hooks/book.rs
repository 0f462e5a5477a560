//! How far each webhook is, on the disk. What stands there may be older than what is true: then some
//! records are sent again, and none is left out.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use delivery::Saved;
use metrics::counter;
use model::Name;
use serde::{Deserialize, Serialize};

use super::World;

/// How often it is written while something changes.
const PERIOD: Duration = Duration::from_millis(500);

/// How far a webhook is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The place of the apply that it began with: another webhook of the name begins elsewhere.
    pub since: u64,
    /// How far it is.
    pub saved: Saved,
}

/// All of them.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    pages: BTreeMap<Name, Page>,
    /// Whether they are others than those on the disk.
    changed: bool,
    /// Whether they could not be written the last time.
    failing: bool,
}

impl Book {
    /// What was written, of those webhooks that there are.
    pub fn open(path: &Path, known: impl Fn(&Name) -> bool) -> Book {
        let mut pages = read(path).unwrap_or_else(|error| {
            let path = path.display();
            tracing::error!(%path, %error, "how far webhooks were is not known: all records since they were applied are sent again");
            BTreeMap::new()
        });
        pages.retain(|name, _| known(name));
        Book {
            path: path.to_owned(),
            pages: Mutex::new(Pages {
                pages,
                ..Pages::default()
            }),
        }
    }

    /// What stands there of a webhook.
    pub fn page(&self, name: &Name) -> Option<Page> {
        self.lock().pages.get(name).cloned()
    }

    /// Begins a page, or goes on with it.
    pub fn put(&self, name: &Name, page: Page) {
        let mut pages = self.lock();
        pages.pages.insert(name.clone(), page);
        pages.changed = true;
    }

    /// Brings a page up to date, if it is still that of the same webhook.
    pub fn note(&self, name: &Name, since: u64, saved: &Saved) {
        let mut pages = self.lock();
        let page = pages.pages.get_mut(name);
        if let Some(page) = page.filter(|page| page.since == since && page.saved != *saved) {
            page.saved = saved.clone();
            pages.changed = true;
        }
    }

    /// Forgets webhooks that are gone.
    pub fn retain(&self, known: impl Fn(&Name) -> bool) {
        let mut pages = self.lock();
        let before = pages.pages.len();
        pages.pages.retain(|name, _| known(name));
        pages.changed |= pages.pages.len() < before;
    }

    /// Writes what has changed. What cannot be written is tried again with the next.
    pub fn write(&self) {
        let (text, was_failing) = {
            let mut pages = self.lock();
            if !std::mem::take(&mut pages.changed) {
                return;
            }
            // Names and numbers always have a JSON form.
            let text = serde_json::to_vec(&pages.pages).unwrap_or_default();
            (text, pages.failing)
        };
        let written = replace(&self.path, &text);
        let mut pages = self.lock();
        pages.failing = written.is_err();
        if let Err(error) = written {
            pages.changed = true;
            counter!("ccd_webhook_book_failures_total").increment(1);
            if !was_failing {
                let path = self.path.display();
                tracing::error!(%path, %error, "how far webhooks are cannot be written: after a restart some records are sent again");
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes the book again and again.
pub async fn keep(world: Arc<World>) {
    loop {
        tokio::time::sleep(PERIOD).await;
        let world = world.clone();
        // A writing that broke down is tried again like one that failed.
        let _written = tokio::task::spawn_blocking(move || world.book.write()).await;
    }
}

fn read(path: &Path) -> io::Result<BTreeMap<Name, Page>> {
    match fs::read(path) {
        Ok(text) => serde_json::from_slice(&text).map_err(io::Error::from),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error),
    }
}

/// Puts a file in the place of another, so that one of the two is there whenever it ends.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    match path.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::new(text).expect("a name")
    }

    fn page(since: u64, read: u64) -> Page {
        Page {
            since,
            saved: Saved {
                read,
                open: [(read - 1, 3)].into(),
                parked: [read - 2].into(),
            },
        }
    }

    #[test]
    fn what_is_written_is_read_again_for_webhooks_that_are_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("webhooks.json");
        let book = Book::open(&path, |_| true);
        book.put(&name("crm"), page(1, 10));
        book.put(&name("仓库"), page(2, 20));
        book.write();
        let again = Book::open(&path, |it| it.as_str() == "仓库");
        assert_eq!(again.page(&name("仓库")), Some(page(2, 20)));
        assert_eq!(again.page(&name("crm")), None);
    }

    #[test]
    fn a_webhook_that_took_the_name_of_another_is_not_where_that_one_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::open(&folder.path().join("webhooks.json"), |_| true);
        book.put(&name("crm"), page(5, 10));
        book.note(&name("crm"), 4, &page(4, 99).saved);
        assert_eq!(book.page(&name("crm")), Some(page(5, 10)));
        book.note(&name("crm"), 5, &page(5, 11).saved);
        assert_eq!(book.page(&name("crm")), Some(page(5, 11)));
    }

    #[test]
    fn a_book_that_cannot_be_read_is_as_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("webhooks.json");
        fs::write(&path, b"{\"crm\":").expect("written");
        assert_eq!(Book::open(&path, |_| true).page(&name("crm")), None);
    }

    #[test]
    fn what_could_not_be_written_is_written_later() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("gone").join("webhooks.json");
        let book = Book::open(&path, |_| true);
        book.put(&name("crm"), page(1, 10));
        book.write();
        fs::create_dir(folder.path().join("gone")).expect("a folder");
        book.write();
        assert_eq!(
            Book::open(&path, |_| true).page(&name("crm")),
            Some(page(1, 10))
        );
    }
}
