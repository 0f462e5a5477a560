use std::time::Duration;

use kernel::{Chance, Mono};

use super::*;
use crate::Credentials;
use crate::message::{Fields, Method, Request, Uri};

const REALM: &str = "center";
const PASSWORD: &str = "s3cret pass";

fn at(seconds: u64) -> Mono {
    Mono::ZERO + Duration::from_secs(seconds)
}

fn verifier() -> Verifier {
    Verifier::new(&mut Chance::from_number(1))
}

/// The one user there is.
fn lookup(name: &str) -> Option<Ha1> {
    (name == "2001").then(|| Ha1::new("2001", REALM, PASSWORD))
}

fn account(username: &str, password: &str) -> Credentials {
    Credentials {
        username: username.into(),
        password: password.into(),
        realm: None,
    }
}

fn register() -> Request {
    Request::new(
        Method::Register,
        Uri::read("sip:center.example:5060").expect("a URI"),
    )
}

/// A REGISTER that answers `challenges`.
fn answering(challenges: &[String], credentials: &Credentials, nc: u32) -> Request {
    let mut request = register();
    let uri = request.uri.to_string();
    let what = (&request.method, uri.as_str(), &b""[..]);
    let challenges = challenges.iter().map(String::as_str);
    let value = answer(challenges, credentials, what, nc, "c0ffee").expect("answerable");
    request.headers.add("Authorization", &value);
    request
}

/// `request` with `from` replaced by `to` in its Authorization.
fn forged(request: &Request, from: &str, to: &str) -> Request {
    let mut request = request.clone();
    let value = request.headers.first("Authorization").expect("answered");
    assert!(value.contains(from), "{value} holds no {from}");
    let value = value.replace(from, to);
    request.headers.set("Authorization", &value);
    request
}

