//! A WebDriver client over plain HTTP: the few calls the walk needs (W3C WebDriver, §8–§13).

use crate::desk::{Desk, until};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A page in the driven app.
pub(crate) struct Page {
    port: u16,
    session: String,
}

impl Page {
    /// Starts the driver on the desk and, through it, the app.
    pub(crate) fn open(desk: &mut Desk, app: &Path) -> Page {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        desk.start(&["WebKitWebDriver", &format!("--port={port}")]);
        let mut page = Page { port, session: String::new() };
        until("the driver", || page.http("GET", "/status", &Value::Null).ok());
        let app = json!({"binary": app, "args": []});
        let capabilities = json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": app}}});
        let session = page.http("POST", "/session", &capabilities).expect("the app starts under the driver");
        page.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        page.ask("POST", "/timeouts", &json!({"script": 60_000}));
        page
    }

    /// Clicks the first element of this `data-testid` once it is there. A trailing `*` stands for any ending.
    pub(crate) fn click(&self, test_id: &str) {
        let found = until(test_id, || {
            let query = json!({"using": "css selector", "value": selector(test_id)});
            let element = self.http("POST", &format!("{}/element", self.session), &query).ok()?;
            let id = element[ELEMENT].as_str()?.to_owned();
            self.http("POST", &format!("{}/element/{id}/click", self.session), &json!({})).ok()
        });
        drop(found);
    }

    /// The texts of all elements of this `data-testid`, once there is one.
    pub(crate) fn texts(&self, test_id: &str) -> Vec<String> {
        until(test_id, || {
            // A page that is just being loaded anew answers later.
            let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText)";
            let all: Vec<String> = serde_json::from_value(self.try_run(script, &[json!(selector(test_id))]).ok()?).ok()?;
            (!all.is_empty()).then_some(all)
        })
    }

    /// The ids of all elements whose `data-testid` starts so, once there is one.
    pub(crate) fn ids(&self, start: &str) -> Vec<String> {
        until(start, || {
            let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.testid)";
            let all: Vec<String> = serde_json::from_value(self.run(script, &[json!(selector(&format!("{start}*")))])).unwrap();
            (!all.is_empty()).then_some(all)
        })
    }

    /// Types into the field of this `data-testid`, in place of what is there.
    pub(crate) fn fill(&self, test_id: &str, text: &str) {
        until(test_id, || {
            let query = json!({"using": "css selector", "value": selector(test_id)});
            let element = self.http("POST", &format!("{}/element", self.session), &query).ok()?;
            let field = format!("{}/element/{}", self.session, element[ELEMENT].as_str()?);
            self.http("POST", &format!("{field}/clear"), &json!({})).ok()?;
            self.http("POST", &format!("{field}/value"), &json!({"text": text})).ok()
        });
    }

    /// Chooses from the list of this `data-testid` what has this value.
    pub(crate) fn choose(&self, test_id: &str, value: &str) {
        until(test_id, || {
            let query = json!({"using": "css selector", "value": format!("{} option[value=\"{value}\"]", selector(test_id))});
            let element = self.http("POST", &format!("{}/element", self.session), &query).ok()?;
            self.http("POST", &format!("{}/element/{}/click", self.session, element[ELEMENT].as_str()?), &json!({})).ok()
        });
    }

    /// Presses keys on the element of this `data-testid`.
    pub(crate) fn press(&self, test_id: &str, keys: &str) {
        until(test_id, || {
            let query = json!({"using": "css selector", "value": selector(test_id)});
            let element = self.http("POST", &format!("{}/element", self.session), &query).ok()?;
            let there = format!("{}/element/{}/value", self.session, element[ELEMENT].as_str()?);
            self.http("POST", &there, &json!({"text": keys})).ok()
        });
    }

    /// Runs a script in the page, if the page can just now.
    pub(crate) fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.http("POST", &format!("{}/execute/sync", self.session), &json!({"script": script, "args": arguments}))
    }

    /// Runs a script in the page.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.ask("POST", "/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Runs a script in the page that calls its last argument when done.
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.ask("POST", "/execute/async", &json!({"script": script, "args": []}))
    }

    /// A picture of the window.
    pub(crate) fn shoot(&self, file: &Path) {
        let picture = self.ask("GET", "/screenshot", &Value::Null);
        std::fs::write(file, BASE64_STANDARD.decode(picture.as_str().unwrap()).unwrap()).unwrap();
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        self.http(method, &format!("{}{path}", self.session), body).unwrap_or_else(|e| panic!("{method} {path}: {e}"))
    }

    fn http(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(|e| e.to_string())?;
        let head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        stream.write_all((head + &body).as_bytes()).map_err(|e| e.to_string())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(|e| e.to_string())?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
        let value: Value = serde_json::from_str(body).map_err(|e| e.to_string())?;
        let ok = head.split(' ').nth(1) == Some("200");
        if ok { Ok(value["value"].clone()) } else { Err(value["value"].to_string()) }
    }
}

fn selector(test_id: &str) -> String {
    match test_id.strip_suffix('*') {
        Some(start) => format!("[data-testid^=\"{start}\"]"),
        None => format!("[data-testid=\"{test_id}\"]"),
    }
}
