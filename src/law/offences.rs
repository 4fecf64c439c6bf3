//! The offence list.