#[test]
fn sha_256_is_offered_before_md5() {
    let challenges = verifier().challenges(at(0), REALM, false);
    let [sha256, md5] = challenges.as_slice() else {
        panic!("{challenges:?}")
    };
    assert!(sha256.starts_with(r#"Digest realm="center", nonce=""#));
    assert!(sha256.ends_with(r#"", algorithm=SHA-256, qop="auth""#));
    assert!(md5.ends_with(r#"", algorithm=MD5, qop="auth""#));
    let stale = verifier().challenges(at(0), REALM, true);
    assert!(
        stale
            .iter()
            .all(|challenge| challenge.ends_with(", stale=true"))
    );
}

#[test]
fn the_right_password_opens_under_either_algorithm() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    for one in [&challenges[..], &challenges[..1], &challenges[1..]] {
        let fresh: Vec<_> = verifier.challenges(at(0), REALM, false);
        let nonce = |challenge: &str| challenge.split('"').nth(3).map(str::to_string);
        let (old, new) = (nonce(&one[0]).expect("one"), nonce(&fresh[0]).expect("one"));
        let offered: Vec<_> = one
            .iter()
            .map(|challenge| challenge.replace(&old, &new))
            .collect();
        let request = answering(&offered, &account("2001", PASSWORD), 1);
        assert_eq!(
            verifier.verify(at(1), REALM, &request, lookup),
            Verdict::Ok("2001".into())
        );
    }
    assert_eq!(verifier.counters().ok, 3);
}

#[test]
fn unknown_user_and_wrong_password_are_one() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    let wrong = answering(&challenges, &account("2001", "guess"), 1);
    let unknown = answering(&challenges, &account("2099", PASSWORD), 1);
    assert_eq!(
        verifier.verify(at(1), REALM, &wrong, lookup),
        Verdict::Wrong
    );
    assert_eq!(
        verifier.verify(at(1), REALM, &unknown, lookup),
        Verdict::Wrong
    );
    // Nor does an old nonce make a difference between them.
    assert_eq!(
        verifier.verify(at(900), REALM, &wrong, lookup),
        Verdict::Wrong
    );
    assert_eq!(
        verifier.verify(at(900), REALM, &unknown, lookup),
        Verdict::Wrong
    );
    assert_eq!(verifier.remembered(), 0);
}

#[test]
fn an_answer_is_good_once() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    let first = answering(&challenges, &account("2001", PASSWORD), 1);
    assert_eq!(
        verifier.verify(at(1), REALM, &first, lookup),
        Verdict::Ok("2001".into())
    );
    assert_eq!(
        verifier.verify(at(2), REALM, &first, lookup),
        Verdict::Replayed
    );
    let second = answering(&challenges, &account("2001", PASSWORD), 2);
    assert_eq!(
        verifier.verify(at(3), REALM, &second, lookup),
        Verdict::Ok("2001".into())
    );
    let third = answering(&challenges, &account("2001", PASSWORD), 3);
    assert_eq!(
        verifier.verify(at(300), REALM, &third, lookup),
        Verdict::Stale
    );
}

#[test]
fn raising_the_count_without_the_password_is_wrong() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    let first = answering(&challenges, &account("2001", PASSWORD), 1);
    let raised = forged(&first, "nc=00000001", "nc=00000002");
    assert_eq!(
        verifier.verify(at(1), REALM, &raised, lookup),
        Verdict::Wrong
    );
}

#[test]
fn an_answer_is_bound_to_method_uri_and_realm() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    let good = answering(&challenges, &account("2001", PASSWORD), 1);

    let mut elsewhere = good.clone();
    elsewhere.uri = Uri::sip("0900123", "center.example", Some(5060));
    assert_eq!(
        verifier.verify(at(1), REALM, &elsewhere, lookup),
        Verdict::Malformed
    );

    let mut other = good.clone();
    other.method = Method::Invite;
    assert_eq!(
        verifier.verify(at(1), REALM, &other, lookup),
        Verdict::Wrong
    );

    assert_eq!(
        verifier.verify(at(1), "other", &good, lookup),
        Verdict::Missing
    );

    let mut with_transport = good;
    with_transport.uri.params.set("transport", "udp");
    let verdict = verifier.verify(at(1), REALM, &with_transport, lookup);
    assert_eq!(verdict, Verdict::Ok("2001".into()));
}

#[test]
fn what_is_no_full_answer_is_malformed_or_missing() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    let good = answering(&challenges, &account("2001", PASSWORD), 1);
    let forgeries = [
        ("qop=auth", "qop=auth-int"),
        ("qop=auth, ", ""),
        ("nc=00000001", "nc=0000000g"),
        ("nc=00000001", "nc=+1"),
        ("nc=00000001", "nc=000000001"),
        ("nc=00000001, ", ""),
        ("algorithm=SHA-256", "algorithm=SHA-512"),
        ("username=\"2001\"", "username=\"2001\", username=\"2002\""),
        ("username=\"2001\", ", ""),
        ("uri=\"sip:center", "uri=\"center"),
    ];
    for (from, to) in forgeries {
        let request = forged(&good, from, to);
        let verdict = verifier.verify(at(1), REALM, &request, lookup);
        assert_eq!(verdict, Verdict::Malformed, "{from} -> {to}");
    }
    for value in [
        "",
        "Digest",
        "Basic MjAwMTp4",
        "NoOneKnowsThisScheme opaque-data=here",
    ] {
        let mut request = register();
        request.headers.add("Authorization", value);
        assert_eq!(
            verifier.verify(at(1), REALM, &request, lookup),
            Verdict::Missing,
            "{value}"
        );
    }
    assert_eq!(
        verifier.verify(at(1), REALM, &register(), lookup),
        Verdict::Missing
    );
    assert_eq!(
        verifier.verify(at(1), REALM, &good, lookup),
        Verdict::Ok("2001".into())
    );
}

