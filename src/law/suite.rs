//! What else was written in the suite: the words of other children's checks, to tell copied text.

/// The checks of every record judged together; empty where a record is judged by itself.
#[derive(Debug, Clone, Default)]
pub struct Suite {}
