//! `cargo xtask app`: from a fresh checkout to the open window.

use crate::steps::{Done, Steps, run, target};
use crate::system::{self, Purpose};
use crate::test::page;
use std::process::Command;

pub(crate) fn app(steps: &mut Steps) -> Done {
    if cfg!(target_os = "linux") && !has_display() {
        println!("There is no display here, so no window can open. Here is a sample dossier as text instead.");
        steps.step("system packages", || system::install(Purpose::Text))?;
        return steps.cargo("sample dossier", &["run", "--release", "--package", "dossier-cli", "--", "demo"], &[]);
    }
    steps.step("system packages", || system::install(Purpose::Window))?;
    page(steps)?;
    let build = ["build", "--release", "--package", "dossier-desktop", "--features", "custom-protocol"];
    steps.cargo("the app (minutes at first, seconds later)", &build, &[])?;
    let app = target().join("release").join(format!("dossier-desktop{}", std::env::consts::EXE_SUFFIX));
    steps.step("the window", || run(&mut Command::new(app)))
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