#[test]
fn the_answer_meant_for_us_is_found_among_others() {
    let mut verifier = verifier();
    let challenges = verifier.challenges(at(0), REALM, false);
    let good = answering(&challenges, &account("2001", PASSWORD), 1);
    let mut request = register();
    request.headers.add(
        "Authorization",
        "Digest realm=\"elsewhere\", username=\"x\"",
    );
    let ours = good.headers.first("Authorization").expect("answered");
    request.headers.add("Authorization", ours);
    assert_eq!(
        verifier.verify(at(1), REALM, &request, lookup),
        Verdict::Ok("2001".into())
    );
}

/// What `answer` says to one challenge, for a REGISTER or an INVITE with a body.
fn said(challenge: &str, method: Method, uri: &str, body: &[u8], nc: u32) -> Option<String> {
    answer(
        [challenge],
        &account("2001", PASSWORD),
        (&method, uri, body),
        nc,
        "c0ffee",
    )
}

// The sums in the following tests were computed with Python's hashlib.

#[test]
fn answers_with_qop_auth() {
    let challenge =
        r#"Digest realm="center",nonce="abcdef0123456789",qop="auth-int,auth",opaque="o p""#;
    let uri = "sip:center.example:5060";
    let md5 = said(challenge, Method::Register, uri, b"", 7).expect("answerable");
    assert_eq!(
        md5,
        "Digest username=\"2001\", realm=\"center\", nonce=\"abcdef0123456789\", \
         uri=\"sip:center.example:5060\", response=\"68beee1c8e3cca677c3b3902ce516b0a\", \
         opaque=\"o p\", qop=auth, nc=00000007, cnonce=\"c0ffee\""
    );
    let sha256 = format!("{challenge}, algorithm=sha-256");
    let sha256 = said(&sha256, Method::Register, uri, b"", 7).expect("answerable");
    assert!(sha256.contains(
        "response=\"fb254482e930e6a176b884297fa20f3155d4fe0d82ea0b66a40b6e14763a4c9a\", \
         algorithm=SHA-256"
    ));
}

#[test]
fn answers_with_qop_auth_int_if_nothing_else_is_offered() {
    let challenge = r#"Digest realm="center", nonce="abcdef0123456789", qop=auth-int"#;
    let uri = "sip:5551000@carrier.example";
    let value = said(challenge, Method::Invite, uri, b"v=0\r\n", 1).expect("answerable");
    assert!(value.contains("response=\"1e8d4add408c0a535067e157ee747ceb\""));
    assert!(value.contains("qop=auth-int, nc=00000001"));
}

#[test]
fn answers_without_qop() {
    let challenge = r#"Digest realm="center", nonce="abcdef0123456789", algorithm=MD5"#;
    let uri = "sip:5551000@carrier.example";
    let value = said(challenge, Method::Invite, uri, b"v=0\r\n", 1).expect("answerable");
    assert!(value.contains("response=\"3eb057c1cdfda979d36ed7a7c844ba09\""));
    assert!(!value.contains("nc=") && !value.contains("cnonce"));
}

#[test]
fn the_strongest_known_challenge_is_answered() {
    let offers = [
        r#"Basic realm="center""#,
        r#"Digest realm="center", nonce="m", algorithm=MD5, qop="auth""#,
        r#"Digest realm="center", nonce="x", algorithm=SHA-512-256, qop="auth""#,
        r#"Digest realm="center", nonce="s", algorithm=SHA-256, qop="auth", Digest realm="center", nonce="t", algorithm=SHA-256"#,
    ];
    let what = (&Method::Register, "sip:center.example", &b""[..]);
    let value = answer(offers, &account("2001", PASSWORD), what, 1, "c").expect("answerable");
    assert!(value.contains("nonce=\"s\"") && value.contains("algorithm=SHA-256"));
    for unknown in [
        r#"Basic realm="center""#,
        r#"Digest realm="c", nonce="n", algorithm=MD5-sess"#,
        "",
    ] {
        assert_eq!(
            said(unknown, Method::Register, "sip:c", b"", 1),
            None,
            "{unknown}"
        );
    }
    for odd in [
        r#"Digest realm="c", nonce="n", qop="token""#,
        r#"Digest nonce="n""#,
    ] {
        assert_eq!(said(odd, Method::Register, "sip:c", b"", 1), None, "{odd}");
    }
}

