//! Flyingvoice: pages of its desk phones.

use api::PhoneAccount;
use model::config::{Codec, Srtp};

use super::Spoken;
use super::sheet::{EVENTS, Sheet, Words, port, protection, servers, transport, words};

pub const CODECS: &[Spoken] = &[
    (Codec::Pcma, "G.711A"),
    (Codec::Pcmu, "G.711U"),
    (Codec::G722, "G.722"),
    (Codec::G729, "G.729"),
    (Codec::Opus, "OPUS"),
];

/// Fills a sheet.
pub fn fill(sheet: &mut Sheet, account: &PhoneAccount, codecs: String) {
    let user = &account.extension;
    sheet.page("Account > Basic", "账号 > 基本");
    sheet.put("Display Name", "显示名称", user);
    sheet.put("Register Account", "注册账户", user);
    sheet.put("Authentication Name", "认证名称", user);
    sheet.password("Password", "密码");
    sheet.put("Register Server", "注册服务器", &account.domain);
    sheet.put("Register Server Port", "注册服务器端口", port(account));
    proxies(sheet, account);
    sheet.put("Transport", "传输方式", transport(account));
    sheet.put("Register Expires", "注册有效期", account.expires_s);
    sheet.page("Account > Audio", "账号 > 音频");
    sheet.put("Audio Codecs", "语音编码", codecs);
    sheet.put("DTMF Type", "DTMF类型", EVENTS);
    sheet.choose("SRTP", "SRTP加密", srtp(protection(account)));
}

fn proxies(sheet: &mut Sheet, account: &PhoneAccount) {
    let (first, second) = servers(account);
    if let Some(first) = first {
        sheet.put("Proxy Server", "代理服务器", &first.host);
        sheet.put("Proxy Server Port", "代理服务器端口", first.port);
    }
    if let Some(second) = second {
        sheet.put("Backup Proxy Server", "备份代理服务器", &second.host);
        sheet.put(
            "Backup Proxy Server Port",
            "备份代理服务器端口",
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
