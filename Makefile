# The commands of this project. Nothing but Python ≥ 3.11, make and git has to be there before.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: help run test lint clean import open-portals remove-sample bench manage lock messages
help:            ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/ \t/' | expand -t 18

run: .ready      ## set everything up and serve the portal on 127.0.0.1:8000 (PORT changes it)
	@$(PY) -m thaibinh.launch run

test: .ready-dev ## every test, the browser journeys too (ARGS="-k name" narrows)
	@$(PY) -m thaibinh.browser
	@$(PY) -m thaibinh.launch test $(ARGS)

lint: .ready-dev ## style, floors, types, migrations, translations, deployment checks
	@$(PY) -m thaibinh.lint

import: .ready   ## FROM=dir [AGENCY=label]: real documents and agencies from files into the portal
	@$(PY) -m thaibinh.launch manage import_folder "$(FROM)" --agency "$(AGENCY)"

open-portals: .ready ## FROM=agencies.jsonl: open many portals at once
	@$(PY) -m thaibinh.launch manage open_portals "$(FROM)"

remove-sample: .ready ## take the sample content and the sample accounts out again
	@$(PY) -m thaibinh.launch manage remove_sample

bench: .ready-dev ## the benchmarks, as ratios within one run
	@$(PY) -m thaibinh.launch manage bench

manage: .ready   ## ARGS="…": any Django command with the database of make run
	@$(PY) -m thaibinh.launch manage $(ARGS)

messages: .ready-dev ## bring new strings into the Vietnamese catalogue
	@$(PY) manage.py messages extract

clean:           ## remove the virtual environment and everything under var/ (all local data!)
	rm -rf .venv .venv.lock var .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

lock:            ## pin the newest allowed packages anew (needs uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-dev.in -o requirements-dev.txt

.PHONY: .ready .ready-dev
.ready:
	@$(PYTHON) thaibinh/bootstrap.py
.ready-dev:
	@$(PYTHON) thaibinh/bootstrap.py --dev
