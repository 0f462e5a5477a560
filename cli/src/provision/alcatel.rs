//! Alcatel-Lucent Enterprise: pages of the H series.

use api::PhoneAccount;
use model::config::{Codec, Srtp};

use super::Spoken;
use super::sheet::{EVENTS, Sheet, Words, port, protection, servers, transport, words};

pub const CODECS: &[Spoken] = &[
    (Codec::Pcma, "PCMA"),
    (Codec::Pcmu, "PCMU"),
    (Codec::G722, "G722"),
    (Codec::G729, "G729"),
    (Codec::Opus, "OPUS"),
];

/// Fills a sheet.
pub fn fill(sheet: &mut Sheet, account: &PhoneAccount, codecs: String) {
    let user = &account.extension;
    sheet.page("Account > Basic", "账号 > 基础");
    sheet.put("Label", "标签", user);
    sheet.put("Display Name", "显示名称", user);
    sheet.put("User Name", "用户名", user);
    sheet.put("Register Name", "注册名称", user);
    sheet.password("Password", "密码");
    sheet.put("Server Address", "服务器地址", &account.domain);
    sheet.put("Server Port", "服务器端口", port(account));
    sheet.put("Register Expires", "注册超时时间", account.expires_s);
    sheet.put("Transport", "传输方式", transport(account));
    backup(sheet, account);
    proxies(sheet, account);
    sheet.page("Account > Codec", "账号 > 编解码");
    sheet.put("Codecs", "编解码", codecs);
    sheet.page("Account > Advanced", "账号 > 高级");
    sheet.put("DTMF Type", "DTMF类型", EVENTS);
    sheet.choose("SRTP", "SRTP", srtp(protection(account)));
}

/// The account is the same at the server that takes over, only the way there is another.
fn backup(sheet: &mut Sheet, account: &PhoneAccount) {
    let (_, Some(second)) = servers(account) else {
        return;
    };
    sheet.put("Backup Server Address", "备用服务器地址", &account.domain);
    sheet.put("Backup Server Port", "备用服务器端口", second.port);
    sheet.put(
        "Backup Register Expires",
        "备用服务器注册超时时间",
        account.expires_s,
    );
    sheet.put("Backup Transport", "备用服务器传输方式", transport(account));
}

fn proxies(sheet: &mut Sheet, account: &PhoneAccount) {
    let (first, second) = servers(account);
    if let Some(first) = first {
        sheet.put("Outbound Proxy Address", "代理服务器地址", &first.host);
        sheet.put("Outbound Proxy Port", "代理服务器端口", first.port);
    }
    if let Some(second) = second {
        sheet.put(
            "Backup Outbound Proxy Address",
            "备用代理服务器地址",
            &second.host,
        );
        sheet.put(
            "Backup Outbound Proxy Port",
            "备用代理服务器端口",
            second.port,
        );
    }
}

const fn srtp(srtp: Srtp) -> Words {
    match srtp {
        Srtp::Off => words("Disabled", "禁用"),
        Srtp::Optional => words("Optional", "可选"),
        Srtp::Required => words("Mandatory", "强制"),
    }
}