#[test]
fn quotes_in_names_survive_both_ways() {
    let mut verifier = verifier();
    let realm = r#"the "center" \ one"#;
    let name = r#"a"b\c"#;
    let known = |asked: &str| (asked == name).then(|| Ha1::new(name, realm, PASSWORD));
    let challenges = verifier.challenges(at(0), realm, false);
    let request = answering(&challenges, &account(name, PASSWORD), 1);
    assert_eq!(
        verifier.verify(at(1), realm, &request, known),
        Verdict::Ok(name.into())
    );
}

#[test]
fn a_kept_password_is_the_same_password() {
    let ha1 = Ha1::new("2001", REALM, PASSWORD);
    let (md5, sha256) = ha1.sums();
    assert_eq!((md5.len(), sha256.len()), (32, 64));
    assert_eq!(Ha1::from_sums(md5, sha256), ha1);
    assert!(!format!("{ha1:?}").contains(md5));
}

/// Whatever a peer writes into its headers is judged, and never let in by accident: each part of a
/// right answer, up to 40 characters long, becomes each character that means something there.
#[test]
fn no_damaged_answer_is_taken() {
    let good = answering(&challenged(&mut verifier()), &account("2001", PASSWORD), 1);
    let value = good
        .headers
        .first("Authorization")
        .expect("answered")
        .to_string();
    let mut asked = verifier();
    challenged(&mut asked);
    for damaged in damages(&value) {
        let mut request = good.clone();
        request.headers.set("Authorization", &damaged);
        if let Verdict::Ok(user) = asked.verify(at(1), REALM, &request, lookup) {
            // Only what remains the same answer in another spelling is taken.
            assert_eq!(user, "2001", "{damaged}");
            assert_eq!(
                response_digits(&damaged),
                response_digits(&value),
                "{damaged}"
            );
            // An answer is taken once: the next spelling is judged as if it were the first.
            asked = verifier();
            challenged(&mut asked);
        }
    }
}

fn challenged(verifier: &mut Verifier) -> Vec<String> {
    verifier.challenges(at(0), REALM, false)
}

fn damages(value: &str) -> impl Iterator<Item = String> + '_ {
    let spots = (0..value.len())
        .flat_map(|from| (from..(from + 40).min(value.len())).map(move |to| from..to));
    spots.flat_map(move |spot| {
        let puts = "\"\\,=; \t0aZ<>\x7f".chars();
        puts.map(move |put| {
            let mut damaged = value.to_string();
            damaged.replace_range(spot.clone(), put.encode_utf8(&mut [0; 4]));
            damaged
        })
    })
}

/// The digits of `response`, whatever blanks are around `=`; a backslash before a digit is that digit.
fn response_digits(header: &str) -> Option<String> {
    let plain = header.replace(['\\', ' ', '\t'], "");
    plain
        .split("response=\"")
        .nth(1)?
        .get(..64)
        .map(str::to_string)
}

proptest::proptest! {
    /// Any challenge is answered or passed over.
    #[test]
    fn any_challenge_is_answered_or_passed_over(
        text in "(Digest |Basic )?(realm|nonce|qop|algorithm|x)?=?[\"\\\\,=a-z ]{0,12}(, ?nonce=\"?n\"?)?(, realm=\"r\")?",
    ) {
        let answered = said(&text, Method::Invite, "sip:h", b"", 1);
        proptest::prop_assert!(answered.is_none_or(|value| value.starts_with("Digest username=")));
    }
}
