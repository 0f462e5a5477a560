//! Frames survive, and nothing else passes for one.

use proptest::prelude::*;

use crate::{Frame, HEADER, Kind, Reader, Seq, Why, encode, encode_checkpoint};

fn stream(payloads: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (number, payload) in (1..).zip(payloads) {
        encode(Seq::new(number), 0, payload, &mut bytes);
    }
    bytes
}

fn good<'a>(bytes: &'a [u8]) -> Vec<Frame<'a>> {
    Reader::new(bytes).filter_map(Result::ok).collect()
}

fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
    proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 0..8)
}

proptest! {
    #[test]
    fn what_was_framed_is_read_back(payloads in payloads()) {
        let bytes = stream(&payloads);
        let read: Vec<_> = Reader::new(&bytes).collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(read.iter().map(|frame| frame.payload.to_vec()).collect::<Vec<_>>(), payloads);
        prop_assert!((1..).zip(&read).all(|(number, frame)| frame.seq == Seq::new(number)));
    }

    #[test]
    fn any_cut_leaves_a_prefix(payloads in payloads(), cut in any::<prop::sample::Index>()) {
        let bytes = stream(&payloads);
        let cut = cut.index(bytes.len() + 1);
        let mut whole = 0;
        let mut end = 0;
        for payload in &payloads {
            if end + HEADER + payload.len() > cut {
                break;
            }
            end += HEADER + payload.len();
            whole += 1;
        }
        let mut reader = Reader::new(&bytes[..cut]);
        let items: Vec<_> = reader.by_ref().collect();
        prop_assert_eq!(items.iter().filter(|item| item.is_ok()).count(), whole);
        prop_assert_eq!(reader.good_end(), end as u64);
        let torn: Vec<_> = items.iter().filter_map(|item| item.as_ref().err()).collect();
        prop_assert_eq!(torn.len(), usize::from(cut > end));
        prop_assert!(torn.iter().all(|damage| damage.tail && damage.offset == end as u64));
    }

    #[test]
    fn any_turned_bit_is_reported_and_costs_one_entry(
        payloads in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 1..8),
        bit in any::<prop::sample::Index>(),
    ) {
        let mut bytes = stream(&payloads);
        let bit = bit.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let items: Vec<_> = Reader::new(&bytes).collect();
        prop_assert!(items.iter().any(Result::is_err));
        prop_assert_eq!(items.iter().filter(|item| item.is_ok()).count(), payloads.len() - 1);
    }

    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(good(&bytes).is_empty());
    }

    #[test]
    fn pieces_of_frames_never_pass_for_frames(
        pieces in proptest::collection::vec((0usize..70, 0usize..70), 0..20),
    ) {
        let whole = stream(&[vec![7; 9], vec![8; 13]]);
        let bytes: Vec<u8> =
            pieces.iter().flat_map(|(from, to)| whole.get(*from..*to).unwrap_or_default()).copied().collect();
        for frame in good(&bytes) {
            prop_assert!(frame.payload == [7; 9] || frame.payload == [8; 13]);
        }
    }
}

#[test]
fn a_length_beyond_the_limit_is_not_believed() {
    let mut bytes = Vec::new();
    encode(Seq::new(1), 0, b"a", &mut bytes);
    bytes[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    let sum = crc32fast::hash(&bytes[..24]);
    bytes[24..28].copy_from_slice(&sum.to_le_bytes());
    let damage = Reader::new(&bytes).next().unwrap().unwrap_err();
    assert_eq!((damage.why, damage.tail), (Why::Header, true));
}

#[test]
fn a_frame_inside_the_payload_of_a_torn_entry_is_not_an_entry() {
    let mut forged = Vec::new();
    encode(Seq::new(2), 0, b"forged", &mut forged);
    forged.extend([0; 50]);
    let mut bytes = Vec::new();
    encode(Seq::new(1), 0, b"first", &mut bytes);
    encode(Seq::new(2), 0, &forged, &mut bytes);
    bytes.truncate(bytes.len() - 1);
    let items: Vec<_> = Reader::new(&bytes).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].unwrap().payload, b"first");
    assert!(items[1].unwrap_err().tail);
}

#[test]
fn missing_and_repeated_numbers_are_reported() {
    let mut bytes = Vec::new();
    encode_checkpoint(Seq::new(4), b"state", &mut bytes);
    encode(Seq::new(7), 0, b"seven", &mut bytes);
    encode(Seq::new(7), 0, b"again", &mut bytes);
    encode(Seq::new(8), 0, b"eight", &mut bytes);
    let items: Vec<_> = Reader::new(&bytes).collect();
    assert_eq!(items[0].unwrap().kind, Kind::Checkpoint);
    let missing = Why::Missing {
        expected: Seq::new(5),
        found: Seq::new(7),
    };
    assert_eq!(items[1].unwrap_err().why, missing);
    assert_eq!(items[2].unwrap().payload, b"seven");
    let order = Why::Order {
        last: Seq::new(7),
        found: Seq::new(7),
    };
    assert_eq!(items[3].unwrap_err().why, order);
    assert_eq!(items[4].unwrap().payload, b"eight");
}
