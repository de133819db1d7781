//! The first vaults of a process may be opened by several threads at once: alone in its process, so that they are the first.
#![allow(clippy::unwrap_used, reason = "a test throughout")]

use dossier_engine::vault::Vault;
use std::sync::Barrier;

#[test]
fn the_first_ones_of_a_process_may_be_opened_at_once() {
    let home = tempfile::tempdir().unwrap();
    let start = Barrier::new(8);
    let opened: Result<Vec<()>, _> = std::thread::scope(|threads| {
        let open = |n: usize| {
            let (start, file) = (&start, home.path().join(n.to_string()));
            threads.spawn(move || {
                start.wait();
                Vault::on_disk(&file, &[7; 32]).map(drop)
            })
        };
        let opening: Vec<_> = (0..8).map(open).collect();
        opening.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(opened.map(|all| all.len()), Ok(8));
}
