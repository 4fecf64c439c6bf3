//! The hash chain: what each entry's hash covers, byte for byte.
//!
//! ```text
//! SHA-256( "pacekeeper-ledger/1\0"            domain tag with the version of the chain
//!        ‖ ledger id                          16 bytes
//!        ‖ hash of the entry before           32 bytes; for the first entry, the genesis
//!        ‖ sequence                           u64, big-endian
//!        ‖ length ‖ record id                 length: u64, big-endian, in bytes
//!        ‖ length ‖ recorded at
//!        ‖ length ‖ payload )                 exactly as stored: the chain never looks inside
//!
//! genesis = SHA-256( "pacekeeper-ledger/1 genesis\0" ‖ ledger id ‖ training: 0 or 1 ‖ length ‖ created at )
//! ```
//!
//! So the chain is tamper-evident: a changed, moved, inserted or missing entry shows, without any key. It has limits.
//! Whoever can rewrite the whole file can rewrite the whole chain, and a file put back to yesterday verifies by itself:
//! only a head hash kept elsewhere shows that.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

const DOMAIN: &[u8] = b"pacekeeper-ledger/1\0";
const GENESIS_DOMAIN: &[u8] = b"pacekeeper-ledger/1 genesis\0";

/// What one entry's hash covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link<'a> {
    pub ledger_id: &'a [u8; 16],
    pub prev_hash: &'a Hash,
    pub seq: u64,
    pub record_id: &'a str,
    pub recorded_at: &'a str,
    pub payload: &'a [u8],
}

impl Link<'_> {
    /// Returns the entry's hash.
    pub(super) fn hash(&self) -> Hash {
        let mut sha = Sha256::new();
        sha.update(DOMAIN);
        sha.update(self.ledger_id);
        sha.update(self.prev_hash);
        sha.update(self.seq.to_be_bytes());
        for bytes in [self.record_id.as_bytes(), self.recorded_at.as_bytes(), self.payload] {
            with_length(&mut sha, bytes);
        }
        sha.finalize().into()
    }
}

/// Returns what stands in the place of the hash before the first entry: it binds what the ledger says of itself.
pub(super) fn genesis(ledger_id: &[u8; 16], training: bool, created_at: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(GENESIS_DOMAIN);
    sha.update(ledger_id);
    sha.update([u8::from(training)]);
    with_length(&mut sha, created_at.as_bytes());
    sha.finalize().into()
}

/// Returns bytes as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn with_length(sha: &mut Sha256, bytes: &[u8]) {
    sha.update((bytes.len() as u64).to_be_bytes());
    sha.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: [u8; 16] = *b"0123456789abcdef";

    fn link(prev_hash: &Hash) -> Link<'_> {
        Link {
            ledger_id: &ID,
            prev_hash,
            seq: 1,
            record_id: "00112233445566778899aabbccddeeff",
            recorded_at: "2026-10-24T21:12:00.000Z",
            payload: br#"{"v":1,"head":{"custody_number":"KE/2214/26"}}"#,
        }
    }

    /// If this fails, the format of the chain has changed, and no ledger written before would verify any more:
    /// put the old bytes back, and add a new version of the domain tag beside the old one instead.
    /// The values were made with Python's hashlib from the layout in this file's heading, not with this code.
    #[test]
    fn golden_bytes_freeze_the_chain() {
        let genesis = genesis(&ID, false, "2026-10-24T20:00:00.000Z");
        assert_eq!(hex(&genesis), "e68d880658d3ee619c6c286a99db3c6715bf7411e56d0d15f2aa6c685af2cb96");
        assert_eq!(hex(&link(&genesis).hash()), "71f8842d2c1c62fc5088d8e31ea919dd1aa5c322e04387fea19618ba263ca04c");
    }

    #[test]
    fn every_field_of_an_entry_counts() {
        let (prev, other) = ([7; 32], [8; 32]);
        let first = link(&prev).hash();
        let changed = [
            Link { ledger_id: b"0123456789abcdeF", ..link(&prev) },
            Link { prev_hash: &other, ..link(&prev) },
            Link { seq: 2, ..link(&prev) },
            Link { record_id: "00112233445566778899aabbccddeefe", ..link(&prev) },
            Link { recorded_at: "2026-10-24T21:12:00.001Z", ..link(&prev) },
            Link { payload: br#"{"v":1,"head":{"custody_number":"KE/2215/26"}}"#, ..link(&prev) },
        ];
        for (i, changed) in changed.iter().enumerate() {
            assert_ne!(changed.hash(), first, "field {i}");
        }
    }

    #[test]
    fn everything_a_ledger_says_of_itself_counts() {
        let first = genesis(&ID, false, "2026-10-24T20:00:00.000Z");
        assert_ne!(genesis(b"0123456789abcdeF", false, "2026-10-24T20:00:00.000Z"), first);
        assert_ne!(genesis(&ID, true, "2026-10-24T20:00:00.000Z"), first);
        assert_ne!(genesis(&ID, false, "2026-10-24T20:00:00.001Z"), first);
    }

    #[test]
    fn ab_and_cd_is_not_a_and_bcd() {
        let prev = [0; 32];
        let of = |record_id, recorded_at| Link { record_id, recorded_at, ..link(&prev) }.hash();
        assert_ne!(of("ab", "cd"), of("a", "bcd"));
        let of = |recorded_at, payload: &'static [u8]| Link { recorded_at, payload, ..link(&prev) }.hash();
        assert_ne!(of("ab", b"cd"), of("a", b"bcd"));
    }
}
