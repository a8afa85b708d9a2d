//! Where passphrases and PINs come from.
