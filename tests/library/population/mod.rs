//! The population of phones, compared with the second statement of its rules: the same history
//! gives the same phones, and a publication has the same effect on them.

mod both;
mod enumerated;
mod first_schema;
mod judged;
