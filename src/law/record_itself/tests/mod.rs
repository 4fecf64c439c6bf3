//! The rules on the record itself, on each fact they rest on and on their first days.

mod days;
mod facts;
