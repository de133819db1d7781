//! Errors: what keeps us from proceeding. Callers branch on the stable [`Error::code`], never on wording;
//! the sentence people read is the catalogue entry `error.<code>` (see [`crate::phrase`]).
//! No error carries anything from inside a row.

use serde::{Deserialize, Serialize};

/// Why something could not go on. Data trouble inside a readable file is a [`crate::problem::Problem`] instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Error {
    /// The archive is locked and no password was given.
    #[error("password_needed")]
    PasswordNeeded,
    /// None of the given passwords opens it, or it is damaged: the two cannot be told apart.
    #[error("wrong_password")]
    WrongPassword,
    /// Locked in a way we can't open; `method` names it.
    #[error("encryption_unsupported: {method}")]
    EncryptionUnsupported {
        /// The method as the container numbers or names it.
        method: String,
    },
    /// Packed by a method we can't unpack; `method` names it.
    #[error("compression_unsupported: {method}")]
    CompressionUnsupported {
        /// The method as the container numbers or names it.
        method: String,
    },
    /// No source recognises any file in it.
    #[error("unrecognised")]
    Unrecognised,
    /// A file that is easily confused with one we read.
    #[error("wrong_export: {found}")]
    WrongExport {
        /// Id of what it is, e.g. `alipay_cash_book`.
        found: String,
        /// Source id of what the person probably wanted.
        wanted: String,
    },
    /// A kind of file that no source reads yet.
    #[error("not_read: {found}")]
    NotRead {
        /// Id of what it is, e.g. `pdf`.
        found: String,
    },
    /// Zero bytes.
    #[error("nothing_inside")]
    NothingInside,
    /// Parts of a divided archive are not here.
    #[error("parts_missing: {}", missing.join(" "))]
    PartsMissing {
        /// How their names end, e.g. `.zip.002`; the first few.
        missing: Vec<String>,
    },
    /// The container breaks off or contradicts itself; `spot` says where (entry name or byte offset).
    #[error("damaged_archive at {spot}")]
    DamagedArchive {
        /// Entry index or byte offset, never content.
        spot: String,
    },
    /// A ceiling was reached; see [`crate::archive::Limits`].
    #[error("limit_reached: {limit} is {seen}, at most {max}, at {spot}")]
    LimitReached {
        /// Name of the ceiling.
        limit: String,
        /// What was met.
        seen: u64,
        /// What is allowed.
        max: u64,
        /// Entry index or byte offset, never content.
        spot: String,
    },
    /// The file is not where it was.
    #[error("file_gone")]
    FileGone,
    /// The system doesn't let us read it.
    #[error("access_denied")]
    AccessDenied,
    /// Reading stopped for a reason of the system's; `kind` is the operating system's word.
    #[error("read_failed: {kind}")]
    ReadFailed {
        /// `std::io::ErrorKind` in words.
        kind: String,
    },
    /// Whoever read it, walled off, ended before its time; `spot` says how far it had come.
    #[error("reader_stopped at {spot}")]
    ReaderStopped {
        /// Entry index or byte offset, never content.
        spot: String,
    },
    /// It changed while it was being read: a download that is not complete yet.
    #[error("archive_changed")]
    ArchiveChanged,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// Memory mode cannot hold this import.
    #[error("import_too_big: {need} bytes, {free} are free")]
    ImportTooBig {
        /// Bytes needed, estimated from what the part read so far took.
        need: u64,
        /// Bytes it may take.
        free: u64,
    },
    /// The vault is locked.
    #[error("vault_locked")]
    VaultLocked,
    /// Not the vault's passphrase.
    #[error("vault_wrong_passphrase")]
    VaultWrongPassphrase,
    /// The vault's files are not what was last written.
    #[error("vault_damaged")]
    VaultDamaged,
    /// The folder holds no vault.
    #[error("not_a_vault")]
    NotAVault,
    /// Somebody else has the vault open.
    #[error("vault_in_use")]
    VaultInUse,
    /// A newer version made the vault.
    #[error("vault_too_new: {theirs}, ours is {ours}")]
    VaultTooNew {
        /// Version of the vault's layout.
        theirs: u32,
        /// The latest we know.
        ours: u32,
    },
    /// A passphrase that is guessed too soon.
    #[error("weak_passphrase: {seconds} s")]
    WeakPassphrase {
        /// How soon.
        seconds: u64,
    },
    /// No room is left on the disk.
    #[error("disk_full")]
    DiskFull,
    /// Nothing can be written there.
    #[error("read_only")]
    ReadOnly,
    /// A file that was asked for couldn't be written.
    #[error("save_failed")]
    SaveFailed,
    /// The store itself failed; a defect of ours.
    #[error("vault_failed: {what}")]
    VaultFailed {
        /// SQLite's own code in words, never a value.
        what: String,
    },
    /// An option value that isn't one.
    #[error("bad_option: {option}")]
    BadOption {
        /// The option's name.
        option: String,
    },
}

