//! Which file of the library and the program imports which, according to their tokens.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// For each file the files that it imports, and the names that it takes from them.
pub(super) type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The segments of a path; for a module, from the root of its crate.
type Path = Vec<String>;

/// The content of a module, of a file or inline.
#[derive(Default)]
struct Module {
    uses: Vec<Use>,
    /// All other paths, those of one segment included.
    paths: BTreeSet<Path>,
}

/// One name of a `use`.
struct Use {
    path: Path,
    name: String,
    exported: bool,
}

/// All modules, and the file of each that has one of its own.
#[derive(Default)]
struct Sources {
    modules: BTreeMap<Path, Module>,
    files: BTreeMap<Path, String>,
}

/// The imports between files, which are given by their paths below `src` and their texts.
///
/// A name counts where it is defined, through every `pub use` on the way; a re-export itself is not
/// an import unless the file also uses the name. So a `mod.rs` that declares modules and re-exports
/// their names is a table of contents: it imports nothing. A module counts only through what is
/// imported from it. Tests inside `src` do not count.
pub(super) fn imports(files: &[(String, String)]) -> Imports {
    let mut sources = Sources::default();
    for (file, text) in files {
        let module = module_of(file);
        sources.files.insert(module.clone(), file.clone());
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
        sources.read(tokens, &module);
    }
    sources.imports()
}

/// `cluster/store/mod.rs` is the module `cluster::store`. The program's own root is separate from
/// the library's; its modules below `cli` are named as if they were the library's.
fn module_of(file: &str) -> Path {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let path = if path == "lib" { "" } else { path };
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl Sources {
    fn read(&mut self, tokens: TokenStream, module: &Path) {
        self.modules.entry(module.clone()).or_default();
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    at += 2;
                    if tokens.get(at - 1).is_some_and(is_test) {
                        at = end_of_item(&tokens, at);
                    }
                }
                TokenTree::Ident(word) if word == "mod" => {
                    at = self.read_module(&tokens, at, module);
                }
                // `impl Trait + use<'a>` imports nothing.
                TokenTree::Ident(word) if word == "use" && !is_mark_at(&tokens, at + 1, '<') => {
                    let exported = is_public(&tokens[..at]);
                    let mut tree = &tokens[at + 1..];
                    let uses = &mut self.modules.get_mut(module).expect("entered").uses;
                    read_use(&mut tree, &[], exported, uses);
                    at = tokens.len() - tree.len();
                }
                TokenTree::Ident(_) => {
                    let (path, after) = read_path(&tokens, at);
                    self.modules.get_mut(module).expect("entered").paths.insert(path);
                    at = after;
                }
                TokenTree::Group(group) => {
                    self.read(group.stream(), module);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// `mod name;` or `mod name { ... }`; returns where it ends.
    fn read_module(&mut self, tokens: &[TokenTree], at: usize, module: &Path) -> usize {
        match tokens.get(at + 1..at + 3) {
            Some([TokenTree::Ident(name), TokenTree::Group(body)])
                if body.delimiter() == Delimiter::Brace =>
            {
                let inner = [module.as_slice(), &[name.to_string()]].concat();
                self.read(body.stream(), &inner);
                at + 3
            }
            _ => at + 2,
        }
    }

    fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (name, module) in &self.modules {
            let exported = |path: &Path| {
                path.len() == 1 && module.uses.iter().any(|u| u.exported && u.name == path[0])
            };
            let own = module.uses.iter().filter(|u| !u.exported).map(|u| &u.path);
            let written = module.paths.iter().filter(|path| path.len() > 1 || exported(path));
            for path in own.chain(written) {
                let Some(whole) = self.whole(name, path) else { continue };
                let Some(file) = self.definition(&whole, 0) else { continue };
                let (from, to) = (&self.files[self.file(name)], &self.files[file]);
                if from != to {
                    let names = imports.entry(from.clone()).or_default().entry(to.clone());
                    names.or_default().insert(path.join("::"));
                }
            }
        }
        imports
    }

    /// A path from the root of the crate; `None` if it belongs to another crate, or to no module.
    fn whole(&self, module: &Path, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | "trustlist" => Some(rest.to_vec()),
            "self" | "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                let down = path.iter().skip_while(|part| *part == "super" || *part == "self");
                let base = module.iter().take(module.len() - up);
                Some(base.chain(down).cloned().collect())
            }
            _ => {
                let child = [module.as_slice(), path].concat();
                if self.modules.contains_key(&child[..=module.len()]) {
                    return Some(child);
                }
                let named = self.modules[module].uses.iter().find(|u| u.name == *first)?;
                let starts_with_itself = named.path.first() == Some(first);
                let whole = (!starts_with_itself || named.path.len() > 1)
                    .then(|| self.whole(module, &named.path))??;
                Some([whole.as_slice(), rest].concat())
            }
        }
    }

    /// The module with a file in which a path is defined; `None` for a module itself.
    fn definition(&self, path: &[String], depth: usize) -> Option<&Path> {
        assert!(depth < 20, "{path:?} is re-exported in a circle");
        let length = (0..=path.len()).rev().find(|end| self.modules.contains_key(&path[..*end]))?;
        let (module, rest) = path.split_at(length);
        let name = rest.first()?;
        let named = self.modules[module].uses.iter().find(|u| u.name == *name);
        let exported = named.and_then(|u| self.whole(&module.to_vec(), &u.path));
        match exported.filter(|whole| whole != path) {
            Some(whole) => self.definition(&[whole.as_slice(), &rest[1..]].concat(), depth + 1),
            None => Some(self.file(module)),
        }
    }

    /// The module whose file a module is in.
    fn file(&self, module: &[String]) -> &Path {
        let file =
            (0..=module.len()).rev().find_map(|end| self.files.get_key_value(&module[..end]));
        file.unwrap_or_else(|| panic!("{module:?} is in no file")).0
    }
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == mark)
}

