//! Archives in the format of POSIX (ustar): plain enough to be written while they are sent.

/// The unit of everything in an archive.
const BLOCK: usize = 512;

/// What an archive ends with.
pub const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// The head of a file; `None` if its name or length do not fit into one.
pub fn head(name: &str, bytes: u64, seconds: i64) -> Option<[u8; BLOCK]> {
    let mut head = [0; BLOCK];
    let seconds = u64::try_from(seconds).unwrap_or(0);
    put(&mut head, 0, 100, name.as_bytes())?;
    for (place, digits, number) in [
        (100, 7, 0o644),
        (108, 7, 0),
        (116, 7, 0),
        (124, 11, bytes),
        (136, 11, seconds),
    ] {
        put(&mut head, place, digits, octal(number, digits).as_bytes())?;
    }
    put(&mut head, 156, 1, b"0")?;
    put(&mut head, 257, 8, b"ustar\x0000")?;
    // The sum is taken with spaces in its own place.
    put(&mut head, 148, 8, b"        ")?;
    let sum: u64 = head.iter().map(|byte| u64::from(*byte)).sum();
    put(
        &mut head,
        148,
        8,
        format!("{}\0 ", octal(sum, 6)).as_bytes(),
    )?;
    Some(head)
}

/// What follows a file of so many bytes up to the next block.
pub fn padding(bytes: u64) -> &'static [u8] {
    let over = usize::try_from(bytes % BLOCK as u64).unwrap_or(0);
    END.get(..(BLOCK - over) % BLOCK).unwrap_or_default()
}

fn octal(number: u64, digits: usize) -> String {
    format!("{number:0digits$o}")
}

fn put(head: &mut [u8; BLOCK], place: usize, most: usize, bytes: &[u8]) -> Option<()> {
    if bytes.len() > most {
        return None;
    }
    head.get_mut(place..place + bytes.len())?
        .copy_from_slice(bytes);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_what_posix_says() {
        let head = head("2026-11-20/talk.wav", 1_234, 1_795_000_000).expect("a head");
        let text = |from: usize, to: usize| {
            String::from_utf8_lossy(head.get(from..to).expect("in the head")).into_owned()
        };
        assert_eq!(text(0, 20), "2026-11-20/talk.wav\0");
        assert_eq!(text(124, 136), "00000002322\0");
        assert_eq!(text(257, 265), "ustar\x0000");
        let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
        let own: u32 = head
            .get(148..156)
            .expect("a sum")
            .iter()
            .map(|it| u32::from(*it))
            .sum();
        let told = u32::from_str_radix(&text(148, 154), 8).expect("octal");
        assert_eq!(told, sum - own + 8 * 32);
    }

    #[test]
    fn files_end_at_a_block_and_what_does_not_fit_has_no_head() {
        for (bytes, padded) in [(0, 0), (1, 511), (511, 1), (512, 0), (513, 511)] {
            assert_eq!(padding(bytes).len(), padded, "{bytes}");
        }
        assert!(head(&"x".repeat(101), 1, 0).is_none());
        assert!(head("x", 1 << 33, 0).is_none());
    }
}
