//! The reader's form of the lock, in a process of its own: each thing it may no longer do, tried.
// A test without libtest's harness: stopping is how it fails.
#![allow(clippy::unwrap_used)]

fn main() {
    #[cfg(target_os = "linux")]
    linux::main();
}

#[cfg(target_os = "linux")]
mod linux {
    use dossier_lock::{Holds, reader};
    use std::fs::{self, File, OpenOptions};
    use std::io::{ErrorKind, Read, Seek, Write};
    use std::net::TcpStream;
    use std::os::fd::AsFd;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixStream;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const MEMORY: u64 = 256 << 20;
    static TRIED: AtomicUsize = AtomicUsize::new(0);

    /// Whatever came back, it was the kernel's "permission denied".
    fn refused<T>(what: &str, result: std::io::Result<T>) {
        TRIED.fetch_add(1, Ordering::Relaxed);
        assert_eq!(result.map(drop).map_err(|e| e.kind()), Err(ErrorKind::PermissionDenied), "{what}");
    }

    /// The reader can't clear up after itself: a child is the reader.
    pub(crate) fn main() {
        if let Some(home) = std::env::args_os().nth(1).filter(|argument| std::path::Path::new(argument).is_absolute()) {
            return inside(home.as_ref());
        }
        let home = tempfile::tempdir().unwrap();
        let done = Command::new(std::env::current_exe().unwrap()).arg(home.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        print!("{}", String::from_utf8(done.stdout).unwrap());
    }

    fn inside(home: &Path) {
        let (given, other) = (home.join("given"), home.join("other"));
        for folder in [&given, &other] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("file"), "content").unwrap();
        }
        let mut archive = File::open(other.join("file")).unwrap();
        let (mut out, mut back) = std::io::pipe().map(|(read, write)| (write, read)).unwrap();
        let folder = File::open(&given).unwrap();

        let status = reader(&[folder.as_fd()], MEMORY);
        assert!(status.enforced && status.mechanisms.iter().all(|m| m.holds == Holds::Yes), "{status:?}");

        // What it was handed still works: descriptors, pipes, the folder.
        let mut text = String::new();
        archive.read_to_string(&mut text).unwrap();
        archive.rewind().unwrap();
        assert_eq!(text, "content");
        out.write_all(b"rows").unwrap();
        let mut heard = [0; 4];
        back.read_exact(&mut heard).unwrap();
        assert_eq!(&heard, b"rows");
        assert_eq!(fs::read_to_string(given.join("file")).unwrap(), "content");
        assert_eq!(fs::read_dir(&given).unwrap().count(), 1);
        std::io::copy(&mut archive, &mut out).unwrap();
        assert!(std::env::current_dir().is_ok());

        let given_file = given.join("file");
        refused("read elsewhere", File::open(other.join("file")));
        refused("list elsewhere", fs::read_dir(&other));
        refused("read the system's", fs::read("/etc/passwd"));
        refused("read about itself", fs::read("/proc/self/maps"));
        refused("write", OpenOptions::new().write(true).open(&given_file));
        refused("append", OpenOptions::new().append(true).open(&given_file));
        refused("read and write", OpenOptions::new().read(true).write(true).open(&given_file));
        refused("write to nothing", OpenOptions::new().write(true).open("/dev/null"));
        refused("create", File::create(given.join("new")));
        refused("create elsewhere", File::create("/tmp/dossier-reader"));
        refused("folder", fs::create_dir(given.join("folder")));
        refused("remove", fs::remove_file(&given_file));
        refused("rename", fs::rename(&given_file, given.join("renamed")));
        refused("symlink", symlink("file", given.join("link")));
        refused("hard link", fs::hard_link(&given_file, given.join("link")));
        refused("mode", fs::set_permissions(&given_file, PermissionsExt::from_mode(0o777)));
        refused("times", archive.set_modified(std::time::SystemTime::UNIX_EPOCH));
        refused("length", archive.set_len(0));
        refused("change folder", std::env::set_current_dir("/"));
        refused("TCP", TcpStream::connect("127.0.0.1:9"));
        refused("local socket", UnixStream::connect("/tmp/none"));
        refused("socket pair", UnixStream::pair());
        refused("anonymous socket", UnixStream::connect_addr(&abstract_name()));
        refused("program", Command::new("/bin/true").status());
        refused("thread", std::thread::Builder::new().spawn(|| ()));
        refused("io_uring", io_uring::IoUring::new(8));
        // Address space is bounded: an allocation beyond it is refused, and the process lives on.
        assert!(Vec::<u8>::new().try_reserve_exact(1 << 30).is_err());
        let held: Vec<File> = std::iter::from_fn(|| File::open(&given_file).ok()).take(64).collect();
        assert!(held.len() < 32, "{} files at once", held.len());
        println!("{} tried, 0 done", TRIED.load(Ordering::Relaxed));
    }

    fn abstract_name() -> std::os::unix::net::SocketAddr {
        use std::os::linux::net::SocketAddrExt;
        std::os::unix::net::SocketAddr::from_abstract_name(b"dossier-reader").unwrap()
    }
}
