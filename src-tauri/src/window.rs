//! The one window, and what its page can't do: go anywhere else, open another window, download, or leave anything on disk.

use dossier_engine::report::window::Witness;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tauri::webview::NewWindowResponse;
use tauri::{App, Manager, Url, WebviewWindowBuilder};

/// How often the page was refused something.
#[derive(Default, Clone)]
pub(crate) struct Refused {
    navigations: Arc<AtomicU32>,
    windows: Arc<AtomicU32>,
    downloads: Arc<AtomicU32>,
}

impl Refused {
    pub(crate) fn so_far(&self) -> Witness {
        let of = |count: &AtomicU32| count.load(Ordering::Relaxed);
        Witness { sockets: 0, navigations: of(&self.navigations), windows: of(&self.windows), downloads: of(&self.downloads) }
    }
}

/// Makes the window that `tauri.conf.json` describes.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let refused = app.state::<Refused>().inner().clone();
    for config in &app.config().app.windows {
        let window = WebviewWindowBuilder::from_config(app, config)?
            .on_navigation({
                let count = refused.navigations.clone();
                move |url| is_ours(url) || no(&count)
            })
            .on_new_window({
                let count = refused.windows.clone();
                move |_, _| {
                    no(&count);
                    NewWindowResponse::Deny
                }
            })
            .on_download({
                let count = refused.downloads.clone();
                move |_, _| no(&count)
            });
        #[cfg(target_os = "linux")]
        let window = window.data_directory(crate::places::of_the_web_view());
        // WebDriver finds no page in a web view that keeps nothing. No release has this.
        #[cfg(feature = "e2e")]
        let window = window.incognito(false);
        window.build()?;
    }
    Ok(())
}

/// Refuses, and counts it.
fn no(count: &AtomicU32) -> bool {
    count.fetch_add(1, Ordering::Relaxed);
    false
}

/// The page itself, under the name that each system gives an app's own files.
fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn the_page_goes_nowhere_but_to_itself() {
        let goes = |url: &str| is_ours(&url.parse().unwrap());
        assert!(goes("tauri://localhost/index.html#/claims"));
        for elsewhere in [
            "http://192.0.2.1/",
            "https://example.com/",
            "tauri://example.com/",
            "http://localhost/",
            "file:///etc/passwd",
            "data:text/html,x",
            "about:blank",
            "javascript:0",
            "ftp://localhost/",
        ] {
            assert!(!goes(elsewhere), "{elsewhere}");
        }
    }
}
