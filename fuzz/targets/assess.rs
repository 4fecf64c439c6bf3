//! Any record that can be read, judged at several instants: alone, in a suite, and explained.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| pacekeeper_fuzz::promises::judging(data));

// Mostly whole entries and fields, as a file that can't be read says nothing about the law.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    pacekeeper_fuzz::mutate::mutate(data, size, max_size, seed, 1)
});
