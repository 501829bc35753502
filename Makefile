PORT ?= 8000
DEMO ?= 1
export PORT DEMO

PYTHON := .venv/bin/python

.PHONY: help run test test-quick test-databases test-browser screenshots bench lint format messages lock clean

help:
	@echo "make run           the site on http://127.0.0.1:$(PORT) (PORT=..., DATA_DIR=..., DEMO=0)"
	@echo "make test          everything CI runs"
	@echo "make test-quick    the tests of rules and services, on SQLite"
	@echo "make test-databases  all tests on SQLite, then on PostgreSQL and Redis"
	@echo "make test-browser  tests in Chromium"
	@echo "make screenshots   pictures of the pages, in var/artifacts/"
	@echo "make bench         speed of comment pages and polling"
	@echo "make lint          style, types, layers, wording, migrations, settings"
	@echo "make format        format code and templates"
	@echo "make messages      update and compile the translation catalogs"
	@echo "make lock          regenerate requirements/*.txt from pyproject.toml"
	@echo "make clean         remove the environment and tool caches, not the data"

run:
	@scripts/bootstrap base
	@exec scripts/run

test:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check lint+sqlite servers+browser

test-quick:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check quick

test-databases:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check all-sqlite all-servers

test-browser:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check browser

screenshots:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check screenshots

bench:
	@scripts/bootstrap dev
	@$(PYTHON) -m benchmarks.pages
	@$(PYTHON) -m benchmarks.polling

lint:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check lint

format:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check format

messages:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.messages

lock:
	@scripts/bootstrap dev
	@exec scripts/lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
