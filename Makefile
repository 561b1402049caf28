# Banso. `make demo` to see it, `make test` to test it, `make help` for the rest. All take PORT= and an .env file.
SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
export PORT

.PHONY: help demo test check bench quality run seed lock messages environment system-packages
help:
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

.venv/installed: requirements/dev.txt
	@scripts/environment $(PYTHON)

environment: .venv/installed
	@$(BIN)/python -m scripts.catalogues
	@$(BIN)/python -m scripts.dictionary

system-packages:
	@scripts/system-packages

demo: environment ## environment, database, sample library, demo accounts, web and worker
	@DEBUG=1 $(MANAGE) demo

run: environment ## web and worker on the database as it is
	@$(MANAGE) serve

seed: environment ## the first page tree and the taxonomies
	@$(MANAGE) seed

test: environment system-packages ## everything, browser tests included
	@scripts/test

check: environment system-packages ## lint, types, import contracts, migrations, translations
	@scripts/check

bench: environment ## benchmarks; CASES="1000 10000 100000"
	@$(BIN)/python -m benchmarks.run --cases $(or $(CASES),1000 10000 100000)

quality: environment ## how good finding is; LIBRARY=cases.xlsx SET=folder
	@$(BIN)/python -m benchmarks.quality --elasticsearch $(if $(LIBRARY),--library $(LIBRARY)) $(if $(SET),--set $(SET))

messages: environment system-packages ## collect strings to translate into locale/
	@scripts/messages

lock: environment ## resolve dependencies again, with hashes
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements/base.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml --group dev -o requirements/dev.txt
