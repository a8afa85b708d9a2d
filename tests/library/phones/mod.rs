//! How a phone decides: the cases with known outcomes, each rule by itself, sequences, and the
//! whole engine compared with a second statement of the rules.

mod cases;
mod enumerated;
mod lab;
mod model;
mod planned;
mod rules;
mod sentences;
