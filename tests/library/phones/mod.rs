//! How a phone decides: the cases with known outcomes, each rule by itself,
//! sequences, and the whole engine against a second statement of the rules.

mod cases;
mod enumerated;
mod lab;
mod model;
mod planned;
mod rules;
mod sentences;
