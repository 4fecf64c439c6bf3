//! Any bytes as a case file: a refusal is well told, and what is read is written out and read back the same.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| pacekeeper_fuzz::promises::reading(data));

// Mostly bytes, as a broken file is the commoner guest here.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    pacekeeper_fuzz::mutate::mutate(data, size, max_size, seed, 8)
});
