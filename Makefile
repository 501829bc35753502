# Two commands are all that anybody needs: `make run` and `make test`.
PORT ?= 8000
DEMO ?= 1
export PORT DEMO

PYTHON := .venv/bin/python

.PHONY: help run test test-quick test-browser bench lint format messages lock clean

help:
	@echo "make run           the site on http://127.0.0.1:$(PORT) (PORT=..., DATA_DIR=..., DEMO=0)"
	@echo "make test          everything that CI runs"
	@echo "make test-quick    the tests that need no server, on SQLite"
	@echo "make test-browser  the tests in Chromium, with screenshots in var/artefacts/"
	@echo "make bench         how fast pages of comments are made and served"
	@echo "make lint          style, types, layers, migrations, settings"
	@echo "make format        put code and templates into the house's form"
	@echo "make messages      bring locale/ up to date with what the code says, and compile it"
	@echo "make lock          write requirements/*.txt anew from pyproject.toml"
	@echo "make clean         remove the environment and the tools' caches (never the data)"

run:
	@scripts/bootstrap base
	@exec scripts/run

test:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check lint sqlite servers browser

test-quick:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check quick

test-browser:
	@scripts/bootstrap dev
	@exec $(PYTHON) -m scripts.check browser

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
