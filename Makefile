# Two commands do all the set-up: `make demo` and `make test`. Needs Python 3.11 or later with venv, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCAL := $(VENV)/.local
TORCH := 2.13.0
export RUSHES_DATA ?= $(CURDIR)/build/data

.PHONY: demo serve test check fix docs bench crash clean

demo: $(READY)
	$(BIN)/rushes demo --out build/demo

serve: $(READY)
	$(BIN)/rushes serve

test: check $(LOCAL)
	$(BIN)/pytest -q -n auto

check: $(READY)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: $(READY)
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .

docs: $(READY)
	$(BIN)/python -m tests.architecture.reference

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

crash: $(READY)
	$(BIN)/python -m tests.crash

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml uv.lock
	@echo "Setting up $(VENV) (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --frozen --inexact --quiet
	@touch $(READY)

# The extra `local`, for the tests of local models: all of it from the lock file but PyTorch, which is taken in its build
# for processors alone, from wherever pip can have that: the locked one brings gigabytes for graphics cards.
$(LOCAL): $(READY)
	@echo "Setting up the local models (once) ..."
	@$(BIN)/uv export --frozen --quiet --no-dev --extra local --no-emit-project --prune torch -o $(VENV)/local.txt >/dev/null
	@$(BIN)/uv pip install --quiet --no-deps --python $(BIN)/python -r $(VENV)/local.txt
	@$(BIN)/python -m pip install --quiet 'torch==$(TORCH)+cpu' 2>/dev/null || $(BIN)/python -m pip install --quiet \
	  'torch==$(TORCH)' --extra-index-url https://download.pytorch.org/whl/cpu
	@touch $(LOCAL)
