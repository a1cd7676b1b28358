# AIR Discussietool. `make` says what can be made.
#
# Everything is installed in .venv, frontend/node_modules and, to measure, bench/node_modules; steps
# that are done are not repeated.

PYTHON ?= python3
BIN := .venv/bin
HOUSE := $(PYTHON) -m
# What is tested on PostgreSQL and Redis as well: everything that reads or writes rows, but for
# walks over all pages by everybody and random ways through all steps, which ask the same queries
# once more, and what is about the files of SQLite.
STORED := $(addprefix tests/,access commands consumers live sockets texts views report/test_contents.py) \
	$(addprefix --ignore=tests/,access/test_rules.py texts/test_interop.py commands/test_erasing.py) \
	--ignore=tests/commands/test_every_way.py $(addprefix --ignore=tests/views/,test_every_door.py test_foreign_ids.py test_headers.py) \
	$(addprefix --ignore=tests/views/,test_pages_look.py test_two_languages.py)
# Those that start servers: the demo first, which takes longest, and all who share the two servers
# over PostgreSQL and Redis with one worker.
SERVED := --dist loadgroup -m "browser or chaos or grown" tests/tools tests
# PostgreSQL refuses more than SQLite: hostile values are tried on it, once.
STRICT := tests/views/test_hostile_input.py

# ONLY=A,C becomes --only A,C; nothing when it is not given.
option = $(addprefix --$(1) ,$($(shell echo $(1) | tr a-z A-Z)))

.DEFAULT_GOAL := help
.PHONY: help run test long check sure format build demo bench chaos journeys pictures messages \
	lock clean base dev words tested-with

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  make run and make demo take HOST=0.0.0.0 (a room on the same network joins), PORT= and PUBLIC_URL=."

run: ## set up what is missing and serve on http://127.0.0.1:8000
	@$(HOUSE) tools.run

test: tested-with build words ## run all tests: TypeScript, Python, PostgreSQL and Redis, Chromium
	$(HOUSE) tools.page_scripts check test
	$(BIN)/pytest -n 2 -m "not browser and not chaos and not grown and not long" --ignore=$(STRICT)
	$(BIN)/python -m tests.stores $(BIN)/pytest -n 2 $(STORED)
	$(BIN)/pytest -n 2 $(SERVED)

long: tested-with build words ## run the tests that take minutes, and that `make test` tries in parts
	$(BIN)/pytest -m long

check: dev build words ## check format, types, contracts, migrations, words and locks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations airsessions --check --dry-run
	$(BIN)/python -m tools.messages check
	$(BIN)/python -m tools.locks check
	$(BIN)/djangofmt --check templates
	$(BIN)/python -m tools.deploy_check
	$(HOUSE) tools.page_scripts check

sure: check test ## check, then test

format: dev ## bring Python and templates into the form that check asks for
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(BIN)/djangofmt templates

build: ## build the page scripts into static/build
	@$(HOUSE) tools.page_scripts

demo: ## serve with example sessions in it, and say how to look around
	@$(HOUSE) tools.demo

bench: dev build words ## load ours and its peers side by side (ONLY=A,C PEERS=ours,hocuspocus RUNS=1)
	@$(HOUSE) tools.bench $(foreach one,only peers runs calm write table,$(call option,$(one)))

chaos: tested-with build words ## break servers, stores and lines for an hour, and write the table in docs/texts.md
	rm -f var/chaos.jsonl
	TIER=long TEXT_ORDERS=5000 CHAOS_RESULTS=var/chaos.jsonl nice -n 10 $(BIN)/pytest $(if $(ONLY),-k $(ONLY)) tests/chaos tests/texts/test_every_order.py; \
		played=$$?; $(BIN)/python -m tests.chaos.table var/chaos.jsonl; exit $$played

journeys: tested-with build words ## walk every way through the browser (ONLY=name of a journey)
	$(BIN)/pytest -m browser $(if $(ONLY),-k $(ONLY))

pictures: tested-with build words ## walk through all steps and keep what people see in docs/images/steps/
	PICTURES=docs/images/steps $(BIN)/pytest -m browser -k test_everyone_is_heard

messages: dev ## take over into locale/ what the sources say (FROM=folder with JSON translations)
	$(BIN)/python -m tools.messages update $(FROM)

lock: dev ## lock the Python packages anew (UPGRADE=upgrade for newer versions)
	$(BIN)/python -m tools.locks $(UPGRADE)

clean: ## remove what was installed and built; var/ with its data stays
	rm -rf .venv frontend/node_modules bench/node_modules static/build .mypy_cache .ruff_cache .pytest_cache
	rm -rf .import_linter_cache .hypothesis .coverage
	find locale -name '*.mo' -delete

base:
	@$(HOUSE) tools.python_packages base

dev:
	@$(HOUSE) tools.python_packages base dev

words: dev
	@$(BIN)/python -m tools.messages compile

tested-with: dev
	@$(HOUSE) tools.system_packages