fn is_mark_at(tokens: &[TokenTree], at: usize, mark: char) -> bool {
    tokens.get(at).is_some_and(|token| is_mark(token, mark))
}

/// Whether an attribute keeps an item for tests: `#[cfg(test)]`, `#[cfg(all(test, unix))]`.
fn is_test(attribute: &TokenTree) -> bool {
    let TokenTree::Group(group) = attribute else { return false };
    let text = group.stream().to_string().replace(' ', "");
    text.starts_with("cfg(test)") || text.starts_with("cfg(all(test,")
}

/// The position after the item that begins here.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_mark(token, ';'),
    };
    let length = tokens[at..].iter().position(ends).map_or(tokens.len(), |end| end + 1);
    at + length
}

/// Whether tokens end with `pub` or `pub(...)`.
fn is_public(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Ident(word), TokenTree::Group(_)] | [.., TokenTree::Ident(word)] => {
            word == "pub"
        }
        _ => false,
    }
}

/// A path's segments, and where it ends.
fn read_path(tokens: &[TokenTree], mut at: usize) -> (Path, usize) {
    let mut path = Path::new();
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        path.push(word.to_string());
        at += 1;
        let continues = matches!(
            tokens.get(at..at + 3),
            Some([one, two, TokenTree::Ident(_)]) if is_mark(one, ':') && is_mark(two, ':')
        );
        if !continues {
            break;
        }
        at += 2;
    }
    (path, at)
}

/// The tree of a `use`, up to the comma or the semicolon after it, or the end.
fn read_use(tokens: &mut &[TokenTree], before: &[String], exported: bool, uses: &mut Vec<Use>) {
    let mut path = before.to_vec();
    let mut name = None;
    while let Some((token, rest)) = tokens.split_first() {
        *tokens = rest;
        match token {
            TokenTree::Ident(word) if word == "as" => {
                if let Some((TokenTree::Ident(alias), rest)) = tokens.split_first() {
                    name = Some(alias.to_string());
                    *tokens = rest;
                }
            }
            TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
            TokenTree::Ident(word) => path.push(word.to_string()),
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let mut inner = inner.as_slice();
                while !inner.is_empty() {
                    read_use(&mut inner, &path, exported, uses);
                }
                path.clear();
            }
            token if is_mark(token, '*') => panic!("{path:?}::* hides what is imported"),
            token if is_mark(token, ',') || is_mark(token, ';') => break,
            _ => {}
        }
    }
    if let Some(last) = path.last() {
        let name = name.unwrap_or_else(|| last.clone());
        uses.push(Use { path, name, exported });
    }
}
