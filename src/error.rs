//! What every error of the library has: a stable id, a class that decides the
//! exit code, a sentence that names what was found and where, and advice.
//!
//! The enums are declared through one macro, so that `docs/errors.md` is generated from their
//! definitions.

use std::fmt;

/// What an error means for the caller. The command line maps each class to one exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A note, not a failure.
    Note,
    /// The answer is no: not sound, or against a rule.
    No,
    /// The command line is wrong.
    Usage,
    /// An input cannot be read or is malformed.
    Input,
    /// A key, a token or a secret is missing, wrong or unsuitable.
    Key,
    /// An output cannot be written.
    Output,
}

/// One row of `docs/errors.md`.
#[derive(Clone, Copy, Debug)]
pub struct ErrorDoc {
    /// The stable id, for example `E-PARSE-HEADERLENGTH`.
    pub id: &'static str,
    /// What the error means for the caller.
    pub class: Class,
    /// What happened, in one or two sentences.
    pub meaning: &'static [&'static str],
    /// What to do next.
    pub advice: &'static str,
}

/// What all error enums of the library provide.
pub trait Described: fmt::Display {
    /// The rows of `docs/errors.md` for this enum, in the order of its variants; enums that it
    /// wraps have their own.
    const CATALOGUE: &'static [ErrorDoc];

    /// The row of this error.
    fn doc(&self) -> &'static ErrorDoc;

    /// The stable id, for example `E-PARSE-HEADERLENGTH`.
    fn id(&self) -> &'static str {
        self.doc().id
    }

    /// What the error means for the caller.
    fn class(&self) -> Class {
        self.doc().class
    }

    /// What to do next.
    fn advice(&self) -> &'static str {
        self.doc().advice
    }
}

/// Declares an error enum: per variant its documentation, its fields, and `= "ID", Class,
/// "sentence", "advice";`. After them, `also Variant(Other);` wraps another such enum, which
/// provides its own texts. Exported for the command line of this crate; not part of the public
/// interface.
#[doc(hidden)]
#[macro_export]
macro_rules! described {
    (
        $(#[$attribute:meta])*
        pub enum $Name:ident {
            $(
                $(#[doc = $doc:literal])+
                $Variant:ident { $( $(#[doc = $field_doc:literal])+ $field:ident : $Type:ty ),* $(,)? }
                = $id:literal, $Class:ident, $sentence:literal, $advice:literal;
            )*
            $( also $(#[doc = $also_doc:literal])+ $Also:ident($Other:ty); )*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $Name {
            $(
                $(#[doc = $doc])+
                $Variant { $( $(#[doc = $field_doc])+ $field : $Type ),* },
            )*
            $( $(#[doc = $also_doc])+ $Also($Other), )*
        }

        impl ::std::fmt::Display for $Name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $( Self::$Variant { $($field),* } => write!(f, $sentence), )*
                    $( Self::$Also(error) => ::std::fmt::Display::fmt(error, f), )*
                }
            }
        }

        impl ::std::error::Error for $Name {}

        impl $crate::error::Described for $Name {
            const CATALOGUE: &'static [$crate::error::ErrorDoc] = &[
                $( $crate::error::ErrorDoc {
                    id: $id,
                    class: $crate::error::Class::$Class,
                    meaning: &[$($doc),+],
                    advice: $advice,
                }, )*
            ];

            fn doc(&self) -> &'static $crate::error::ErrorDoc {
                match self {
                    $( Self::$Variant { .. } => {
                        const DOC: &$crate::error::ErrorDoc = &$crate::error::ErrorDoc {
                            id: $id,
                            class: $crate::error::Class::$Class,
                            meaning: &[$($doc),+],
                            advice: $advice,
                        };
                        DOC
                    } )*
                    $( Self::$Also(error) => $crate::error::Described::doc(error), )*
                }
            }
        }

        $( impl From<$Other> for $Name {
            fn from(error: $Other) -> Self {
                Self::$Also(error)
            }
        } )*
    };
}
pub use described;

/// An error, and the name of the file that it is about unless the error contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<E> {
    /// The file.
    pub name: Option<String>,
    /// The error.
    pub error: E,
}

impl<E> Named<E> {
    /// The error of a file.
    pub fn new(name: impl Into<String>, error: E) -> Self {
        Self { name: Some(name.into()), error }
    }
}

impl<E> From<E> for Named<E> {
    fn from(error: E) -> Self {
        Self { name: None, error }
    }
}

impl<E: fmt::Display> fmt::Display for Named<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name}: {}", self.error),
            None => self.error.fmt(f),
        }
    }
}

impl<E: std::error::Error> std::error::Error for Named<E> {}

impl<E: Described> Described for Named<E> {
    const CATALOGUE: &'static [ErrorDoc] = &[];

    fn doc(&self) -> &'static ErrorDoc {
        self.error.doc()
    }
}

/// Where in a list something is, as errors and findings print it: the
/// header or a record, and the byte offset from the start of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// `None` for the header; records count from 1, as `show ctl` counts them.
    pub record: Option<usize>,
    /// Offset in bytes from the start of the file.
    pub offset: usize,
}

impl Place {
    /// A place in the header.
    #[must_use]
    pub const fn header(offset: usize) -> Self {
        Self { record: None, offset }
    }

    /// A place in a record; records count from 1.
    #[must_use]
    pub const fn record(number: usize, offset: usize) -> Self {
        Self { record: Some(number), offset }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            None => write!(f, "header, byte {}", self.offset),
            Some(number) => write!(f, "record {number}, byte {}", self.offset),
        }
    }
}
