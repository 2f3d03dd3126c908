# bootcamp. `make` alone says what there is; every target sets up what it needs first.
PORT ?= 8000
DATA_DIR ?= var
WORKERS ?= 1
PYTHON ?= python3
ARGS ?=

BIN := .venv/bin
SETUP = exec env PYTHONPATH=scripts $(PYTHON) -m setup

.DEFAULT_GOAL := help
.PHONY: help up test check format translations images assets bench knockouts screenshots clean python

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo '  Variables: PORT=$(PORT) DATA_DIR=$(DATA_DIR) WORKERS=$(WORKERS); ARGS="…" goes to pytest'

up: python ## Set up whatever is missing and serve on 127.0.0.1:PORT until Ctrl-C
	@$(SETUP) up -- $(BIN)/python -m up --port '$(PORT)' --data '$(DATA_DIR)' --workers '$(WORKERS)'

test: python ## Run every test: units, sandbox, web, browser
	@$(SETUP) test -- $(BIN)/python -m pytest $(ARGS)

check: python ## Lint, formatting, types, layers, lock file
	@$(SETUP) check -- $(PYTHON) -B scripts/check.py

format: python ## Format the code and mend what can be mended
	@$(SETUP) check -- sh -c '$(BIN)/ruff check --fix --exit-zero . && $(BIN)/ruff format .'

translations: python ## Bring the interface's catalogues to what the code says, and say what waits for a translation
	@$(SETUP) check -- env PYTHONPATH=scripts $(BIN)/python -m catalogues update

images: python ## Build the sandbox images, and the application image for compose.yaml
	@$(SETUP) images -- $(BIN)/python scripts/build_application.py

assets: python ## Build the front-end bundle
	@$(SETUP) assets

bench: python ## Measure, print a table, write bench-results.json
	@$(SETUP) up -- $(BIN)/python -m bench

knockouts: python ## Take each protection of the sandbox away, and see which tests notice
	@$(SETUP) up -- $(BIN)/python scripts/knockouts.py

screenshots: python ## Take the pictures of docs/images anew
	@$(SETUP) test -- $(BIN)/python scripts/screenshots.py

clean: ## Remove what set-up made in this folder; DATA_DIR and Docker images stay
	@rm -rf .venv build web/static/built web/assets/node_modules .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'bootcamp needs Python 3.11 or newer. Where it has another name: make … PYTHON=python3.12' >&2; exit 1; }
