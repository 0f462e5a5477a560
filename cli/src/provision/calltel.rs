//! CallTel: pages of the CT23.

use api::PhoneAccount;
use model::config::{Codec, Srtp};

use super::Spoken;
use super::sheet::{Sheet, Words, port, protection, servers, transport, words};

pub const CODECS: &[Spoken] = &[
    (Codec::Pcma, "G.711A"),
    (Codec::Pcmu, "G.711U"),
    (Codec::G722, "G.722"),
    (Codec::G729, "G.729AB"),
];

const TICKED: Words = words("ticked", "勾选");
const UNTICKED: Words = words("not ticked", "不勾选");

/// Fills a sheet.
pub fn fill(sheet: &mut Sheet, account: &PhoneAccount, codecs: String) {
    let user = &account.extension;
    sheet.page("SIP > Basic Settings", "SIP > 基本设置");
    sheet.put("Server Address", "服务器地址", &account.domain);
    sheet.put("Server Port", "服务器端口", port(account));
    sheet.put("User Name", "用户名", user);
    sheet.password("Password", "密码");
    sheet.put("Phone Number", "电话号码", user);
    sheet.put("Display Name", "显示名字", user);
    sheet.choose("Enable Registration", "开启注册", TICKED);
    sheet.put("Domain Realm", "本地域名", &account.domain);
    proxies(sheet, account);
    sheet.page("SIP > Advanced Settings", "SIP > SIP高级设置");
    let encrypted = match protection(account) {
        Srtp::Off | Srtp::Optional => UNTICKED,
        Srtp::Required => TICKED,
    };
    sheet.choose("Enable Voice Encryption", "开启语音加密", encrypted);
    sheet.put("Registration Expires", "服务器注册时限", account.expires_s);
    sheet.choose("DTMF Type", "DTMF类型", words("Auto", "自动"));
    sheet.choose("Enable Rport", "开启Rport", TICKED);
    sheet.put("Transport Protocol", "传输协议", transport(account));
    sheet.page("Media", "媒体");
    sheet.put("Codecs", "语音编码", codecs);
}

fn proxies(sheet: &mut Sheet, account: &PhoneAccount) {
    let (first, second) = servers(account);
    if let Some(first) = first {
        sheet.put("Proxy Server Address", "代理服务器地址", &first.host);
        sheet.put("Proxy Server Port", "代理服务器端口", first.port);
        sheet.put("Proxy User", "代理服务器帐号", &account.extension);
        sheet.password("Proxy Password", "代理服务器密码");
    }
    if let Some(second) = second {
        sheet.put(
            "Backup Proxy Server Address",
            "备份代理服务器地址",
            &second.host,
        );
        sheet.put(
            "Backup Proxy Server Port",
            "备份代理服务器端口",
            second.port,
        );
    }
}
