//! Readers by others, each doing the like of ours: it reads the file and looks at time, sender and text of each row. `cargo xtask perf
//! parse --peers` puts them where they are looked for.

use crate::inputs::Input;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A reader by others.
pub(crate) struct Peer {
    /// As the table calls it.
    pub(crate) name: &'static str,
    /// What it reads.
    pub(crate) input: Input,
    /// How many times as long as ours it is to take at least.
    pub(crate) wanted: f64,
    program: Program,
}

enum Program {
    /// A script for Node, its package beside `node_modules`.
    Node(&'static str),
    /// A script for Python.
    Python(&'static str),
    /// A binary, with what it is told before the file.
    Binary(&'static str, &'static [&'static str]),
}

/// All of them. chatpack reads in two ways; ours is compared with either.
pub(crate) const ALL: [Peer; 6] = [
    Peer { name: "whatsapp-chat-parser", input: Input::Whatsapp, wanted: 10.0, program: Program::Node("whatsapp.mjs") },
    Peer { name: "chatpack", input: Input::Whatsapp, wanted: 12.0, program: Program::Binary("chatpack", &["whatsapp", "whole"]) },
    Peer { name: "chatpack", input: Input::Telegram, wanted: 1.3, program: Program::Binary("chatpack", &["telegram", "whole"]) },
    Peer { name: "chatpack streaming", input: Input::Telegram, wanted: 1.3, program: Program::Binary("chatpack", &["telegram", "stream"]) },
    Peer { name: "ijson", input: Input::Wechat, wanted: 4.0, program: Program::Python("chatlab.py") },
    Peer { name: "pandas", input: Input::Alipay, wanted: 2.0, program: Program::Python("alipay.py") },
];

impl Peer {
    /// What runs it on a file; `None` where it isn't installed in this folder.
    pub(crate) fn command(&self, home: &Path, file: &Path) -> Option<Command> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/parse/peers");
        let found = |path: PathBuf| path.exists().then_some(path);
        let mut command = match self.program {
            Program::Node(script) => {
                let package = found(home.join("node_modules").join(self.name))?;
                let mut node = Command::new("node");
                node.arg(scripts.join(script)).arg(package);
                node
            }
            Program::Python(script) => {
                let mut python = Command::new(found(home.join("venv/bin/python"))?);
                python.arg(scripts.join(script));
                python
            }
            Program::Binary(name, told) => {
                let mut binary = Command::new(found(home.join("bin").join(name))?);
                binary.args(told);
                binary
            }
        };
        command.arg(file);
        Some(command)
    }
}
