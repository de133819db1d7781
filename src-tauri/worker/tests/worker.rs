//! A worker reads as this process would; and whatever ends it costs one file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test throughout")]

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
fn main() {
    dossier_worker::become_worker_if_asked();
    let tests: [(&str, fn()); 7] = [
        ("it reads as this process would", linux::same),
        ("a folder too", linux::folder),
        ("a glance says the same", linux::glance),
        ("refusals are the same", linux::refusals),
        ("killed in the middle of a file, it costs the rest of that file", linux::killed),
        ("out of memory, it costs that file", linux::out_of_memory),
        ("stopped by the sink, it is gone", linux::stopped),
    ];
    for (name, test) in tests {
        test();
        println!("test {name} ... ok");
    }
    println!("test result: ok. {} passed", tests.len());
}

#[cfg(target_os = "linux")]
mod linux {
    use dossier_engine::archive::{Input, Limits};
    use dossier_engine::error::Error;
    use dossier_engine::reader::{Begun, FileNote, Opened, Recognised, Row, Sink, Stop};
    use dossier_worker::Reader;
    use std::fs;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use zip::write::SimpleFileOptions;

    /// Everything that came, in words.
    #[derive(Default)]
    struct Heard {
        said: Vec<String>,
        rows: usize,
        notes: Vec<FileNote>,
        /// Called with the number of the row.
        at_row: Option<Box<dyn Fn(usize)>>,
        /// The row after which no more is wanted.
        enough: Option<usize>,
    }

    impl Sink for Heard {
        fn opened(&mut self, archive: &Opened) -> Result<String, Stop> {
            self.said.push(format!("{archive:?}"));
            Ok(format!("another {}", archive.name))
        }
        fn begun(&mut self, file: &Begun) -> Result<(), Stop> {
            self.said.push(format!("{file:?}"));
            Ok(())
        }
        fn recognised(&mut self, file: &Recognised) -> Result<(), Stop> {
            self.said.push(format!("{file:?}"));
            Ok(())
        }
        fn row(&mut self, row: Row) -> Result<(), Stop> {
            self.said.push(format!("{row:?}"));
            self.rows += 1;
            if let Some(at_row) = &self.at_row {
                at_row(self.rows);
            }
            if self.enough == Some(self.rows) { Err(Stop) } else { Ok(()) }
        }
        fn ended(&mut self, note: FileNote) -> Result<(), Stop> {
            self.said.push(format!("{note:?}"));
            self.notes.push(note);
            Ok(())
        }
    }

    fn chat(lines: usize) -> String {
        (0..lines).map(|n| format!("13/02/2025, 10:{:02} - Kim Sample: see you at {n} near the clinic\n", n % 60)).collect()
    }

