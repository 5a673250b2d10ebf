# `make check` is what has to pass before a change goes in. It sets itself up: a fresh machine needs Python 3.11 and make.
#
#   make demo      install caselint and lint the case studies in content/
#   make check     install everything and run every check, the tests last
#   make fix       format, and mend what ruff can mend
#   make generate  write docs/rules/ from the rules, and the output that the README shows
#   make new-rule CODE=LNK003 NAME=orphan-page

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TESTS ?= -n 2

# One run tells everything that is wrong, not only the first thing.
MAKEFLAGS += --keep-going --no-print-directory

.DEFAULT_GOAL := check
.PHONY: check format lint types layers generated content test demo fix generate new-rule clean

check: format lint types layers generated content test

$(INSTALLED): pyproject.toml
	@test -n "$(PYTHON)" || { echo "caselint needs Python 3.11 or newer with venv; set PYTHON=/path/to/python3" >&2; exit 2; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

format: $(INSTALLED)
	$(BIN)/ruff format --check

lint: $(INSTALLED)
	$(BIN)/ruff check

types: $(INSTALLED)
	$(BIN)/mypy

layers: $(INSTALLED)
	$(BIN)/lint-imports

generated: $(INSTALLED)
	$(BIN)/python scripts/generate.py --check

content: $(INSTALLED)
	$(BIN)/caselint check content README.md CONTRIBUTING.md CHANGELOG.md changes docs

test: $(INSTALLED)
	$(BIN)/python -m pytest $(TESTS)

demo: $(INSTALLED)
	$(BIN)/caselint check content

fix: $(INSTALLED)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

generate: $(INSTALLED)
	$(BIN)/python scripts/generate.py

new-rule: $(INSTALLED)
	$(BIN)/python scripts/new_rule.py $(CODE) $(NAME)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
