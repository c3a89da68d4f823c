# The two commands that matter: `make run` and `make test`. `make` alone lists the rest.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
# One process a core; ARGS="-k words" (or a path) narrows any of the test targets.
PARALLEL ?= --numprocesses=auto --maxprocesses=8 --dist=worksteal
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run serve-empty setup test check format test-sqlite test-postgres coverage bench lock wheel clean

help: ## Show this list
	@echo "Goldenthread. Needs Python 3.11 or newer; everything else installs itself into .venv."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Serve the example organisation at http://127.0.0.1:8000
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/python -m goldenthread demo $(ARGS)

serve-empty: ## Serve an empty installation, to set up your own organisation
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/python -m goldenthread run $(ARGS)

setup: ## Install what tests and checks need (the targets below do it themselves)
	@$(PYTHON) scripts/bootstrap.py dev

test: check test-sqlite test-postgres ## All checks, then all tests on SQLite and on PostgreSQL

check: setup ## Lint, format, types, import contracts, migrations, templates
	@$(BIN)/python -m scripts.check

format: setup ## Rewrite Python and templates in the house format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .
	@$(BIN)/python -m scripts.check --write-templates

test-sqlite: setup ## All tests on SQLite, in a real browser where the test asks for one
	$(PYTEST) $(PARALLEL) --database=sqlite $(ARGS)

test-postgres: setup ## The tests that touch a database, on PostgreSQL (brings its own server)
	$(PYTEST) $(PARALLEL) --database=postgres --touching-database $(ARGS)

coverage: setup ## Tests on SQLite with branch coverage
	$(BIN)/python -m coverage run --parallel-mode -m pytest -n0 --database=sqlite $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered --skip-empty

bench: setup ## Measure what must be fast; each benchmark prints a ratio or a curve
	@$(BIN)/python -m benchmarks $(ARGS)

lock: setup ## Resolve the dependencies of pyproject.toml again into requirements/
	@$(BIN)/python -m scripts.lock $(ARGS)

wheel: setup ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation

clean: ## Remove the environment and everything made by tools; keeps data/
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
