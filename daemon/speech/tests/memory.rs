//! What the worst file takes. The test is alone in its process, whose highest memory it reads.

// A test that cannot measure has failed.
#![allow(clippy::expect_used)]

/// The highest memory of this process so far, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("a status");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let mut words = line.expect("the highest memory").split_whitespace();
    let kilobytes: usize = words.nth(1).and_then(|it| it.parse().ok()).expect("kB");
    kilobytes * 1_024
}

#[test]
fn half_an_hour_takes_no_more_than_64_mib() {
    // Silence at 8 kHz and 8 kbit/s: 72 bytes for 72 ms.
    let mut frame = vec![0xFF, 0xE3, 0x18, 0xC4];
    frame.resize(72, 0);
    frame[71] = 1;
    let file = frame.repeat(25_000);
    let before = peak();
    let audio = speech::decode(&file).expect("half an hour of silence");
    let taken = peak() - before;
    assert_eq!(audio.duration().as_secs(), 1_800);
    assert!(taken <= 64 << 20, "{taken} bytes");
    assert!(
        taken >= 16 << 20,
        "{taken} bytes: the measure does not measure"
    );
}
