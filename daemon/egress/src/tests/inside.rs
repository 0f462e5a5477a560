//! Nobody gets the center to call what is inside.

use std::net::IpAddr;
use std::sync::Arc;

use model::ask::AskFailure;

use super::{Act, Desk, Names, Server};
use crate::Settings;

/// Names as an attacker has them, or as a cloud and a system know them.
fn names() -> Arc<Names> {
    Names::none()
        .with("localhost", &["::1 127.0.0.1"])
        .with("db.localhost", &["127.0.0.1"])
        .with("loopback.evil.example", &["127.0.0.1"])
        .with("ten.evil.example", &["10.0.0.7"])
        .with("mapped.evil.example", &["::ffff:169.254.169.254"])
        .with("both.evil.example", &["fd00::1 192.168.1.1"])
        .with("metadata.google.internal", &["169.254.169.254"])
        .with("metadata.tencentyun.com", &["169.254.0.23"])
}

/// Each leads inside, or would where somebody reads it less strictly.
const SPELLINGS: [&str; 54] = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "127.000.000.001",
    "0",
    "0.0.0.0",
    "0.0.0.0:80",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "db.localhost",
    "１２７.0.0.1",
    "ⓛocalhost",
    "127。0。0。1",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "2852039166",
    "169.254.43518",
    "168.63.129.16",
    "224.0.0.1",
    "255.255.255.255",
    "loopback.evil.example",
    "ten.evil.example",
    "mapped.evil.example",
    "both.evil.example",
    "metadata.google.internal",
    "metadata.tencentyun.com",
];

/// Whole URLs that are none here.
const URLS: [&str; 12] = [
    "",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:11211/stats",
    "ftp://127.0.0.1/",
    "unix:/run/ccd/ccd.sock",
    "//127.0.0.1/",
    "https://a.example@127.0.0.1/",
    "https://a.example:pass@127.0.0.1/",
    "https://a.example\\@127.0.0.1/",
    "https://127.0.0.1\t.a.example/",
    "https://a.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n",
];

#[tokio::test]
async fn every_spelling_of_what_is_inside_is_refused() {
    let mut desk = Desk::of(&names(), &Settings::default());
    let hosts = SPELLINGS.iter().flat_map(|host| {
        ["http", "https"].map(|scheme| format!("{scheme}://{host}/latest/meta-data/"))
    });
    let urls: Vec<String> = hosts.chain(URLS.map(str::to_owned)).collect();
    for url in &urls {
        assert_eq!(desk.ask(url).await, Err(AskFailure::Refused), "{url}");
    }
    let refused = desk.egress.figures().outcomes["refused"];
    assert_eq!(refused, urls.len() as u64);
}

