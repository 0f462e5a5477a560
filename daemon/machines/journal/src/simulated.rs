//! A disk in memory that fails and crashes from a seed, for tests and for the simulator.

use std::collections::BTreeMap;

use kernel::Chance;

use crate::{Disk, DiskError, Segment};

/// What a crash may leave or lose separately, in bytes.
const SECTOR: usize = 512;

/// What the disk did wrong, so that a run can show that it did.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Writes that failed, some of them halfway.
    pub writes: u64,
    /// Syncs that failed and forgot part of what they should have kept.
    pub syncs: u64,
    /// Creations and truncations that failed.
    pub others: u64,
    /// Actions refused because the disk was full.
    pub full: u64,
    /// Crashes.
    pub crashes: u64,
}

#[derive(Clone, Debug, Default)]
struct File {
    /// What a read shows.
    seen: Vec<u8>,
    /// What survives a crash for certain.
    kept: Vec<u8>,
}

impl File {
    /// Loses a random part of what is not certain to survive: any of the sectors, in any order.
    fn forget(&mut self, chance: &mut Chance) {
        let longest = self.seen.len().max(self.kept.len()) as u64;
        let shortest = self.seen.len().min(self.kept.len()) as u64;
        let length = shortest + chance.below(longest - shortest + 1);
        let mut left = vec![0; usize::try_from(length).unwrap_or(0)];
        for (number, sector) in left.chunks_mut(SECTOR).enumerate() {
            let source = if chance.percent(50) {
                &self.seen
            } else {
                &self.kept
            };
            let from = source.get(number * SECTOR..).unwrap_or_default();
            for (place, byte) in sector.iter_mut().zip(from) {
                *place = *byte;
            }
        }
        self.seen = left;
    }
}

/// A disk in memory. What was not synced may be lost, in part and out of order, by a [`crash`] or a
/// failed sync; writes may stop halfway; there may be no room.
///
/// [`crash`]: SimulatedDisk::crash
#[derive(Clone, Debug)]
pub struct SimulatedDisk {
    files: BTreeMap<Segment, File>,
    chance: Chance,
    capacity: u64,
    fault_percent: u64,
    faults: Faults,
    set_aside: u64,
}

impl SimulatedDisk {
    /// An empty disk without limit and without faults.
    pub fn new(chance: Chance) -> SimulatedDisk {
        SimulatedDisk {
            files: BTreeMap::new(),
            chance,
            capacity: u64::MAX,
            fault_percent: 0,
            faults: Faults::default(),
            set_aside: 0,
        }
    }

    /// From here on there is room for `bytes` in all; what is there stays.
    pub fn set_capacity(&mut self, bytes: u64) {
        self.capacity = bytes;
    }

    /// From here on this many of 100 actions fail.
    pub fn set_fault_percent(&mut self, percent: u64) {
        self.fault_percent = percent;
    }

    /// The power fails: what was not synced is partly lost.
    pub fn crash(&mut self) {
        self.faults.crashes += 1;
        for file in self.files.values_mut() {
            file.forget(&mut self.chance);
            file.kept.clone_from(&file.seen);
        }
    }

    /// Turns over one bit on the medium; says whether there was such a bit.
    pub fn flip(&mut self, segment: Segment, bit: u64) -> bool {
        let place = usize::try_from(bit / 8).unwrap_or(usize::MAX);
        let byte = self
            .files
            .get_mut(&segment)
            .and_then(|file| file.seen.get_mut(place));
        match byte {
            Some(byte) => {
                *byte ^= 1 << (bit % 8);
                true
            }
            None => false,
        }
    }

    /// How many bytes the segments hold.
    pub fn used(&self) -> u64 {
        self.files.values().map(|file| file.seen.len() as u64).sum()
    }

    /// What the disk did wrong so far.
    pub fn faults(&self) -> Faults {
        self.faults
    }

    /// How many damaged stretches were set aside.
    pub fn set_aside_count(&self) -> u64 {
        self.set_aside
    }

    fn fails(&mut self) -> bool {
        self.chance.percent(self.fault_percent)
    }

    fn file(&mut self, segment: Segment) -> Result<&mut File, DiskError> {
        self.files
            .get_mut(&segment)
            .ok_or_else(|| DiskError::Failed(format!("no segment {segment}")))
    }

    fn refused() -> DiskError {
        DiskError::Failed("a simulated fault".to_owned())
    }
}

impl Disk for SimulatedDisk {
    fn segments(&mut self) -> Result<Vec<Segment>, DiskError> {
        Ok(self.files.keys().copied().collect())
    }

    fn read(&mut self, segment: Segment) -> Result<Vec<u8>, DiskError> {
        Ok(self.file(segment)?.seen.clone())
    }

    fn head(&mut self, segment: Segment, length: usize) -> Result<Vec<u8>, DiskError> {
        Ok(self
            .file(segment)?
            .seen
            .iter()
            .take(length)
            .copied()
            .collect())
    }

    fn create(&mut self, segment: Segment) -> Result<(), DiskError> {
        if self.fails() {
            self.faults.others += 1;
            return Err(SimulatedDisk::refused());
        }
        self.files.insert(segment, File::default());
        Ok(())
    }

    fn write(&mut self, segment: Segment, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        let room = self.capacity.saturating_sub(self.used());
        let mut taken = bytes.len();
        let mut outcome = Ok(());
        if (bytes.len() as u64) > room {
            self.faults.full += 1;
            taken = usize::try_from(room).unwrap_or(taken);
            outcome = Err(DiskError::Full);
        } else if self.fails() {
            self.faults.writes += 1;
            let part = self.chance.below(bytes.len() as u64 + 1);
            taken = usize::try_from(part).unwrap_or(0);
            outcome = Err(SimulatedDisk::refused());
        }
        let file = self.file(segment)?;
        file.seen
            .truncate(usize::try_from(offset).unwrap_or(usize::MAX));
        file.seen.extend(bytes.iter().take(taken));
        outcome
    }

    fn sync(&mut self, segment: Segment) -> Result<(), DiskError> {
        let fails = self.fails();
        let mut chance = self.chance.fork();
        let file = self.file(segment)?;
        if fails {
            file.forget(&mut chance);
            self.faults.syncs += 1;
            return Err(SimulatedDisk::refused());
        }
        file.kept.clone_from(&file.seen);
        Ok(())
    }

    fn truncate(&mut self, segment: Segment, length: u64) -> Result<(), DiskError> {
        if self.fails() {
            self.faults.others += 1;
            return Err(SimulatedDisk::refused());
        }
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let file = self.file(segment)?;
        file.seen.truncate(length);
        file.kept.truncate(length);
        Ok(())
    }

    fn set_aside(&mut self, _segment: Segment, _offset: u64, _bytes: &[u8]) {
        self.set_aside += 1;
    }
}
