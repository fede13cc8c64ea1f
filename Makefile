# The two commands of the README are `make demo` and `make test`. Each makes its environment in .venv by itself and needs
# python3 (3.10 or newer), make and a package index.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ONE_CORE := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1

SOURCE_ARTICLE := corpus/articles/sco-astana-2024.txt
DEMO := outputs/demo.jsonl

.PHONY: help demo test lint bench golden schemas clean

help:
	@echo "make demo     extract the facts of the corpus and show those of the source article"
	@echo "make test     run the tests"
	@echo "make lint     run the linters, the type checker and the import contracts"
	@echo "make bench    print words a second of each stage on one core"
	@echo "make golden   renew the golden records after a change of the rules"
	@echo "make schemas  write the JSON Schemas of the records"
	@echo "make clean    remove the environment and the caches"

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 10) else "summitry needs Python 3.10 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	$(PIP) install --editable '.[dev]'
	@touch $@

demo: $(VENV)/installed
	$(BIN)/summitry extract corpus/articles --output $(DEMO)
	$(BIN)/summitry validate $(DEMO)
	$(BIN)/summitry evaluate $(DEMO) corpus/gold
	$(BIN)/summitry show $(SOURCE_ARTICLE)

test: $(VENV)/developing
	$(ONE_CORE) $(BIN)/python -m pytest

lint: $(VENV)/developing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed
	$(ONE_CORE) $(BIN)/python benchmarks/bench.py

# pytest reports each renewed file as a failure; the second run tells whether all are as they should be.
golden: $(VENV)/developing
	-$(ONE_CORE) $(BIN)/python -m pytest tests/golden --force-regen --quiet
	$(ONE_CORE) $(BIN)/python -m pytest tests/golden --quiet

schemas: $(VENV)/installed
	$(BIN)/python -c 'from pathlib import Path; from summitry.records import write_schemas; write_schemas(Path("schemas"))'

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