#[tokio::test]
async fn nothing_is_even_connected_to_inside() {
    let server = Server::start(|_, _| Act::ok("{}")).await;
    let names = names();
    let port = server.address.port();
    let mut desk = Desk::of(&names, &Settings::default());
    for host in ["127.0.0.1", "localhost", "loopback.evil.example"] {
        let reply = desk.ask_with(&format!("http://{host}:{port}/"), 5).await;
        assert_eq!(reply, Err(AskFailure::Refused), "{host}");
    }
    // The same server answers who may call it, and has seen nobody before.
    let mut desk = Desk::new(&names);
    assert!(desk.ask(&server.url("/")).await.is_ok());
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_public_internet_is_not_called_without_tls() {
    let names = Names::none().with("a.example", &["192.0.43.8"]);
    let mut desk = Desk::of(&names, &Settings::default());
    for url in ["http://a.example/", "http://192.0.43.8/"] {
        assert_eq!(desk.ask(url).await, Err(AskFailure::Refused), "{url}");
    }
}

#[tokio::test]
async fn of_the_addresses_of_a_name_only_those_are_called_that_may_be() {
    let (inside, outside) = Server::pair(|_, _| Act::ok("public")).await;
    let names = Names::none().with("a.example", &["127.0.0.2 127.0.0.1"]);
    let reply = Desk::new(&names)
        .ask(&outside.url_of("a.example", "/"))
        .await;
    assert_eq!(reply.as_deref(), Ok("public"));
    assert!(inside.seen().is_empty());
}

/// What a name means is decided once for each connection: whoever changes the answer in between is
/// judged by the answer that is used.
#[tokio::test]
async fn a_name_that_moves_inside_between_two_tries_is_refused() {
    let (inside, outside) = Server::pair(|_, _| Act::status("503 Not", "", b"")).await;
    let names = Names::none().with("a.example", &["127.0.0.1", "127.0.0.2"]);
    let url = outside.url_of("a.example", "/");
    let reply = Desk::new(&names).ask_with(&url, 3).await;
    assert_eq!(reply, Err(AskFailure::Refused));
    assert_eq!(outside.seen().len(), 1);
    assert!(inside.seen().is_empty());
    assert_eq!(names.asked(), ["a.example", "a.example"]);
}

#[tokio::test]
async fn a_name_that_moves_inside_between_two_redirects_is_refused() {
    let (inside, outside) = Server::pair(|_, _| Act::redirect("307 Over", "/there")).await;
    let names = Names::none().with("a.example", &["127.0.0.1", "127.0.0.2"]);
    let reply = Desk::new(&names)
        .ask(&outside.url_of("a.example", "/"))
        .await;
    assert_eq!(reply, Err(AskFailure::Refused));
    assert!(inside.seen().is_empty());
}

#[tokio::test]
async fn the_address_that_was_judged_is_the_one_that_is_called() {
    let server = Server::start(|_, _| Act::ok("{}")).await;
    let names = Names::none().with("a.example", &["127.0.0.1", "10.0.0.1"]);
    let mut desk = Desk::new(&names);
    assert!(desk.ask(&server.url_of("a.example", "/")).await.is_ok());
    assert_eq!(
        names.asked(),
        ["a.example"],
        "asked once for one connection"
    );
    let seen = server.seen().remove(0);
    let host = format!("host: a.example:{}\r\n", server.address.port());
    assert!(seen.contains(&host), "{seen}");
}

#[tokio::test]
async fn a_named_network_opens_itself_and_nothing_else() {
    let mut desk = Desk::new(&names());
    for host in [
        "127.0.0.2",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.0.0.1",
        "0.0.0.0",
    ] {
        let reply = desk.ask(&format!("http://{host}/")).await;
        assert_eq!(reply, Err(AskFailure::Refused), "{host}");
    }
    let allowed: IpAddr = "127.0.0.1".parse().expect("an address");
    let server = Server::start(|_, _| Act::ok("{}")).await;
    assert_eq!(server.address.ip(), allowed);
    assert!(desk.ask(&server.url("/")).await.is_ok());
}

#[tokio::test]
async fn what_is_never_called_is_known_before_and_what_a_name_resolves_to_is_not() {
    let strict = Desk::of(&names(), &Settings::default());
    for (url, told) in [
        (
            "https://10.0.0.7/",
            "10.0.0.7 is not on the public internet",
        ),
        ("https://[::1]:8443/", "::1 is not on the public internet"),
        ("https://localhost/", "--allow-url-network 127.0.0.1"),
        ("https://db.LOCALHOST./", "127.0.0.1 is not on the public"),
        ("http://8.8.8.8/", "8.8.8.8 would be called without TLS"),
        (
            "https://127.1/",
            "its host is neither a name nor an address",
        ),
    ] {
        let why = strict.egress.never_calls(url).expect(url);
        assert!(why.contains(told), "{url}: {why}");
    }
    for url in ["https://8.8.8.8/", "https://ten.evil.example/"] {
        assert_eq!(strict.egress.never_calls(url), None, "{url}");
    }
    let local = Desk::new(&names());
    for url in ["http://127.0.0.1:8080/", "http://localhost/"] {
        assert_eq!(local.egress.never_calls(url), None, "{url}");
    }
}
