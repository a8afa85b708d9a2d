//! The calls whose answers can be changed.

use cryptoki_sys::*;

use super::change::Change;
use super::{Forward, call};

/// The number of the slot that [`Change::BadSlot`] adds.
const BAD_SLOT: CK_SLOT_ID = 0xbad;

macro_rules! real {
    ($forward:expr, $name:ident($($argument:expr),*)) => {
        // SAFETY: the arguments are those of our caller.
        unsafe { $forward.real.$name.expect("the module has this function")($($argument),*) }
    };
}

pub(crate) unsafe extern "C" fn C_GetSlotList(
    occupied: CK_BBOOL,
    list: *mut CK_SLOT_ID,
    count: *mut CK_ULONG,
) -> CK_RV {
    call("C_GetSlotList", |forward| {
        // SAFETY: the caller gives a counter.
        let slots = unsafe { &mut *count };
        if forward.changed(Change::Empty) && occupied == CK_TRUE {
            *slots = 0;
            return CKR_OK;
        }
        let room = *slots;
        let answer = real!(forward, C_GetSlotList(occupied, list, slots));
        if answer != CKR_OK || !forward.changed(Change::BadSlot) {
            return answer;
        }
        let filled = usize::try_from(*slots).unwrap();
        *slots += 1;
        if list.is_null() {
            return CKR_OK;
        }
        if *slots > room {
            return CKR_BUFFER_TOO_SMALL;
        }
        // It comes first, so that it would hide the others from careless callers.
        // SAFETY: the caller gives room for as many numbers as the counter said.
        unsafe {
            std::ptr::copy(list, list.add(1), filled);
            *list = BAD_SLOT;
        }
        CKR_OK
    })
}

pub(crate) unsafe extern "C" fn C_GetSlotInfo(slot: CK_SLOT_ID, info: *mut CK_SLOT_INFO) -> CK_RV {
    call("C_GetSlotInfo", |forward| {
        if slot != BAD_SLOT {
            return real!(forward, C_GetSlotInfo(slot, info));
        }
        let described = CK_SLOT_INFO {
            slotDescription: [b'x'; 64],
            flags: CKF_TOKEN_PRESENT,
            ..CK_SLOT_INFO::default()
        };
        // SAFETY: the caller gives room for it.
        unsafe { *info = described };
        CKR_OK
    })
}

pub(crate) unsafe extern "C" fn C_GetTokenInfo(
    slot: CK_SLOT_ID,
    info: *mut CK_TOKEN_INFO,
) -> CK_RV {
    call("C_GetTokenInfo", |forward| {
        if slot == BAD_SLOT {
            return CKR_DEVICE_ERROR;
        }
        let answer = real!(forward, C_GetTokenInfo(slot, info));
        // SAFETY: the caller gives room for it.
        let Some(info) = (unsafe { info.as_mut() }).filter(|_| answer == CKR_OK) else {
            return answer;
        };
        for (change, flag) in [
            (Change::CountLow, CKF_USER_PIN_COUNT_LOW),
            (Change::FinalTry, CKF_USER_PIN_FINAL_TRY),
            (Change::Locked, CKF_USER_PIN_LOCKED),
            (Change::Expired, CKF_USER_PIN_TO_BE_CHANGED),
            (Change::Pad, CKF_PROTECTED_AUTHENTICATION_PATH),
            (Change::BlankClock, CKF_CLOCK_ON_TOKEN),
        ] {
            if forward.changed(change) {
                info.flags |= flag;
            }
        }
        if forward.changed(Change::NoLogin) {
            info.flags &= !CKF_LOGIN_REQUIRED;
        }
        if forward.changed(Change::BlankClock) {
            info.utcTime = [b' '; 16];
        }
        answer
    })
}

pub(crate) unsafe extern "C" fn C_GetMechanismList(
    slot: CK_SLOT_ID,
    list: *mut CK_MECHANISM_TYPE,
    count: *mut CK_ULONG,
) -> CK_RV {
    call("C_GetMechanismList", |forward| {
        let answer = real!(forward, C_GetMechanismList(slot, list, count));
        if answer == CKR_OK && !list.is_null() {
            // SAFETY: the caller gives room for them, and the module filled it.
            let (count, listed) = unsafe {
                (
                    &mut *count,
                    std::slice::from_raw_parts_mut(list, usize::try_from(*count).unwrap()),
                )
            };
            *count = 0;
            for index in 0..listed.len() {
                if !hidden(forward, listed[index]) {
                    listed[usize::try_from(*count).unwrap()] = listed[index];
                    *count += 1;
                }
            }
        }
        answer
    })
}

fn hidden(forward: &Forward, mechanism: CK_MECHANISM_TYPE) -> bool {
    let plain = mechanism == CKM_RSA_PKCS;
    let hashing =
        [CKM_SHA1_RSA_PKCS, CKM_SHA256_RSA_PKCS, CKM_SHA512_RSA_PKCS].contains(&mechanism);
    plain && (forward.changed(Change::OnlyHashing) || forward.changed(Change::NoSigning))
        || hashing && (forward.changed(Change::OnlyPlain) || forward.changed(Change::NoSigning))
}

pub(crate) unsafe extern "C" fn C_OpenSession(
    slot: CK_SLOT_ID,
    flags: CK_FLAGS,
    context: *mut std::ffi::c_void,
    notify: CK_NOTIFY,
    session: *mut CK_SESSION_HANDLE,
) -> CK_RV {
    call("C_OpenSession", |forward| {
        let answer = real!(forward, C_OpenSession(slot, flags, context, notify, session));
        if answer == CKR_OK && forward.changed(Change::NoLogin) {
            // SAFETY: the module has just filled it.
            log_in(forward, unsafe { *session }, CKU_USER);
        }
        answer
    })
}

pub(crate) unsafe extern "C" fn C_Login(
    session: CK_SESSION_HANDLE,
    user: CK_USER_TYPE,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
) -> CK_RV {
    call("C_Login", |forward| {
        if forward.changed(Change::Locked) {
            CKR_PIN_LOCKED
        } else if !forward.changed(Change::Pad) {
            real!(forward, C_Login(session, user, pin, length))
        } else if pin.is_null() {
            log_in(forward, session, user)
        } else {
            CKR_ARGUMENTS_BAD
        }
    })
}

fn log_in(forward: &Forward, session: CK_SESSION_HANDLE, user: CK_USER_TYPE) -> CK_RV {
    let (pin, length) = (forward.pin.as_ptr().cast_mut(), forward.pin.len());
    real!(forward, C_Login(session, user, pin, CK_ULONG::try_from(length).unwrap()))
}

pub(crate) unsafe extern "C" fn C_SignInit(
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    key: CK_OBJECT_HANDLE,
) -> CK_RV {
    call("C_SignInit", |forward| {
        if forward.changed(Change::Expired) {
            return CKR_PIN_EXPIRED;
        }
        // SAFETY: the caller gives one.
        if hidden(forward, unsafe { *mechanism }.mechanism) {
            return CKR_MECHANISM_INVALID;
        }
        real!(forward, C_SignInit(session, mechanism, key))
    })
}
