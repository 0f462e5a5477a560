//! The resolver against name servers of the test's own.

use std::net::{SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::time::Duration;

use simple_dns::rdata::{A, RData, SRV};
use simple_dns::{CLASS, Name, Packet, RCODE, ResourceRecord};
use switch::{Found, Lookup};

use super::Resolver;

/// A name server that answers so many questions and ends.
fn server(
    questions: usize,
    answer: impl Fn(&str, Packet<'_>) -> Vec<u8> + Send + 'static,
) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let address = socket.local_addr().expect("an address");
    socket
        .set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a limit");
    std::thread::spawn(move || {
        let mut buffer = [0; 512];
        for _ in 0..questions {
            let Ok((length, from)) = socket.recv_from(&mut buffer) else {
                return;
            };
            let asked = Packet::parse(&buffer[..length]).expect("a question");
            let question = &asked.questions[0];
            let text = format!("{} {:?}", question.qname, question.qtype);
            let reply = answer(&text, asked.clone().into_reply());
            socket.send_to(&reply, from).expect("sent");
        }
    });
    address
}

fn resolver(servers: Vec<SocketAddr>) -> Resolver {
    Resolver {
        resolv_conf: PathBuf::from("/nowhere"),
        hosts: PathBuf::from("/nowhere"),
        servers,
        patience: Duration::from_millis(500),
        ipv6: false,
    }
}

fn lookup(host: &str, port: Option<u16>) -> Lookup {
    Lookup {
        host: host.to_owned(),
        port,
        transport: sip::Transport::Udp,
    }
}

fn record(name: &'static str, ttl: u32, rdata: RData<'static>) -> ResourceRecord<'static> {
    ResourceRecord::new(Name::new_unchecked(name), CLASS::IN, ttl, rdata)
}

fn address(last: u8) -> RData<'static> {
    RData::A(A {
        address: u32::from_be_bytes([192, 0, 2, last]),
    })
}

fn service(priority: u16, weight: u16, port: u16, target: &'static str) -> RData<'static> {
    RData::SRV(SRV {
        priority,
        weight,
        port,
        target: Name::new_unchecked(target),
    })
}

fn with(mut reply: Packet<'_>, records: Vec<ResourceRecord<'static>>) -> Vec<u8> {
    reply.answers = records;
    reply.build_bytes_vec().expect("an answer")
}

fn texts(found: &Found) -> Vec<String> {
    found.addresses.iter().map(ToString::to_string).collect()
}

/// Two servers of one carrier, the second of which is for when the first is not there.
fn carrier(asked: &str, reply: Packet<'_>) -> Vec<u8> {
    let records = match asked.split(' ').next() {
        Some("_sip._udp.carrier.example") => vec![
            record(
                "_sip._udp.carrier.example",
                300,
                service(20, 1, 5062, "b.carrier.example"),
            ),
            record(
                "_sip._udp.carrier.example",
                300,
                service(10, 1, 5061, "a.carrier.example"),
            ),
        ],
        Some("a.carrier.example") => vec![record("a.carrier.example", 60, address(1))],
        Some("b.carrier.example") => vec![record("b.carrier.example", 90, address(2))],
        Some("plain.example") => vec![record("plain.example", 30, address(3))],
        _ => {
            let mut nothing = reply;
            *nothing.rcode_mut() = RCODE::NameError;
            return nothing.build_bytes_vec().expect("an answer");
        }
    };
    with(reply, records)
}

#[test]
fn without_a_port_the_servers_come_in_the_order_of_srv_for_as_long_as_the_shortest_holds() {
    let resolver = resolver(vec![server(3, carrier)]);
    let found = resolver
        .resolve(&lookup("carrier.example", None))
        .expect("found");
    assert_eq!(texts(&found), ["192.0.2.1:5061", "192.0.2.2:5062"]);
    assert_eq!(found.lifetime, Duration::from_secs(60));
}

#[test]
fn with_a_port_or_without_srv_the_addresses_of_the_name_count() {
    let resolver = resolver(vec![server(3, carrier)]);
    let found = resolver
        .resolve(&lookup("plain.example", Some(5080)))
        .expect("found");
    assert_eq!(texts(&found), ["192.0.2.3:5080"]);
    let found = resolver
        .resolve(&lookup("plain.example", None))
        .expect("found");
    assert_eq!(texts(&found), ["192.0.2.3:5060"]);
}

#[test]
fn a_name_that_is_not_there_is_told_so() {
    let resolver = resolver(vec![server(1, carrier)]);
    let none = resolver.resolve(&lookup("nobody.example", Some(5060)));
    assert_eq!(none, Err("there is no such name".to_owned()));
}

#[test]
fn the_next_name_server_is_asked_where_one_is_silent_or_cannot() {
    let silent = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let broken = server(1, |_, mut reply| {
        *reply.rcode_mut() = RCODE::ServerFailure;
        reply.build_bytes_vec().expect("an answer")
    });
    let servers = vec![
        silent.local_addr().expect("an address"),
        broken,
        server(1, carrier),
    ];
    let found = resolver(servers).resolve(&lookup("plain.example", Some(1)));
    assert_eq!(texts(&found.expect("found")), ["192.0.2.3:1"]);
}

#[test]
fn an_answer_to_another_question_is_none() {
    let forger = server(2, |_, mut reply| {
        reply.set_id(reply.id().wrapping_add(1));
        with(reply, vec![record("plain.example", 30, address(66))])
    });
    let none = resolver(vec![forger]).resolve(&lookup("plain.example", Some(1)));
    assert_eq!(
        none,
        Err(format!("no answer from the name server {forger}"))
    );
}

#[test]
fn the_machines_own_file_goes_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let hosts = folder.path().join("hosts");
    std::fs::write(
        &hosts,
        "# names\n192.0.2.9 pbx PBX.example # ours\n::1 pbx\n",
    )
    .expect("written");
    let mut resolver = resolver(vec![server(0, carrier)]);
    resolver.hosts = hosts;
    let found = resolver
        .resolve(&lookup("pbx.example", None))
        .expect("found");
    assert_eq!(texts(&found), ["192.0.2.9:5060"]);
    let conf = folder.path().join("resolv.conf");
    std::fs::write(
        &conf,
        "search example\nnameserver 192.0.2.53\nnameserver fe80::1%eth0\n",
    )
    .expect("written");
    assert_eq!(
        super::hosts::name_servers(&conf),
        ["192.0.2.53:53".parse().expect("one")]
    );
}
