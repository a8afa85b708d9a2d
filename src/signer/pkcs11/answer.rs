//! Translates a module's return values into our own sentences: those of cryptoki are whole
//! paragraphs of the standard.

use cryptoki::context::Function;
use cryptoki::error::{Error, RvError};

use crate::signer::TokenError;

impl TokenError {
    /// What an error of cryptoki means for the user of a token with this name.
    pub(super) fn of(token: &str, error: &Error) -> Self {
        let token = token.to_owned();
        let Error::Pkcs11(answer, call) = error else {
            return match error {
                Error::NullFunctionPointer | Error::NotSupported => Self::Refused {
                    token,
                    call: "a call".into(),
                    answer: name(RvError::FunctionNotSupported),
                },
                _ => Self::Form { token },
            };
        };
        match answer {
            RvError::PinIncorrect => Self::WrongPin { token },
            RvError::PinLocked => Self::Locked { token },
            RvError::PinExpired => Self::PinExpired { token },
            RvError::PinTooWeak => Self::PinWeak { token },
            RvError::PinInvalid | RvError::PinLenRange => Self::PinLength {
                pin: "PIN",
                token,
                allowed: "the token gives no details".to_owned(),
            },
            RvError::UserPinNotInitialized => Self::PinUnset { token },
            RvError::FunctionCanceled | RvError::FunctionRejected | RvError::Cancel => {
                Self::Cancelled { token }
            }
            RvError::DeviceRemoved
            | RvError::TokenNotPresent
            | RvError::SlotIdInvalid
            | RvError::SessionClosed
            | RvError::SessionHandleInvalid => Self::Removed { token },
            RvError::TokenNotRecognized => Self::Blank { token },
            answer => Self::refused(token, *call, *answer),
        }
    }

    /// What an error of cryptoki means if it concerns the module itself.
    pub(super) fn of_module(module: &str, error: &Error) -> Self {
        match error {
            Error::Pkcs11(answer, call) => Self::refused(module.to_owned(), *call, *answer),
            other => Self::of(module, other),
        }
    }

    fn refused(token: String, call: Function, answer: RvError) -> Self {
        Self::Refused { token, call: format!("C_{call:?}"), answer: name(answer) }
    }
}

/// The standard's name of a return value, from cryptoki's name: `DeviceError` is CKR_DEVICE_ERROR.
fn name(answer: RvError) -> String {
    match answer {
        RvError::VendorDefined(code) => format!("the vendor's code 0x{code:08x}"),
        RvError::UnknownErrorCode(code) => format!("the unknown code 0x{code:08x}"),
        known => {
            let mut name = String::from("CKR");
            for letter in format!("{known:?}").chars() {
                if letter.is_ascii_uppercase() {
                    name.push('_');
                }
                name.push(letter.to_ascii_uppercase());
            }
            name
        }
    }
}

#[cfg(test)]
mod tests {
    use cryptoki::error::Rv;
    use cryptoki_sys::CK_RV;

    use super::*;
    use crate::error::Described as _;

    /// Answers by their number in PKCS#11 2.40, the id and the sentence that follow.
    const ANSWERS: &[(CK_RV, &str, &str)] = &[
        (0x02, "E-TOKEN-REFUSED", "T: C_Sign was answered with CKR_HOST_MEMORY"),
        (0x03, "E-TOKEN-REMOVED", "the token T is not there any more"),
        (0x05, "E-TOKEN-REFUSED", "T: C_Sign was answered with CKR_GENERAL_ERROR"),
        (0x30, "E-TOKEN-REFUSED", "T: C_Sign was answered with CKR_DEVICE_ERROR"),
        (0x32, "E-TOKEN-REMOVED", "the token T is not there any more"),
        (
            0x50,
            "E-TOKEN-CANCELLED",
            "the entry of the PIN for the token T was cancelled or took too long",
        ),
        (0x68, "E-TOKEN-REFUSED", "T: C_Sign was answered with CKR_KEY_FUNCTION_NOT_PERMITTED"),
        (
            0xa0,
            "E-TOKEN-PIN",
            "the PIN is not the one of the token T; this was one wrong try, and it was not \
                               repeated (Cisco's tokens lock for good after 15 in a row)",
        ),
        (
            0xa1,
            "E-TOKEN-PIN-LENGTH",
            "the PIN has a length or characters that the token T does not allow \
                                      (the token gives no details)",
        ),
        (
            0xa2,
            "E-TOKEN-PIN-LENGTH",
            "the PIN has a length or characters that the token T does not allow \
                                      (the token gives no details)",
        ),
        (0xa3, "E-TOKEN-PIN-EXPIRED", "the PIN of the token T has expired"),
        (0xa4, "E-TOKEN-LOCKED", "the PIN of the token T is locked after too many wrong ones"),
        (0xb0, "E-TOKEN-REMOVED", "the token T is not there any more"),
        (0xb3, "E-TOKEN-REMOVED", "the token T is not there any more"),
        (0xe0, "E-TOKEN-REMOVED", "the token T is not there any more"),
        (0xe1, "E-TOKEN-BLANK", "the token T is not initialised"),
        (0x101, "E-TOKEN-REFUSED", "T: C_Sign was answered with CKR_USER_NOT_LOGGED_IN"),
        (0x102, "E-TOKEN-PIN-UNSET", "the PIN of the token T was never set"),
        (
            0x200,
            "E-TOKEN-CANCELLED",
            "the entry of the PIN for the token T was cancelled or took too long",
        ),
        (0x1b8, "E-TOKEN-PIN-WEAK", "the new PIN does not meet the rules of the token T"),
        (0x7777, "E-TOKEN-REFUSED", "T: C_Sign was answered with the unknown code 0x00007777"),
        (
            0x8000_0011,
            "E-TOKEN-REFUSED",
            "T: C_Sign was answered with the vendor's code 0x80000011",
        ),
    ];

    #[test]
    fn answers_become_sentences() {
        let mut checked = 0;
        for (number, id, sentence) in ANSWERS {
            let Rv::Error(answer) = Rv::from(*number) else { panic!("{number:#x}") };
            let error = TokenError::of("T", &Error::Pkcs11(answer, Function::Sign));
            assert_eq!((error.id(), error.to_string().as_str()), (*id, *sentence), "{number:#x}");
            checked += 1;
        }
        assert_eq!(checked, 22);
    }

    #[test]
    fn no_answer_prints_a_paragraph_of_the_standard() {
        let mut checked = 0;
        for number in 1..0x1000 {
            let Rv::Error(answer) = Rv::from(number) else { panic!("{number:#x}") };
            if matches!(answer, RvError::UnknownErrorCode(_)) {
                continue;
            }
            let error = TokenError::of("T", &Error::Pkcs11(answer, Function::Sign)).to_string();
            assert!(error.len() < 200, "{error}");
            checked += 1;
        }
        assert_eq!(checked, 93);
    }

    #[test]
    fn what_is_no_answer_is_told_apart() {
        let error = TokenError::of("T", &Error::NullFunctionPointer);
        assert_eq!(error.to_string(), "T: a call was answered with CKR_FUNCTION_NOT_SUPPORTED");
        let error = TokenError::of("T", &Error::InvalidValue);
        assert_eq!(error.to_string(), "T: an answer does not follow PKCS#11");
    }
}
