# One command for each thing that one does here. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help build demo run test lint sweep million replay theory bench bench-config flood mutants fuzz docs deps

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

sweep: ## SEEDS (4096) runs of the whole center in virtual time, and as many plans beside what then happens
	@SEEDS=$(or $(SEEDS),4096) cargo test --locked --release -p scenarios --test sweep -- --nocapture sweep_of
	@SEEDS=$(or $(SEEDS),4096) cargo test --locked --release -p scenarios --test incidents -- what_a_plan_says

million: ## CALLS (1000000) calls with faults from seed FROM (0) on; says where to go on
	@CALLS=$(CALLS) FROM=$(FROM) cargo test --locked --release -p scenarios --test sweep -- --nocapture --ignored --exact as_many_calls_as_wanted

replay: ## the run of SEED alone, with the planted BUG if one is named
	@SEED=$(SEED) BUG=$(BUG) cargo test --locked -p scenarios --test sweep -- --nocapture --ignored --exact replay

theory: ## waits of millions of callers beside Erlang's formula, with their intervals
	@cargo test --locked --release -p scenarios --test theory -- --nocapture --include-ignored

bench: ## what the daemon carries on one core, figure by figure (BENCH=arguments)
	@cargo build --locked --release -p ccd -p ccctl -p bench
	@target=$${CARGO_TARGET_DIR:-target}; $$target/release/bench $(or $(BENCH),all)

bench-config: ## what it costs to change a center of 1,000, 10,000 and 100,000 resources; Terraform's beside it
	@cargo build --locked --release -p ccd -p ccctl -p bench
	@target=$${CARGO_TARGET_DIR:-target}; $$target/release/bench config $(BENCH)

flood: ## a minute of 10,000 REGISTERs a second from one address beside a call that is listened to
	@cargo build --locked --release -p ccd -p ccctl
	@target=$$(realpath $${CARGO_TARGET_DIR:-target})/release; CCD_BIN=$$target/ccd CCCTL_BIN=$$target/ccctl \
		cargo test --locked --release -p e2e --test hostile -- --nocapture --ignored --exact flood::a_minute_of_flood_makes_no_hole_in_a_call

mutants: ## 19,000 mutants of each message, half an hour at the most
	@cargo test --locked --release -p fuzz --test smoke -- --ignored --exact nineteen_thousand_mutants_of_each_message_break_no_promise

fuzz: ## each fuzz target for TIME (20)
	@scripts/fuzz.sh $(or $(TIME),20)

docs: ## write docs/reference.md, docs/problems.md and docs/plan.schema.json from the tables and types
	@cargo run --quiet --locked -p tidy --bin reference > docs/reference.md.part
	@mv docs/reference.md.part docs/reference.md
	@cargo run --quiet --locked -p tidy --bin problems > docs/problems.md.part
	@mv docs/problems.md.part docs/problems.md
	@cargo run --quiet --locked -p tidy --bin plan-schema > docs/plan.schema.json.part
	@mv docs/plan.schema.json.part docs/plan.schema.json
