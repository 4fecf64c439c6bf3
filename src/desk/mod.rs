//! Who may do what, and which entries does it make?
