CTL     = target/demo/ctl
WINDOWS = x86_64-pc-windows-gnu
# What `make install` installs, and where.
PROGRAM = target/release/ctl
PREFIX  = /usr/local
SHARE   = $(DESTDIR)$(PREFIX)/share

.PHONY: help demo install target/release/ctl mutants test soak fuzz lint features fixtures bench man check-windows

help: ## list the targets (the default)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## make a lab cluster in a temporary folder, set mixed mode, show its CTL
	cargo build --profile demo --locked
	@set -e; folder=$$(mktemp -d); trap '{ set +x; } 2>/dev/null; rm -rf "$$folder"' EXIT; PS4='$$ '; set -x; \
	$(CTL) init "$$folder/lab" --lab; \
	$(CTL) -C "$$folder/lab" set-cluster mixed-mode --yes; \
	$(CTL) -C "$$folder/lab" show @current

install: $(PROGRAM) ## install ctl, man pages and completions below PREFIX (/usr/local)
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/ctl
	install -D -m 644 -t $(SHARE)/man/man1 man/*.1
	install -D -m 644 completions/ctl.bash $(SHARE)/bash-completion/completions/ctl
	install -D -m 644 completions/ctl.fish $(SHARE)/fish/vendor_completions.d/ctl.fish
	install -D -m 644 completions/_ctl $(SHARE)/zsh/site-functions/_ctl

target/release/ctl:
	cargo build --release --locked

mutants: ## list changes of MODULE's code that no test notices (tests/mutants.sh; needs cargo-mutants)
	tests/mutants.sh $(MODULE)

test: ## install what the tests need, then run all of them
	tests/setup.sh
	INSTA_UPDATE=no cargo test --locked

soak: ## simulate 2000 lives of clusters against the second statement of the rules
	LIVES=2000 cargo test --locked --test library lives -- --nocapture

fuzz: ## run each fuzz target for a minute (needs cargo-fuzz; fuzz/run.sh)
	fuzz/run.sh 60

# The files and folders whose words are checked (tests/language.py).
WORDS = README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md docs man src tests benches fuzz \
	fixtures/README.md Makefile .ci/run

lint: ## check formatting and words; clippy and rustdoc must not warn
	cargo fmt --all --check
	python3 tests/language.py $(WORDS)
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --all-features --locked

features: ## compile each set of features without a warning, and test the library without any
	tests/features.sh

fixtures: ## rewrite the fixtures; the tests only compare
	cargo run -q --locked -p support --bin fixtures

bench: ## run the benchmarks (benches/README.md)
	cargo bench --locked
	cargo build --release --locked
	python3 benches/process.py
	python3 benches/moments.py
	python3 benches/devices.py

man: ## rewrite man pages, completions and docs/errors.md
	cargo run -q --locked -- generate man man
	cargo run -q --locked -- generate completions completions
	cargo run -q --locked -- generate errors docs

# Without linking, what the C compiler would make of SQLite is not needed either.
check-windows: export CC_$(subst -,_,$(WINDOWS)) = true
check-windows: export AR_$(subst -,_,$(WINDOWS)) = true
check-windows: ## compile for Windows, without linking
	@test -d "$$(rustc --print target-libdir --target $(WINDOWS))" || rustup target add $(WINDOWS) || { \
	    echo "make check-windows: Rust's standard library for $(WINDOWS) is missing and could not be added; install it and try again." >&2; \
	    exit 1; }
	@cargo check --locked --target $(WINDOWS) || { \
	    echo "make check-windows: ctl does not compile for $(WINDOWS); the compiler's messages above say why." >&2; \
	    exit 1; }
