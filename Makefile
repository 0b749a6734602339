# Needs Python 3.11 or newer and make; everything else is installed into .tools and .venv beside this file.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.14 || command -v python3.13 || command -v python3.12 || command -v python3.11 || command -v python3)

# uv from the lock's range; it never fetches a Python of its own.
UV := .tools/bin/uv
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export UV_LINK_MODE ?= copy
RUN := $(UV) run --no-sync

.PHONY: help demo test check format bench clean

help: ## Show what there is to do
	@echo "Positions: track a country's diplomatic positions over time"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 16

demo: .venv/run.stamp ## Set everything up, ingest the demo corpus and serve the dashboard
	@$(RUN) positions demo $(ARGS)

test: .venv/dev.stamp ## Set everything up and run all tests, a real browser among them
	@$(RUN) python tests/browser/ensure_chromium.py
	@$(RUN) pytest $(ARGS)

check: .venv/dev.stamp ## Format, lint, types, import contracts
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-cache
	@$(RUN) positions codebook check

format: .venv/dev.stamp ## Put the code into the project's format
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

bench: .venv/dev.stamp ## Measure speed and size on generated data
	@$(RUN) python -m bench $(ARGS)

clean: ## Remove the environment and the demo's database
	rm -rf .venv .tools .positions build dist

.tools/uv.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say 'make PYTHON=/path/to/python3'"; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is older: say 'make PYTHON=/path/to/python3.11'"; exit 2; }
	@echo "Setting up the tools (once) …"
	@rm -rf .tools
	@"$(PYTHON)" -m venv .tools || { \
		echo "Python's venv module is missing: install it (Debian: apt-get install python3-venv) and try again"; exit 2; }
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.11,<1'
	@touch $@

# The stamps come last, so that an interrupted set-up is taken up again.
.venv/run.stamp: .tools/uv.stamp pyproject.toml uv.lock
	@echo "Installing the dependencies …"
	@test -e .venv/dev.stamp && $(UV) sync --frozen --quiet --python "$(PYTHON)" || \
		$(UV) sync --frozen --quiet --no-dev --python "$(PYTHON)"
	@touch $@

.venv/dev.stamp: .tools/uv.stamp pyproject.toml uv.lock
	@echo "Installing the dependencies and the test tools …"
	@$(UV) sync --frozen --quiet --python "$(PYTHON)"
	@touch $@ .venv/run.stamp
