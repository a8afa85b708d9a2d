//! The population of phones, against the second statement of its rules: the same history told
//! to both, the same phones come out, and what a publication does to them is the same.

mod both;
mod enumerated;
mod first_schema;
mod judged;