impl Error {
    /// The stable code, e.g. `wrong_password`.
    pub fn code(&self) -> &'static str {
        match self {
            Error::PasswordNeeded => "password_needed",
            Error::WrongPassword => "wrong_password",
            Error::EncryptionUnsupported { .. } => "encryption_unsupported",
            Error::CompressionUnsupported { .. } => "compression_unsupported",
            Error::Unrecognised => "unrecognised",
            Error::WrongExport { .. } => "wrong_export",
            Error::NotRead { .. } => "not_read",
            Error::NothingInside => "nothing_inside",
            Error::PartsMissing { .. } => "parts_missing",
            Error::DamagedArchive { .. } => "damaged_archive",
            Error::LimitReached { .. } => "limit_reached",
            Error::FileGone => "file_gone",
            Error::AccessDenied => "access_denied",
            Error::ReadFailed { .. } => "read_failed",
            Error::ReaderStopped { .. } => "reader_stopped",
            Error::ArchiveChanged => "archive_changed",
            Error::Cancelled => "cancelled",
            Error::ImportTooBig { .. } => "import_too_big",
            Error::VaultLocked => "vault_locked",
            Error::VaultWrongPassphrase => "vault_wrong_passphrase",
            Error::VaultDamaged => "vault_damaged",
            Error::NotAVault => "not_a_vault",
            Error::VaultInUse => "vault_in_use",
            Error::VaultTooNew { .. } => "vault_too_new",
            Error::WeakPassphrase { .. } => "weak_passphrase",
            Error::DiskFull => "disk_full",
            Error::ReadOnly => "read_only",
            Error::SaveFailed => "save_failed",
            Error::VaultFailed { .. } => "vault_failed",
            Error::BadOption { .. } => "bad_option",
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Self {
        match e.kind() {
            std::io::ErrorKind::NotFound => Error::FileGone,
            std::io::ErrorKind::PermissionDenied => Error::AccessDenied,
            kind => Error::ReadFailed { kind: kind.to_string() },
        }
    }
}

/// SQLite's `IOERR` of write, fsync, directory fsync, truncate and delete (sqlite.org/rescode.html).
const WRITING: [i32; 5] = [778, 1034, 1290, 1546, 2570];

impl From<rusqlite::Error> for Error {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match e.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Error::ReadOnly,
            Some(ErrorCode::PermissionDenied) => Error::AccessDenied,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::VaultDamaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::VaultInUse,
            // It could be opened to write, and then could not be written, synced or shortened: a medium gone read-only.
            Some(ErrorCode::SystemIoFailure) if e.sqlite_error().is_some_and(|e| WRITING.contains(&e.extended_code)) => Error::ReadOnly,
            // A disk that was pulled, or went bad, in the middle of it.
            Some(ErrorCode::SystemIoFailure) => Error::ReadFailed { kind: "disk".into() },
            code => Error::VaultFailed { what: code.map_or_else(|| "statement".into(), |c| format!("{c:?}")) },
        }
    }
}
