# Needs Python 3.11 or newer and make; everything else is installed into .tools and .venv beside this file.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

# The first that runs, is new enough and can make an environment: the name alone may be a shim that does neither.
ifndef PYTHON
PYTHON := $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$one" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$one" && exit; done; command -v python3)
endif

# uv from the lock's range; it never fetches a Python of its own.
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export UV_LINK_MODE ?= copy
unexport VIRTUAL_ENV

.PHONY: help demo test check format bench memory repeats clean

help: ## Show what there is to do
	@echo "Positions: track a country's diplomatic positions over time"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 16

demo: .venv/run.stamp ## Set everything up, ingest the demo corpus and serve the dashboard
	@.venv/bin/positions demo $(ARGS)

test: .venv/dev.stamp ## Set everything up and run all tests, a real browser among them
	@.venv/bin/python tests/browser/ensure_chromium.py
	@.venv/bin/pytest --numprocesses auto --maxprocesses 8 --dist worksteal $(ARGS)

check: .venv/dev.stamp ## Format, lint, types, import contracts
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/positions codebook check

format: .venv/dev.stamp ## Put the code into the project's format
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: .venv/dev.stamp ## Measure speed and size on generated data
	@.venv/bin/python -m bench $(ARGS)

memory: .venv/dev.stamp ## Measure the memory that reading 10,000 articles takes (a quarter of an hour)
	@.venv/bin/python -m bench.memory $(ARGS)

repeats: .venv/dev.stamp ## Measure how fast repeats are found among a million statements (an hour, 6 GB)
	@.venv/bin/python -m bench.utterances $(ARGS)

clean: ## Remove the environment and the demo's database
	rm -rf .venv .tools .positions build dist

.tools/uv.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say 'make PYTHON=/path/to/python3'"; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is none: say 'make PYTHON=/path/to/python3.11'"; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, venv' || { \
		echo "Python's venv module is missing: install it (Debian: apt-get install python3-venv) and try again"; exit 2; }
	@echo "Setting up the tools (once) …"
	@rm -rf .tools && "$(PYTHON)" -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.11,<1' || { $(UNFETCHED); }
	@touch $@

# Half a package passes for a whole one, so an installation that was interrupted begins anew; so does one that
# was moved here from another place, since its programs name their folder. The stamps come last.
UNFETCHED = echo "The packages could not be fetched (see above): check the network and try again"; exit 2
INSTALL = if test -e .tools/installing || { test -e .venv/place && test "$$(cat .venv/place)" != "$$PWD"; }; \
		then rm -rf .venv; fi; \
	touch .tools/installing && $(UV) sync --frozen --quiet --python "$(PYTHON)"
DONE = printf '%s\n' "$$PWD" > .venv/place; rm -f .tools/installing

ifneq ($(shell cat .venv/place 2>/dev/null),$(shell pwd))
.venv/run.stamp .venv/dev.stamp: moved
endif
.PHONY: moved
moved:

.venv/run.stamp: .tools/uv.stamp pyproject.toml uv.lock
	@echo "Installing the dependencies …"
	@dev=--no-dev; test -e .venv/bin/pytest && dev=; $(INSTALL) $$dev || { $(UNFETCHED); }
	@$(DONE); touch $@

.venv/dev.stamp: .tools/uv.stamp pyproject.toml uv.lock
	@echo "Installing the dependencies and the test tools …"
	@$(INSTALL) || { $(UNFETCHED); }
	@$(DONE); touch $@ .venv/run.stamp
