//! Where is it kept, and can it be trusted?
