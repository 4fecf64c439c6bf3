//! What does the desk see?
