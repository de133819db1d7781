//! chatpack on one file: `chatpack whatsapp|telegram whole|stream FILE`.

use chatpack::parser::{Platform, create_parser, create_streaming_parser};
use std::path::Path;

fn main() {
    let told: Vec<String> = std::env::args().skip(1).collect();
    let platform = if told[0] == "telegram" { Platform::Telegram } else { Platform::WhatsApp };
    let file = Path::new(&told[2]);
    println!("ready");
    let mut lines = std::io::stdin().lines();
    lines.next();
    let is_whole = |m: &chatpack::Message| m.timestamp.is_some() && !m.sender.is_empty() && !m.content.is_empty();
    let count = match told[1].as_str() {
        "whole" => create_parser(platform).parse(file).unwrap().iter().filter(|m| is_whole(m)).count(),
        _ => create_streaming_parser(platform).stream(file).unwrap().filter(|m| m.as_ref().is_ok_and(is_whole)).count(),
    };
    println!("{count}");
    lines.next();
}
