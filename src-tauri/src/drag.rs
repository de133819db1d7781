//! Files dragged onto the window. The system tells the shell, the shell fills the queue, and the page hears the queue:
//! paths stay on this side. (Tauri would hand them to a page that listens to its events: ours has no leave to.)

use crate::page::Page;
use crate::session::Session;
use dossier_engine::report::window::{Drag, News};
use tauri::{AppHandle, DragDropEvent, Manager};

/// What the window's own event says. Opening takes its time, so it happens elsewhere than in the window's thread.
pub(crate) fn heard(app: &AppHandle, event: &DragDropEvent) {
    let app = app.clone();
    let event = event.clone();
    tauri::async_runtime::spawn_blocking(move || {
        follow(&event, &app.state::<Session>(), |drag| app.state::<Page>().tell(News::Drag(drag)))
    });
}

/// Tells the page of a queue that it didn't ask for; of an empty one there is nothing to tell.
pub(crate) fn tell_queue(app: &AppHandle) {
    let queue = app.state::<Session>().queue(|_| ());
    if !queue.is_empty() {
        app.state::<Page>().tell(News::Drag(Drag { over: false, queue: Some(queue) }));
    }
}

/// Puts what was dropped into the queue and tells how things stand.
fn follow(event: &DragDropEvent, session: &Session, tell: impl Fn(Drag)) {
    match event {
        DragDropEvent::Enter { .. } => tell(Drag { over: true, queue: None }),
        DragDropEvent::Drop { paths, .. } => {
            tell(Drag { over: false, queue: None });
            if let Some(queue) = session.add_unless_reading(paths.clone()) {
                tell(Drag { over: false, queue: Some(queue) });
            }
        }
        DragDropEvent::Leave => tell(Drag { over: false, queue: None }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::path::PathBuf;
    use tauri::PhysicalPosition;

    #[test]
    fn a_drop_fills_the_queue_and_the_page_hears_no_path() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bill.csv");
        std::fs::write(&file, "nothing known").unwrap();
        let session = Session::new(dossier_lock::Status::default());
        let heard = RefCell::new(Vec::new());
        let position = PhysicalPosition::new(0.0, 0.0);
        let paths: Vec<PathBuf> = vec![file];
        for event in [
            DragDropEvent::Enter { paths: paths.clone(), position },
            DragDropEvent::Over { position },
            DragDropEvent::Leave,
            DragDropEvent::Drop { paths, position },
        ] {
            follow(&event, &session, |drag| heard.borrow_mut().push(drag));
        }
        let heard = heard.into_inner();
        assert_eq!(heard.iter().map(|drag| drag.over).collect::<Vec<_>>(), [true, false, false, false]);
        let queue = heard.last().unwrap().queue.as_ref().unwrap();
        assert_eq!(queue.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["bill.csv"]);
        let told = serde_json::to_string(&heard).unwrap();
        assert!(!told.contains(folder.path().to_str().unwrap()), "{told}");
    }
}
