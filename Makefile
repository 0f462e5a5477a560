# One command for each thing that one does here. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help build demo run test lint sweep bench fuzz docs deps

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## compile both programs
	@cargo build --locked -p ccd -p ccctl

demo: ## install, build, and make a first call from nothing to its record
	@scripts/demo.sh

run: ## the same center for your own phone, until Ctrl-C (HOST=address for other machines)
	@scripts/run.sh

deps: ## install the packages that everything here needs
	@scripts/install-deps.sh --test

test: deps ## install what the tests need and run everything, as CI does
	@scripts/test.sh

lint: ## formatting, lints, the rules of the house, what may be linked
	@scripts/lint.sh

fuzz: ## each fuzz target for TIME (20)
	@scripts/fuzz.sh $(or $(TIME),20)

docs: ## write docs/reference.md from the compiler's own tables
	@cargo run --quiet --locked -p tidy --bin reference > docs/reference.md.part
	@mv docs/reference.md.part docs/reference.md
