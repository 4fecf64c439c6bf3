//! Case files, read as strictly as they come and as leniently as asked, and written as they came.

mod folded;
mod lenient;
mod reading;
mod told;
mod whole;
