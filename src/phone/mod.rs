//! How a phone decides whether it takes a list.

pub mod class;

pub use class::Class;
