//! What the two targets share: what must hold of every input, and how inputs are made that can be read.

pub mod mutate;
pub mod promises;
