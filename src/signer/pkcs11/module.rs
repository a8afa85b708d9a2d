//! Finds and loads PKCS#11 modules, and initializes and finalizes each once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};

use super::{TokenNote, places};
use crate::platform;
use crate::signer::TokenError;
use crate::signer::uri::Uri;

/// The modules of one run of a program: each is loaded and initialized once, for any number of
/// keys, and finalized when its last user is dropped.
#[derive(Debug, Default)]
pub struct Modules {
    fallback: Option<PathBuf>,
    loaded: RefCell<BTreeMap<PathBuf, Module>>,
}

impl Modules {
    /// `fallback` is for URIs that name no module. Without it, the usual folders are searched.
    #[must_use]
    pub fn new(fallback: Option<PathBuf>) -> Self {
        Self { fallback, loaded: RefCell::default() }
    }

    /// The module that a URI needs: the one it names, otherwise the fallback, otherwise the first
    /// one in a usual folder.
    ///
    /// # Errors
    /// [`TokenError`], where there is none, or it cannot be loaded or started.
    pub fn get(&self, uri: &Uri) -> Result<Module, TokenError> {
        let path = match (&uri.module_path, &uri.module_name, &self.fallback) {
            (Some(path), _, _) => path.clone(),
            (None, Some(name), _) => places::named(name)?,
            (None, None, Some(fallback)) => fallback.clone(),
            (None, None, None) => places::usual()?,
        };
        let mut loaded = self.loaded.borrow_mut();
        if let Some(module) = loaded.get(&path) {
            return Ok(module.clone());
        }
        let module = Module::load(&path)?;
        loaded.insert(path, module.clone());
        Ok(module)
    }
}

/// A module that is loaded and started. Its copies share it.
#[derive(Clone)]
pub struct Module {
    running: Rc<Running>,
}

struct Running {
    name: String,
    context: Pkcs11,
    /// Whether we called C_Initialize, so that we have to call C_Finalize, too.
    started_here: bool,
    refused: RefCell<BTreeMap<u64, TokenError>>,
    /// Whether the warning that the group may write the file is still pending.
    unsaid: Cell<bool>,
}

impl Module {
    /// Loads and starts a module. A name without a folder is searched in the usual folders, then by
    /// the system's library search: never in the current folder, where anybody may have put a file
    /// that would be given the PIN.
    fn load(path: &Path) -> Result<Self, TokenError> {
        let name = path.display().to_string();
        let has_folder = path.parent().is_some_and(|folder| !folder.as_os_str().is_empty());
        if has_folder && !path.exists() {
            return Err(TokenError::ModuleMissing { path: name });
        }
        let file = if has_folder {
            std::path::absolute(path)
        } else {
            Ok(places::of_file(&name).unwrap_or_else(|| path.to_owned()))
        };
        let found = file.as_ref().ok().and_then(|file| file.metadata().ok());
        // Its code runs with the user's rights, and is given the PIN.
        if let Some(reason) = found.as_ref().and_then(platform::distrust) {
            return Err(TokenError::ModuleUntrusted { path: name, reason });
        }
        // The loader would wait for the other end of a pipe.
        if found.as_ref().is_some_and(|found| !found.is_file()) {
            let reason = "it is not a regular file".to_owned();
            return Err(TokenError::NotAModule { path: name, reason });
        }
        let group_writable = found.as_ref().is_some_and(platform::is_group_writable);
        let context = file
            .map_err(|error| error.to_string())
            .and_then(|file| Pkcs11::new(&file).map_err(|error| loader_reason(&error, &file)))
            .map_err(|reason| TokenError::NotAModule { path: name.clone(), reason })?;
        let started_here =
            match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
                Ok(()) => true,
                // Initialized by other code in this process, which also finalizes it.
                Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => false,
                Err(error) => return Err(TokenError::of_module(&name, &error)),
            };
        Ok(Self {
            running: Rc::new(Running {
                name,
                context,
                started_here,
                refused: RefCell::default(),
                unsaid: Cell::new(group_writable),
            }),
        })
    }

    /// The file, as it was named.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.running.name
    }

    /// A warning about the file, once.
    pub(super) fn exposure(&self) -> Option<TokenNote> {
        let exposed = self.running.unsaid.replace(false);
        exposed.then(|| TokenNote::ModuleExposed { module: self.name().to_owned() })
    }

    pub(super) fn context(&self) -> &Pkcs11 {
        &self.running.context
    }

    /// The tokens, by slot, that have rejected a PIN in this run, with the error.
    pub(super) fn refused(&self) -> &RefCell<BTreeMap<u64, TokenError>> {
        &self.running.refused
    }

    /// An error of a call that concerns the module as a whole.
    pub(super) fn error(&self, error: &Error) -> TokenError {
        TokenError::of_module(self.name(), error)
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Module").field("name", &self.name()).finish_non_exhaustive()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.started_here {
            // A failure no longer matters to anybody.
            let _ = self.context.clone().finalize();
        }
    }
}

fn loader_reason(error: &Error, file: &Path) -> String {
    match error {
        Error::LibraryLoading(error) => {
            let reason = error.to_string();
            let file = format!("{}: ", file.display());
            reason.strip_prefix(&file).unwrap_or(&reason).to_owned()
        }
        Error::MissingSymbol(symbol) => format!("it has no function {symbol}"),
        other => TokenError::of_module("its first call", other).to_string(),
    }
}
