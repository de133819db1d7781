//! The app as a screen reader meets it: over the accessibility bus (AT-SPI 2), which its lock lets through as it is no network. What
//! is on the screen is asked for by role and name, and pressed by them.

use crate::desk::until;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Roles of AT-SPI (`AtspiRole`) that a person can do something with.
const CONTROLS: [u64; 12] = [7, 11, 37, 40, 43, 44, 51, 52, 62, 79, 88, 129];
const HEADING: u64 = 83;
/// A page nests by far less deep.
const DEEPEST: usize = 64;

/// Something that the app says is there.
#[derive(Debug)]
pub(crate) struct Thing {
    at: Address,
    role: u64,
    pub(crate) name: String,
}

impl Thing {
    /// Whether a person can do something with it.
    pub(crate) fn is_control(&self) -> bool {
        CONTROLS.contains(&self.role)
    }
}

/// Owner and path on the bus.
type Address = (String, String);

/// A screen reader on a desk.
pub(crate) struct Reader {
    bus: String,
    /// Where the web page begins, whose process speaks for itself.
    page: Address,
}

impl Reader {
    /// Comes to a desk on which the app is running.
    pub(crate) fn at(desk: &Path) -> Reader {
        let session = fs::read_to_string(desk.join("bus")).unwrap();
        let told =
            until("the accessibility bus", || call(&session, &at("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress", &[]));
        let bus = told[0].as_str().unwrap().to_owned();
        let page = until("the page on the accessibility bus", || {
            let mut path = vec![at("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")];
            // Down through the window's frames, each of which holds one thing: the last is of the page's process.
            while let Some(child) = path.last().and_then(|last| accessible(&bus, last, "GetChildAtIndex", &["i", "0"])) {
                let child = address(&child[0])?;
                if child.1.contains("/webkit/") {
                    return Some(child);
                }
                path.push(child);
            }
            None
        });
        Reader { bus, page }
    }

    /// All that is on the screen now, from the top. What goes while it is asked for is left out.
    pub(crate) fn things(&self) -> Vec<Thing> {
        let mut order = Vec::new();
        self.below(self.page.clone(), 0, &mut order);
        // Asked for after the walk: only what was walked to is in it.
        let known = call(&self.bus, &(self.page.0.clone(), "/org/a11y/atspi/cache".to_owned()), "org.a11y.atspi.Cache", "GetItems", &[]);
        let known: HashMap<String, (u64, String)> =
            known.iter().flat_map(|told| told[0].as_array().into_iter().flatten()).filter_map(item).collect();
        order.into_iter().filter_map(|at| known.get(&at.1).map(|(role, name)| Thing { role: *role, name: name.clone(), at })).collect()
    }

    /// Waits for a control whose name begins so, and does what it does.
    pub(crate) fn press(&self, name: &str) {
        until(name, || {
            let control = self.things().into_iter().find(|thing| thing.is_control() && thing.name.starts_with(name))?;
            call(&self.bus, &control.at, "org.a11y.atspi.Action", "DoAction", &["i", "0"]).filter(|done| done[0] == true)
        });
    }

    /// What the screen is called: its heading of the first level.
    pub(crate) fn title(&self, things: &[Thing]) -> Option<String> {
        let level = |thing: &Thing| accessible(&self.bus, &thing.at, "GetAttributes", &[]).map(|told| told[0]["level"] == "1");
        things.iter().find(|thing| thing.role == HEADING && level(thing) == Some(true)).map(|thing| thing.name.clone())
    }

    fn below(&self, at: Address, depth: usize, found: &mut Vec<Address>) {
        let children = accessible(&self.bus, &at, "GetChildren", &[]);
        found.push(at);
        if depth < DEEPEST {
            for child in children.iter().flat_map(|told| told[0].as_array().into_iter().flatten()).filter_map(address) {
                self.below(child, depth + 1, found);
            }
        }
    }
}

fn at(owner: &str, path: &str) -> Address {
    (owner.to_owned(), path.to_owned())
}

fn address(told: &Value) -> Option<Address> {
    Some(at(told[0].as_str()?, told[1].as_str()?))
}

/// Path, role and name of an entry `((so)(so)(so)iiassusau)` of what the page's process knows.
fn item(told: &Value) -> Option<(String, (u64, String))> {
    Some((told[0][1].as_str()?.to_owned(), (told[7].as_u64()?, told[6].as_str()?.to_owned())))
}

fn accessible(bus: &str, at: &Address, member: &str, words: &[&str]) -> Option<Value> {
    call(bus, at, "org.a11y.atspi.Accessible", member, words)
}

/// The answer, as a list of what it gives back; nothing where nobody answers.
fn call(bus: &str, (owner, path): &Address, interface: &str, member: &str, words: &[&str]) -> Option<Value> {
    let mut busctl = Command::new("busctl");
    busctl.arg(format!("--address={bus}")).args(["--json=short", "call", owner, path, interface, member]).args(words);
    let told: Value = serde_json::from_slice(&busctl.output().expect("busctl starts").stdout).ok()?;
    Some(told["data"].clone())
}
