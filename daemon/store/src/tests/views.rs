//! Views follow the journal, and are made again when they cannot be used.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use journal::Seq;

use super::common::{fill, number_in, open, small};
use crate::view::{MemoryView, Place, SledView};
use crate::{Batch, Journal, Opening, Scan, View, view};

fn place(dir: &Path) -> Place<'_> {
    Place {
        dir,
        version: 1,
        cache_bytes: 8 << 20,
    }
}

/// A row for each entry, by number, highest last.
fn project(seq: Seq, payload: &[u8], batch: &mut Batch) {
    batch.put(seq.get().to_be_bytes(), number_in(payload).to_le_bytes());
}

fn opened(dir: &Path, journal: &Journal) -> (Arc<dyn View>, Opening) {
    view::open(&place(dir), journal, &mut project).unwrap()
}

/// Whether the view holds exactly the entries `0..entries`.
fn is_whole(view: &dyn View, entries: u64) -> bool {
    let scan = Scan {
        from: &[],
        below: &[255],
        limit: usize::MAX,
        examine: usize::MAX,
    };
    let page = view.scan(&scan, &mut |_, _| true).unwrap();
    let numbers = page.rows.iter().map(|(_, value)| number_in(value));
    numbers.eq((0..entries).rev()) && view.position().unwrap() == Seq::new(entries)
}

#[test]
fn both_engines_answer_alike() {
    let dir = tempfile::tempdir().unwrap();
    let sled = SledView::open(&place(&dir.path().join("view"))).unwrap();
    let memory = MemoryView::default();
    let views: [&dyn View; 2] = [&sled, &memory];
    for view in views {
        assert_eq!(view.position(), Ok(Seq::ZERO));
        let mut batch = Batch::default();
        for number in 0..100u8 {
            batch.put([b't', number], [number % 3]);
        }
        batch.put([b'u', 0], [9]);
        batch.remove([b't', 98]);
        view.put(Seq::new(7), batch).unwrap();
        assert_eq!(view.position(), Ok(Seq::new(7)));
        assert_eq!(view.get(&[b't', 5]), Ok(Some(vec![2])));
        assert_eq!(view.get(&[b't', 98]), Ok(None));
        assert_eq!(view.get(&[]), Ok(None));

        let mut scan = Scan {
            from: b"t",
            below: b"u",
            limit: 3,
            examine: 1_000,
        };
        let mut thirds = |_: &[u8], value: &[u8]| value == [0];
        let page = view.scan(&scan, &mut thirds).unwrap();
        let keys: Vec<u8> = page.rows.iter().map(|(key, _)| key[1]).collect();
        assert_eq!(keys, [99, 96, 93], "highest first");
        let next = page.next.unwrap();
        scan.below = &next;
        let page = view.scan(&scan, &mut thirds).unwrap();
        assert_eq!(
            page.rows[0].0,
            [b't', 90],
            "goes on where the first page stopped"
        );

        let nothing = Scan {
            from: b"t",
            below: b"u",
            limit: 3,
            examine: 10,
        };
        let page = view.scan(&nothing, &mut |_, _| false).unwrap();
        assert_eq!(
            (page.rows.len(), page.next),
            (0, Some(vec![b't', 89])),
            "looks at ten rows only"
        );
        let backwards = Scan {
            from: b"u",
            below: b"t",
            limit: 3,
            examine: 10,
        };
        assert_eq!(
            view.scan(&backwards, &mut thirds),
            Ok(crate::Page::default())
        );
    }
}

#[test]
fn a_view_takes_in_what_it_lacks_and_no_more() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(&dir.path().join("journal"), small());
    let views = dir.path().join("view");
    fill(&journal, 0, 3_500, 50);
    let (view, opening) = opened(&views, &journal);
    assert_eq!(opening, Opening::Kept { entries: 3_500 });
    assert!(is_whole(&*view, 3_500));
    drop(view);
    fill(&journal, 3_500, 3_600, 50);
    let (view, opening) = opened(&views, &journal);
    assert_eq!(opening, Opening::Kept { entries: 100 });
    assert!(is_whole(&*view, 3_600));
}

/// Makes a view, spoils it by `spoil`, and expects it to be whole again after opening.
fn spoiled(spoil: impl Fn(&Path)) -> Opening {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(&dir.path().join("journal"), small());
    let views = dir.path().join("view");
    fill(&journal, 0, 2_000, 50);
    drop(opened(&views, &journal));
    spoil(&views);
    let (view, opening) = opened(&views, &journal);
    assert!(is_whole(&*view, 2_000), "{opening:?}");
    drop(view);
    let (view, next) = opened(&views, &journal);
    assert!(matches!(next, Opening::Kept { .. }), "no loop: {next:?}");
    assert!(is_whole(&*view, 2_000));
    opening
}

/// The snapshots of a database, which it makes when it is opened.
fn snapshots(views: &Path) -> Vec<PathBuf> {
    drop(SledView::open(&place(views)).unwrap());
    let files = fs::read_dir(views)
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("snap.")
        })
        .collect()
}

#[test]
fn a_short_or_empty_snapshot_is_survived() {
    for part in [0, 1, 2] {
        spoiled(|views| {
            let made = snapshots(views);
            assert!(!made.is_empty());
            for path in made {
                let bytes = fs::read(&path).unwrap();
                fs::write(&path, &bytes[..bytes.len() * part / 3]).unwrap();
            }
        });
    }
}

#[test]
fn a_database_of_rubbish_is_survived() {
    spoiled(|views| {
        fs::write(views.join("conf"), b"rubbish").unwrap();
        fs::write(views.join("db"), vec![0x5a; 10_000]).unwrap();
    });
}

#[test]
fn a_view_whose_rows_are_damaged_is_survived() {
    spoiled(|views| {
        let path = views.join("db");
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes.truncate(middle);
        fs::write(&path, bytes).unwrap();
    });
}

#[test]
fn a_lost_database_is_made_again() {
    spoiled(|views| fs::remove_dir_all(views).unwrap());
}

#[test]
fn damage_met_in_use_is_mended_at_the_next_start() {
    let opening = spoiled(|views| {
        fs::write(views.with_extension("damaged-in-use"), b"").unwrap();
    });
    assert!(matches!(opening, Opening::Rebuilt { .. }), "{opening:?}");
}

#[test]
fn a_view_of_another_version_or_ahead_of_the_journal_is_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let (journal, _) = open(&dir.path().join("journal"), small());
    let views = dir.path().join("view");
    fill(&journal, 0, 10, 50);
    drop(opened(&views, &journal));
    let later = Place {
        version: 2,
        ..place(&views)
    };
    let (view, opening) = view::open(&later, &journal, &mut project).unwrap();
    assert!(matches!(opening, Opening::Rebuilt { .. }), "{opening:?}");
    view.put(Seq::new(11), Batch::default()).unwrap();
    drop(view);
    let (view, opening) = view::open(&later, &journal, &mut project).unwrap();
    assert!(
        matches!(&opening, Opening::Rebuilt { cause } if cause.contains("entry 11")),
        "{opening:?}"
    );
    assert!(is_whole(&*view, 10));
}
