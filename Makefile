CTL     = target/demo/ctl
WINDOWS = x86_64-pc-windows-gnu

.PHONY: help demo test soak fuzz lint features fixtures bench man check-windows

help: ## list the targets (the default)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## make a lab cluster in a temporary folder, set mixed mode, show its CTL
	cargo build --profile demo --locked
	@set -e; folder=$$(mktemp -d); trap '{ set +x; } 2>/dev/null; rm -rf "$$folder"' EXIT; PS4='$$ '; set -x; \
	$(CTL) init "$$folder/lab" --lab; \
	$(CTL) -C "$$folder/lab" set-cluster mixed-mode --yes; \
	$(CTL) -C "$$folder/lab" show @current

test: ## install what the tests need, then run all of them
	tests/setup.sh
	INSTA_UPDATE=no cargo test --locked

soak: ## simulate 2000 lives of clusters against the second statement of the rules
	LIVES=2000 cargo test --locked --test library lives -- --nocapture

fuzz: ## run each fuzz target for a minute (needs cargo-fuzz; fuzz/run.sh)
	fuzz/run.sh 60

# The pages whose words are checked (tests/language.py). docs/errors.md is generated from src, which is not
# checked yet.
PAGES = README.md SECURITY.md CONTRIBUTING.md CHANGELOG.md benches/README.md fixtures/README.md \
	docs/cluster.md docs/cucm.md docs/format.md docs/jobs docs/json.md docs/listing.md docs/phone.md \
	tests/support/src/generate/readme.md

lint: ## check formatting and words; clippy and rustdoc must not warn
	cargo fmt --all --check
	python3 tests/language.py $(PAGES)
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
