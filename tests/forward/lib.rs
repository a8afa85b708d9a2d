//! A PKCS#11 module that forwards to another one, writes down each call and its
//! answer, but no data, and can change an answer: what SoftHSM2 cannot do, such as
//! lock a PIN, is tested with it. Environment variables tell it what to do:
//!
//! | variable | holds |
//! |---|---|
//! | `FORWARD_TO` | the module that answers |
//! | `FORWARD_LOG` | a file, to which a line is added for each call: its name and its answer in hexadecimal |
//! | `FORWARD_CHANGE` | names of changes ([`change::Change`]), separated by commas |
//! | `FORWARD_PIN` | what is typed on the pad, or what the token that needs no login was opened with |
//! | `FORWARD_ENVIRONMENT` | a file, into which `env` writes the environment of a child, when the module ends |
//! | `FORWARD_REMOVE` | `C_Name:N`: the token is pulled out at the N-th call of that function |

#![allow(unsafe_code, reason = "a PKCS#11 module is a table of C functions, called with pointers")]
#![allow(non_snake_case, clippy::wildcard_imports, reason = "the names are those of PKCS#11")]
#![allow(clippy::many_single_char_names, reason = "64 functions are declared in one line each")]
#![allow(missing_docs, clippy::missing_safety_doc, reason = "the standard describes the functions")]

mod calls;
mod change;
mod hooks;

use std::collections::HashMap;
use std::fs::File;
use std::io::Write as _;
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_FUNCTION_LIST_PTR_PTR, CK_RV, CKR_DEVICE_REMOVED, CKR_GENERAL_ERROR,
    CKR_OK,
};

use change::Change;

/// What the variables say, and the module that answers.
struct Forward {
    /// Kept loaded for the pointers in `real`.
    _library: cryptoki_sys::Pkcs11,
    real: CK_FUNCTION_LIST,
    table: CK_FUNCTION_LIST,
    log: Mutex<File>,
    changes: Vec<Change>,
    pin: String,
    remove: Option<(String, usize)>,
    calls: Mutex<HashMap<&'static str, usize>>,
}

// SAFETY: the tables hold function pointers and are only read.
unsafe impl Sync for Forward {}
unsafe impl Send for Forward {}

static FORWARD: OnceLock<Forward> = OnceLock::new();

fn forward() -> &'static Forward {
    FORWARD.get().expect("C_GetFunctionList comes first")
}

impl Forward {
    fn new() -> Self {
        let variable = |name| std::env::var(name).ok();
        let needed = |name| variable(name).unwrap_or_else(|| panic!("{name} is not set"));
        // SAFETY: FORWARD_TO names a PKCS#11 module.
        let library = unsafe { cryptoki_sys::Pkcs11::new(needed("FORWARD_TO")) }.unwrap();
        let mut list = std::ptr::null_mut();
        let get = library.C_GetFunctionList.as_ref().unwrap();
        // SAFETY: on CKR_OK the pointer is that of a table, which stays.
        let real = unsafe {
            assert_eq!(get(&raw mut list), CKR_OK);
            *list
        };
        let log = File::options().append(true).create(true).open(needed("FORWARD_LOG")).unwrap();
        let changes = variable("FORWARD_CHANGE").unwrap_or_default();
        let remove = variable("FORWARD_REMOVE").map(|text| {
            let (name, count) = text.split_once(':').unwrap();
            (name.to_owned(), count.parse().unwrap())
        });
        Self {
            _library: library,
            real,
            table: calls::table(real.version),
            log: Mutex::new(log),
            changes: changes
                .split(',')
                .filter(|name| !name.is_empty())
                .map(Change::named)
                .collect(),
            pin: variable("FORWARD_PIN").unwrap_or_default(),
            remove,
            calls: Mutex::default(),
        }
    }

    fn changed(&self, change: Change) -> bool {
        self.changes.contains(&change)
    }

    /// Whether the token is gone when this call is made.
    fn removed(&self, name: &'static str) -> bool {
        let mut calls = self.calls.lock().unwrap();
        *calls.entry(name).or_default() += 1;
        self.remove.as_ref().is_some_and(|(at, count)| {
            name != "C_Finalize" && calls.get(at.as_str()).is_some_and(|made| made >= count)
        })
    }
}

/// Makes a call, unless the token is gone, and writes it down.
fn call(name: &'static str, real: impl FnOnce(&Forward) -> CK_RV) -> CK_RV {
    let forward = forward();
    let answer = if forward.removed(name) { CKR_DEVICE_REMOVED } else { real(forward) };
    if name == "C_Finalize" {
        write_environment();
    }
    let line = format!("{name} {answer:#x}\n");
    forward.log.lock().unwrap().write_all(line.as_bytes()).unwrap();
    answer
}

/// What a child of the program would be given.
fn write_environment() {
    if let Some(file) = std::env::var_os("FORWARD_ENVIRONMENT") {
        let status = Command::new("env").stdout(File::create(file).unwrap()).status();
        assert!(status.unwrap().success());
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn C_GetFunctionList(list: CK_FUNCTION_LIST_PTR_PTR) -> CK_RV {
    let Ok(forward) = std::panic::catch_unwind(|| FORWARD.get_or_init(Forward::new)) else {
        return CKR_GENERAL_ERROR;
    };
    // SAFETY: the caller gives the place for one pointer.
    unsafe { *list = (&raw const forward.table).cast_mut() };
    CKR_OK
}
