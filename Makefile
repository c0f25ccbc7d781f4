# What people type. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
SETUP := .venv/.runtime
DEV := .venv/.dev
PEERS := build/peers/.installed
# The files pin every package that is needed. Without --no-deps, pip before 23.3 warns of an extra that
# jusText asks of lxml, `html_clean`, since it does not know it by its new spelling, `html-clean`.
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r

.PHONY: help setup demo crawl serve test test-long lint bench accuracy cost-baseline mutants docs pins

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup: $(SETUP) ## install what the archive needs into .venv
demo: $(SETUP) ## crawl the bundled replica of the site into data/demo.db, no internet needed
	@$(BIN)/python -m tests.replica.demo
crawl: $(SETUP) ## bring data/delegasi.db up to date from the live site
	@$(BIN)/scrapy crawl articles
serve: $(SETUP) ## open data/delegasi.db in the browser
	@$(BIN)/scrapy serve
test: $(DEV) ## run the tests; says what it skipped
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not long"
test-long: $(DEV) ## run the tests that take minutes, too; their output stays in build/test-long.log
	@mkdir -p build
	bash -o pipefail -c '$(BIN)/pytest --durations=25 2>&1 | tee build/test-long.log'
lint: $(DEV) ## ruff, format check, mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
bench: $(DEV) $(PEERS) ## print costs as ratios, and how many pages are read right, beside other extractors
	$(BIN)/python -m tests.bench
accuracy: $(DEV) $(PEERS) ## of that, how many pages are read right; writes docs/accuracy.md
	$(BIN)/python -m tests.bench.accuracy --write
docs: $(DEV) ## write the column tables of docs/exports.md
	$(BIN)/python -m tests.write_column_tables
cost-baseline: $(DEV) ## count the instructions of a page and a save again, and store them
	@$(BIN)/python -m tests.cost
mutants: $(DEV) ## change each line of parsing in small ways; name the changes that no test notices
	@$(BIN)/python -m tests.mutants
pins: ## renew the pinned requirement files (needs uv)
	for name in requirements requirements-dev requirements-peers; do \
	  uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url \
	    --no-annotate --python-version 3.11 $$name.in -o $$name.txt; done

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say make PYTHON=python3.12, for one") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
$(SETUP): requirements.txt | .venv/bin/python
	$(INSTALL) $<
	@$(BIN)/pip check
	@touch $@
$(DEV): requirements-dev.txt | .venv/bin/python
	$(INSTALL) $<
	@$(BIN)/pip check
	@touch $@ $(SETUP)
# newspaper4k wants an older python-dateutil than dateparser does: peers have a venv of their own.
$(PEERS): requirements-peers.txt
	$(PYTHON) -m venv build/peers
	build/peers/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@
