# `make demo` shows the main job, `make test` passes the tests; both set up their own .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help demo test fuzz lint lock bench container clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.done: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: $(VENV)/.done  ## the main job on a bundled story, served on loopback
	$(BIN)/monitor demo

test: $(VENV)/.done  ## all tests
	$(BIN)/python -m pytest -n auto

fuzz: $(VENV)/.done  ## packs and texts that nobody would write, thousands of them
	$(BIN)/python -m pytest --hypothesis-profile=fuzz tests/facts/test_fuzz.py tests/facts/test_matches.py \
	  tests/text/test_properties.py tests/text/test_language.py

lint: $(VENV)/.done  ## style, types and the import contract
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

RESOLVE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --python-version 3.11
BUILD := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")
lock:  ## resolve the lock files anew (needs uv)
	$(RESOLVE) pyproject.toml --output-file requirements.lock
	$(RESOLVE) pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	$(PYTHON) -c '$(BUILD)' | $(RESOLVE) - --output-file requirements-build.lock

bench: $(VENV)/.done  ## measure, and write docs/benchmarks.md
	$(BIN)/python -m benchmarks

container: $(VENV)/.done  ## the Dockerfile's steps without an engine, and the result run through a story (needs root)
	$(BIN)/python -m scripts.container_check

clean:  ## remove what was made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
