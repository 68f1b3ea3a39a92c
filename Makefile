# Each target sets up .venv by itself: a machine needs Python 3.11 or later, make, and a package index that pip can reach.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$python; break; }; done)

.PHONY: help install demo test scale-test lint format bench screenshots fuzz clean

help:
	@echo "make demo     the whole way on the sample reports that ship with Dragoman"
	@echo "make test     run the tests"
	@echo "make scale-test  install what many machines need (large), and run its tests"
	@echo "make lint     ruff and mypy --strict"
	@echo "make format   let ruff put the code in order"
	@echo "make bench    measure how well and how fast it codes, groups and compares"
	@echo "make screenshots  take the screenshots of the README anew, with playwright and chromium"
	@echo "make fuzz     feed the readers what a fuzzer makes up (SECONDS=1800 each; TARGETS=\"text html warc\")"
	@echo "make clean    remove .venv and caches"

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "Dragoman needs Python 3.11 or later, and $(or $(PYTHON),python3) is none ($$($(or $(PYTHON),python3) --version 2>&1))." >&2; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	@touch $@

install: $(STAMP)

demo: $(STAMP)
	@$(BIN)/dragoman demo

test: $(STAMP)
	$(BIN)/python -m pytest

scale-test: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[scale]' -c constraints.txt
	$(BIN)/python -m pytest tests/scale

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	@$(BIN)/python benchmarks/accuracy.py
	@$(BIN)/python benchmarks/findings.py
	@$(BIN)/python benchmarks/stories.py
	@$(BIN)/python benchmarks/pages.py
	@$(BIN)/python benchmarks/code_speed.py
	@$(BIN)/python benchmarks/relations.py

screenshots: $(STAMP)
	$(BIN)/python docs/screenshots/take.py

SECONDS ?= 1800
TARGETS ?= text html warc

fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,fuzz]' -c constraints.txt
	$(BIN)/python -m fuzzing.seeds fuzzing/inputs
	@for target in $(TARGETS); do mkdir -p fuzzing/inputs/found_$$target; \
		$(BIN)/python -m fuzzing.$$target -max_total_time=$(SECONDS) -max_len=20000 -timeout=1200 -rss_limit_mb=3000 \
			-artifact_prefix=fuzzing/inputs/ fuzzing/inputs/found_$$target fuzzing/inputs/$$target || exit 1; done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
