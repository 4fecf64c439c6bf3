//! The rules on care, search and force, as sentences of law; boundaries are numbered as in the reference on detention.

mod days;
mod food_and_rest;
mod girl_and_place;
mod missing;
mod request;
mod search_and_force;
mod whole_records;
