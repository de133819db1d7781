//! The page, as far as it is told things unasked: through a channel it opened, so it needs no leave to listen to Tauri's events.

use dossier_engine::report::window::News;
use std::sync::{Mutex, PoisonError};
use tauri::ipc::Channel;

/// The page that wants to know.
#[derive(Default)]
pub(crate) struct Page(Mutex<Option<Channel<News>>>);

impl Page {
    /// A page that was loaded anew takes the place of the one before.
    pub(crate) fn watch(&self, channel: Channel<News>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    pub(crate) fn tell(&self, news: News) {
        if let Some(channel) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            // A page that has gone away no longer wants to know.
            let _ = channel.send(news);
        }
    }
}
