//! Yealink: pages of the T3, T4 and T5 series.

use api::PhoneAccount;
use model::config::{Codec, Srtp};

use super::Spoken;
use super::sheet::{ENABLED, EVENTS, Sheet, Words, port, protection, servers, transport, words};

pub const CODECS: &[Spoken] = &[
    (Codec::Pcma, "PCMA"),
    (Codec::Pcmu, "PCMU"),
    (Codec::G722, "G722"),
    (Codec::G729, "G729"),
    (Codec::Opus, "opus"),
];

/// Fills a sheet.
pub fn fill(sheet: &mut Sheet, account: &PhoneAccount, codecs: String) {
    let user = &account.extension;
    sheet.page("Account > Register", "账户 > 注册");
    sheet.choose("Line Active", "线路激活", ENABLED);
    sheet.put("Label", "标签", user);
    sheet.put("Display Name", "显示名", user);
    sheet.put("Register Name", "注册名", user);
    sheet.put("User Name", "用户名", user);
    sheet.password("Password", "密码");
    sheet.put(
        "SIP Server 1: Server Host",
        "SIP服务器1：服务器主地址",
        &account.domain,
    );
    sheet.put("SIP Server 1: Port", "SIP服务器1：端口", port(account));
    sheet.put(
        "SIP Server 1: Transport",
        "SIP服务器1：传输",
        transport(account),
    );
    sheet.put(
        "SIP Server 1: Server Expires",
        "SIP服务器1：有效期",
        account.expires_s,
    );
    proxies(sheet, account);
    sheet.page("Account > Codec", "账户 > 编码");
    sheet.put("Enable Codecs", "已启用的编码", codecs);
    sheet.page("Account > Advanced", "账户 > 高级");
    sheet.put("DTMF Type", "DTMF类型", EVENTS);
    sheet.choose(
        "RTP Encryption(SRTP)",
        "语音加密(SRTP)",
        srtp(protection(account)),
    );
}

fn proxies(sheet: &mut Sheet, account: &PhoneAccount) {
    let (first, second) = servers(account);
    sheet.choose(
        "Enable Outbound Proxy Server",
        "启用Outbound代理服务器",
        ENABLED,
    );
    if let Some(first) = first {
        sheet.put(
            "Outbound Proxy Server 1",
            "Outbound代理服务器1",
            &first.host,
        );
        sheet.put(
            "Outbound Proxy Server 1: Port",
            "Outbound代理服务器1：端口",
            first.port,
        );
    }
    if let Some(second) = second {
        sheet.put(
            "Outbound Proxy Server 2",
            "Outbound代理服务器2",
            &second.host,
        );
        sheet.put(
            "Outbound Proxy Server 2: Port",
            "Outbound代理服务器2：端口",
            second.port,
        );
    }
}

const fn srtp(srtp: Srtp) -> Words {
    match srtp {
        Srtp::Off => words("Disabled", "禁用"),
        Srtp::Optional => words("Optional", "可选"),
        Srtp::Required => words("Compulsory", "强制"),
    }
}
