//! Trunks of every mode and the numbers on them, made by chance.

use model::config::{
    Dtmf, Gateway, Mode, Number, NumberForm, Numbering, Onward, Register, Secret, Transport, Trunk,
    Ways, Whose,
};
use model::{DialString, IvrName, Name, Span};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A number on a trunk with something besides.
pub fn number(trunk: Name, ivr: IvrName, n: usize) -> Number {
    let direction = [Ways::Both, Ways::In, Ways::Out];
    Number {
        direction: direction[n % 3],
        outbound_channels: n as u32 % 20 + 1,
        area_code: ["", "021", "0755"][n % 3].to_owned(),
        send_prefix: ["", "77", "9"].map(|it| DialString::new(it).ok())[n % 3].clone(),
        ..Number::on(trunk, ivr)
    }
}

/// A trunk.
pub fn trunk() -> impl Strategy<Value = Trunk> {
    let accounts = (option::of(register()), option::of(gateway()), 0..200_u64);
    (
        server(),
        vec(network(), 0..3),
        option::of(1..100_u32),
        (super::center::codecs(), super::center::srtp()),
        accounts,
        numbering(),
    )
        .prop_map(
            |(address, allow, channels, (codecs, srtp), (register, gateway, probe), numbering)| {
                let (mode, gateway) = match (&register, gateway) {
                    (Some(_), _) => (Mode::Register, None),
                    (None, Some(gateway)) => (Mode::Gateway, Some(gateway)),
                    (None, None) => (Mode::Peer, None),
                };
                let is_peer = mode == Mode::Peer;
                Trunk {
                    mode,
                    address: if gateway.is_some() {
                        String::new()
                    } else {
                        address
                    },
                    allow,
                    transport: Transport::ALL[channels.unwrap_or(0) as usize % 3],
                    channels,
                    codecs,
                    dtmf: Dtmf::Inband,
                    srtp,
                    probe: if is_peer {
                        Span::seconds(probe)
                    } else {
                        Trunk::PROBE
                    },
                    keep_alive: match channels {
                        Some(seconds) if seconds % 3 > 0 && mode != Mode::Gateway => {
                            Span::seconds(seconds.into())
                        }
                        _ => Span::default(),
                    },
                    register,
                    gateway,
                    numbering,
                }
            },
        )
}

fn numbering() -> impl Strategy<Value = Numbering> {
    let headers = Just(Whose::ALL.to_vec()).prop_shuffle();
    let caller_id = (headers, 0..=3_usize).prop_map(|(all, count)| all[..count].to_vec());
    let form = proptest::sample::select(NumberForm::ALL.map(|(form, _)| form).to_vec());
    let digits = || option::of("0[0-9]{2,3}".prop_map(|it| DialString::new(&it).expect("digits")));
    let identity = proptest::sample::select(Whose::ALL.to_vec());
    let forwarded = proptest::sample::select(Onward::ALL.map(|(header, _)| header).to_vec());
    (caller_id, (identity, forwarded), form, digits(), digits()).prop_map(
        |(caller_id, (identity, forwarded), form, area_code, send_prefix)| Numbering {
            caller_id,
            identity,
            forwarded,
            form,
            area_code,
            send_prefix,
        },
    )
}

fn server() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        any::<std::net::Ipv4Addr>().prop_map(|ip| ip.to_string()),
        any::<std::net::Ipv6Addr>().prop_map(|ip| format!("[{ip}]")),
        Just("sip.example.com".to_owned()),
    ];
    let place = (host, 1..u16::MAX).prop_map(|(host, port)| format!("{host}:{port}"));
    prop_oneof![3 => place, 1 => Just("sip.example.com".to_owned())]
}

fn network() -> impl Strategy<Value = ipnet::IpNet> {
    (any::<std::net::Ipv4Addr>(), 0..=32_u8).prop_map(|(ip, bits)| {
        let net = format!("{ip}/{bits}")
            .parse::<ipnet::IpNet>()
            .expect("a network");
        net.trunc()
    })
}

fn register() -> impl Strategy<Value = Register> {
    let servers = (option::of(server()), vec(server(), 0..3));
    (
        "[a-z0-9+]{1,9}",
        option::of("[a-z]{1,9}"),
        servers,
        60..86_400_u64,
    )
        .prop_map(
            |(username, realm, (outbound_proxy, backup_servers), expires)| Register {
                username,
                password: Secret::Env("CARRIER".to_owned()),
                realm,
                outbound_proxy,
                backup_servers,
                expires: Span::seconds(expires),
            },
        )
}

fn gateway() -> impl Strategy<Value = Gateway> {
    ("[a-z]{9}", any::<bool>()).prop_map(|(username, known)| Gateway {
        username,
        password: known.then(|| Secret::File("keys/a".into())),
    })
}
