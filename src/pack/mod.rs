//! What leaves the building?
