//! Contents, each stored once by its SHA-256.

use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use super::error::wrong;

/// Stores bytes once; returns their SHA-256.
pub(super) fn keep(connection: &Connection, bytes: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let sha256 = Sha256::digest(bytes).to_vec();
    connection.execute("INSERT OR IGNORE INTO content VALUES (?1, ?2)", params![sha256, bytes])?;
    Ok(sha256)
}

/// The bytes with this SHA-256; SQLite itself has no checksums.
pub(super) fn content(connection: &Connection, sha256: &[u8]) -> rusqlite::Result<Vec<u8>> {
    let bytes: Vec<u8> =
        connection
            .query_row("SELECT bytes FROM content WHERE sha256 = ?1", [sha256], |row| row.get(0))?;
    if Sha256::digest(&bytes).as_slice() == sha256 {
        Ok(bytes)
    } else {
        Err(wrong("a list does not match its SHA-256"))
    }
}
