# One command for each thing that one does here. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help test lint sweep bench fuzz docs deps

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

test: deps ## install what the tests need and run everything, as CI does
	@scripts/test.sh

lint: ## formatting, lints, the rules of the house, what may be linked
	@scripts/lint.sh

fuzz: ## each fuzz target for TIME (20)
	@scripts/fuzz.sh $(or $(TIME),20)

docs: ## write docs/reference.md from the compiler's own tables
	@cargo run --quiet --locked -p tidy --bin reference > docs/reference.md.part
	@mv docs/reference.md.part docs/reference.md
