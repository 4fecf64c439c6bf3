//! What does the desk see? One model, one update that returns effects as values, one action table, and drawing that only reads.

pub mod action;
pub mod bell;
pub mod effect;
pub mod form;
pub mod handover;
#[cfg(test)]
mod journeys;
pub mod key;
pub mod law;
pub mod line;
pub mod model;
#[cfg(test)]
mod monkey;
pub mod picture;
pub mod popup;
pub mod reading;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod update;
pub mod view;
pub mod walk;

pub use effect::{Effect, Message};
pub use model::Model;
pub use theme::Theme;
