CTL     = cargo run -q --release --locked --
WINDOWS = x86_64-pc-windows-gnu

# What `make demo` builds its list from.
PUBLISHER     = fixtures/certs/cucm-pub-CallManager.pem
PUBLISHER_KEY = fixtures/keys/cucm-pub-CallManager.pem
SUBSCRIBER    = fixtures/certs/cucm-sub1-CallManager.pem
CAPF          = fixtures/certs/CAPF.pem

.PHONY: help demo test lint fixtures bench man check-windows

help: ## list the targets (the default)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## build a list from the fixture certificates, show it, verify it
	cargo build --release --locked
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; PS4='$$ '; set -x; \
	$(CTL) build -o "$$folder/CTLFile.tlv" \
	    --sast $(PUBLISHER),host=cucm-pub,address=10.48.47.153 \
	    --ccm-tftp $(PUBLISHER),host=cucm-pub,address=10.48.47.153 \
	    --capf $(CAPF),host=cucm-pub,address=10.48.47.153 \
	    --ccm-tftp $(SUBSCRIBER),host=cucm-sub1,address=10.48.47.154 \
	    --signer $(PUBLISHER) --key $(PUBLISHER_KEY); \
	$(CTL) show "$$folder/CTLFile.tlv"; \
	$(CTL) verify "$$folder/CTLFile.tlv"

test: ## install what the tests need, then run all of them
	tests/setup.sh
	INSTA_UPDATE=no cargo test --locked

lint: ## check the formatting, and that clippy has nothing to say
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings

fixtures: ## write the fixtures anew; the tests only compare
	cargo run -q --locked --example generate -- fixtures

bench: ## run the benchmarks (benches/README.md)
	cargo bench --locked

man: ## write man pages, completions and docs/errors.md anew
	cargo run -q --locked -- generate man man
	cargo run -q --locked -- generate completions completions
	cargo run -q --locked -- generate errors docs

check-windows: ## compile for Windows, without linking
	@test -d "$$(rustc --print target-libdir --target $(WINDOWS))" || rustup target add $(WINDOWS) || { \
	    echo "make check-windows: Rust's standard library for $(WINDOWS) is missing and could not be added; install it and try again." >&2; \
	    exit 1; }
	@cargo check --locked --target $(WINDOWS) || { \
	    echo "make check-windows: ctl does not compile for $(WINDOWS); the compiler's messages above say why." >&2; \
	    exit 1; }
