# A thin wrapper; `python build.py` does the same where there is no make.
PYTHON ?= python3
DEV = .venv/bin/python -X utf8 -m
# a file at a time for each of two workers, in their order: the doctests, each a moment, end it
TWICE = -n 2 --dist loadfile --no-loadscope-reorder

# what a process has compiled, the next one loads: the tests start hundreds
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site check serve print register replace test test-all bench lint docs wheel clean help
.DEFAULT_GOAL := site

site: ## build content/ into site/
	@$(PYTHON) build.py build

check: ## load and check content/, write nothing
	@$(PYTHON) build.py check

serve: ## preview with live reload at http://127.0.0.1:8000
	@$(PYTHON) build.py serve

print: ## build site/ with every size of the sheets, tiles, cards and booklets
	@$(PYTHON) build.py print

register: ## print, with the sheets for walls entered into the ledger: only such may be posted
	@$(PYTHON) build.py print --register

replace: ## replace outdated posters: register, print, write the postings, say what to do (CHARTS=ids)
	@$(PYTHON) build.py replace $(CHARTS)

test: lint ## all tests, within minutes
	@$(DEV) pytest $(TWICE)

test-all: lint ## the tests at their full counts; a skip is a failure
	@SHAIQUAN_FULL=1 $(DEV) pytest $(TWICE)

bench: .dev ## measure builds beside Hugo and Sphinx, into bench/RESULTS.md (BENCH=options)
	@$(DEV) bench.run $(BENCH)

lint: .dev ## style and types
	@$(DEV) ruff check .
	@$(DEV) ruff format --check .
	@$(DEV) mypy
	@.venv/bin/lint-imports

docs: .dev ## write the generated pages of docs/ and 检查 of the sample's 机制对照表
	@$(DEV) shaiquan.reference
	@$(DEV) tests.coverage_page

wheel: .dev ## the package to install elsewhere, dist/shaiquan-<version>-py3-none-any.whl
	@$(DEV) hatchling build -t wheel

.PHONY: .dev
.dev:
	@$(PYTHON) build.py --setup-dev
	@$(PYTHON) tests/install_tools.py

# .site.old-* stays: after a crash it may be all there is of the site; .site.lock may be held
clean: ## drop the environment and caches, keep site/
	rm -rf .venv .cache .site.twin-* .mypy_cache .ruff_cache .pytest_cache

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'
