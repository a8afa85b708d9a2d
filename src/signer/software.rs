//! Private keys in files.
