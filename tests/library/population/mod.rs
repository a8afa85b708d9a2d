//! The population of phones, against the second statement of its rules: the same history told
//! to both, and the same phones come out.

mod both;
mod enumerated;
mod first_schema;
