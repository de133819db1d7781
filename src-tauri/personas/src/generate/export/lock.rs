//! Locks a packed zip of one file with ZipCrypto (APPNOTE 6.1). The zip library can do so too, but salts from the system's chance,
//! and an archive here must be the same on every run; what protects nothing needs no salt.

const LOCAL: usize = 30;

struct Keys([u32; 3]);

impl Keys {
    fn of(password: &str) -> Self {
        let mut keys = Self([0x1234_5678, 0x2345_6789, 0x3456_7890]);
        password.bytes().for_each(|b| keys.feed(b));
        keys
    }

    fn feed(&mut self, byte: u8) {
        let [a, b, c] = &mut self.0;
        *a = crc(*a, byte);
        *b = b.wrapping_add(*a & 0xFF).wrapping_mul(134_775_813).wrapping_add(1);
        *c = crc(*c, (*b >> 24) as u8);
    }

    fn lock(&mut self, byte: u8) -> u8 {
        let t = (self.0[2] | 2) as u16;
        let locked = byte ^ (t.wrapping_mul(t ^ 1) >> 8) as u8;
        self.feed(byte);
        locked
    }
}

fn crc(crc: u32, byte: u8) -> u32 {
    (0..8).fold(crc ^ u32::from(byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xEDB8_8320 } else { c >> 1 })
}

/// The same archive, its one entry locked. It must have been written with its sizes in the local header.
pub fn lock(zip: &[u8], password: &str) -> Vec<u8> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([zip[at], zip[at + 1]]));
    let u32_at = |at: usize| u32::from_le_bytes([zip[at], zip[at + 1], zip[at + 2], zip[at + 3]]);
    let packed = u32_at(18);
    let start = LOCAL + u16_at(26) + u16_at(28);
    let end = start + packed as usize;
    assert!(u16_at(6) & 8 == 0 && zip[end..end + 4] == *b"PK\x01\x02", "one entry, sizes up front");
    let mut keys = Keys::of(password);
    let mut out = zip[..start].to_vec();
    // Twelve bytes stand before the data; the last repeats the checksum's highest, for the reader to try the password on.
    let salt = b"dossierfake".iter().copied().chain([zip[17]]);
    out.extend(salt.chain(zip[start..end].iter().copied()).map(|b| keys.lock(b)));
    let central = out.len();
    out.extend(&zip[end..]);
    for (flags, size) in [(6, 18), (central + 8, central + 20)] {
        out[flags] |= 1;
        out[size..size + 4].copy_from_slice(&(packed + 12).to_le_bytes());
    }
    let tail = out.len() - 22;
    out[tail + 16..tail + 20].copy_from_slice(&(central as u32).to_le_bytes());
    out
}