    /// `a.txt`, `b.txt`, `c.txt` of so many lines, and one file that nobody knows.
    fn archive(folder: &Path, lines: [usize; 3]) -> PathBuf {
        let path = folder.join("chats.zip");
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        for (name, lines) in ["WhatsApp Chat with A.txt", "WhatsApp Chat with B.txt", "WhatsApp Chat with C.txt"].iter().zip(lines) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(chat(lines).as_bytes()).unwrap();
        }
        zip.start_file("notes.md", SimpleFileOptions::default()).unwrap();
        zip.write_all(b"nobody knows this").unwrap();
        zip.finish().unwrap();
        path
    }

    fn read(reader: Reader, path: &Path, limits: &Limits, heard: &mut Heard) -> Result<(), Error> {
        reader.read(&Input::Path(path.to_path_buf()), &["123456".into()], limits, &|| false, heard)
    }

    fn hear(reader: Reader, path: &Path) -> Vec<String> {
        let mut heard = Heard::default();
        read(reader, path, &Limits::default(), &mut heard).unwrap();
        heard.said
    }

    pub(super) fn same() {
        let home = tempfile::tempdir().unwrap();
        let path = archive(home.path(), [700, 1, 40]);
        let here = hear(Reader::in_process(), &path);
        assert!(here.len() > 740);
        assert_eq!(hear(Reader::walled_off(), &path), here);
    }

    pub(super) fn folder() {
        let home = tempfile::tempdir().unwrap();
        archive(home.path(), [3, 3, 3]);
        fs::create_dir(home.path().join("deep")).unwrap();
        fs::write(home.path().join("deep/WhatsApp Chat with D.txt"), chat(9)).unwrap();
        assert_eq!(hear(Reader::walled_off(), home.path()), hear(Reader::in_process(), home.path()));
    }

    pub(super) fn glance() {
        let home = tempfile::tempdir().unwrap();
        let input = Input::Path(archive(home.path(), [3, 3, 3]));
        let of = |reader: Reader| reader.glance(&input, &[], &Limits::default(), &|| false).unwrap();
        assert_eq!(of(Reader::in_process()).len(), 4);
        assert_eq!(of(Reader::walled_off()), of(Reader::in_process()));
    }

    pub(super) fn refusals() {
        let home = tempfile::tempdir().unwrap();
        let of = |reader: Reader, path: &Path| read(reader, path, &Limits { entries: 2, ..Limits::default() }, &mut Heard::default());
        fs::write(home.path().join("empty.zip"), b"").unwrap();
        let whole = fs::read(archive(home.path(), [1, 1, 1])).unwrap();
        fs::write(home.path().join("cut.zip"), &whole[..whole.len() / 2]).unwrap();
        for name in ["nowhere.zip", "empty.zip", "cut.zip", "chats.zip"] {
            let path = home.path().join(name);
            let refused = of(Reader::in_process(), &path).unwrap_err();
            assert_eq!(of(Reader::walled_off(), &path), Err(refused), "{name}");
        }
        assert!(of(Reader::walled_off(), Path::new("/dev/zero")).is_err());
    }

    /// The worker's process number: our only child.
    fn child() -> u32 {
        let own = std::process::id();
        let children = fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap();
        children.split_whitespace().next().expect("a worker runs").parse().unwrap()
    }

    fn kill(signal: &str) {
        assert!(std::process::Command::new("kill").args([signal, &child().to_string()]).status().unwrap().success());
    }

    pub(super) fn killed() {
        for signal in ["-KILL", "-ILL", "-ABRT", "-XCPU"] {
            let home = tempfile::tempdir().unwrap();
            // Far more than a pipe holds, so that the end comes before the file's.
            let path = archive(home.path(), [40_000, 3, 40]);
            let mut heard = Heard {
                at_row: Some(Box::new(move |n| {
                    if n == 5 {
                        kill(signal)
                    }
                })),
                ..Heard::default()
            };
            read(Reader::walled_off(), &path, &Limits::default(), &mut heard).unwrap();
            let [a, b, c, unknown] = heard.notes.as_slice() else { panic!("{:?}", heard.notes) };
            assert_eq!(a.error, Some(Error::ReaderStopped { spot: "#1".into() }), "{signal}");
            assert_eq!(a.source.as_deref(), Some("whatsapp_text"));
            assert!((5..40_000).contains(&a.report.kept) && a.report.rows_read == a.report.kept, "{:?}", a.report);
            assert_eq!(a.report.problems.len(), 1, "it is located");
            assert_eq!((b.report.kept, c.report.kept), (3, 40), "the others are read");
            assert_eq!((&b.error, &c.error, &unknown.error), (&None, &None, &Some(Error::Unrecognised)));
            assert_eq!(heard.rows as u64, a.report.kept + 43, "rows come once");
        }
    }

    pub(super) fn out_of_memory() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("chats.zip");
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        // Its order of day and month is never settled, so its rows are held.
        let undecided =
            "03/02/2025, 10:10 - Kim Sample: hold this line in memory until the end of the file, please, and longer\n".repeat(200_000);
        for (name, text) in [("WhatsApp Chat with A.txt", undecided), ("WhatsApp Chat with B.txt", chat(7))] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let mut heard = Heard::default();
        let tight = Limits { worker_bytes: 24 << 20, ..Limits::default() };
        read(Reader::walled_off(), &path, &tight, &mut heard).unwrap();
        let [a, b] = heard.notes.as_slice() else { panic!("{:?}", heard.notes) };
        assert_eq!(a.error, Some(Error::ReaderStopped { spot: "#1".into() }));
        assert_eq!((b.report.kept, &b.error), (7, &None));
    }

    pub(super) fn stopped() {
        let home = tempfile::tempdir().unwrap();
        let path = archive(home.path(), [40_000, 3, 40]);
        let mut heard = Heard { enough: Some(5), ..Heard::default() };
        read(Reader::walled_off(), &path, &Limits::default(), &mut heard).unwrap();
        assert_eq!((heard.rows, heard.notes.len()), (5, 0));
        let own = std::process::id();
        assert_eq!(fs::read_to_string(format!("/proc/{own}/task/{own}/children")).unwrap().trim(), "", "no worker is left");
    }
}
