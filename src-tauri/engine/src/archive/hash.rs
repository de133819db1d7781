//! SHA-256 of what was handed over: it names the archive, whatever it is called and wherever it lies.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes read at a time.
const CHUNK: usize = 64 << 10;

/// A running hash.
#[derive(Default)]
pub(super) struct Hash(Sha256);

impl Hash {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// 64 lower-case hex digits.
    pub(super) fn hex(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// The hash of everything a stream gives.
pub fn of(mut stream: impl Read) -> io::Result<String> {
    let mut hash = Hash::default();
    let mut chunk = vec![0; CHUNK];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return Ok(hash.hex()),
            Ok(n) => hash.add(chunk.get(..n).unwrap_or_default()),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// The hash of a file from its first byte.
pub(super) fn of_whole(mut file: impl Read + Seek) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    of(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_the_published_vectors() -> io::Result<()> {
        // FIPS 180-2, appendix B.1 and B.3.
        assert_eq!(of(&b"abc"[..])?, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(of(io::repeat(b'a').take(1_000_000))?, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        Ok(())
    }
}
