# Two commands do all the set-up: `make demo` and `make test`. Needs Python 3.11 or later with venv, and Node 20 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCAL := $(VENV)/.local
TORCH := 2.13.0
NODE := web/node_modules/.ready
SITE := src/rushes/site/index.html
SOURCES := $(shell find web/src web/public web/index.html web/vite.config.ts -type f)
NPX := cd web && npx --no-install
export RUSHES_DATA ?= $(CURDIR)/build/data

.PHONY: demo serve web client test check check-web journeys shots fix docs bench crash clean

demo: $(READY) $(SITE)
	$(BIN)/rushes demo --out build/demo

serve: $(READY) $(SITE)
	$(BIN)/rushes serve

web: $(SITE)

client: $(READY) $(NODE)
	@mkdir -p build
	$(BIN)/rushes openapi > build/openapi.json
	$(NPX) openapi-typescript ../build/openapi.json -o src/api/schema.d.ts --default-non-nullable false

test: check check-web $(LOCAL)
	$(BIN)/pytest -q -n auto
	$(MAKE) --no-print-directory journeys

check: $(READY)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check-web: $(READY) $(NODE)
	@mkdir -p build
	$(BIN)/rushes openapi > build/openapi.json
	$(NPX) openapi-typescript ../build/openapi.json -o ../build/schema.d.ts --default-non-nullable false
	cmp build/schema.d.ts web/src/api/schema.d.ts || (echo "The client is not that of the interface: run make client."; exit 1)
	$(NPX) prettier --check --log-level warn src journeys bench shots --no-error-on-unmatched-pattern
	$(NPX) tsc --noEmit
	$(NPX) eslint .
	$(NPX) dpdm --exit-code circular:1 --no-progress --no-warning --no-tree --transform src/app/main.tsx
	$(NPX) knip
	$(NPX) vitest run

journeys: $(READY) $(SITE)
	$(NPX) playwright test

shots: $(READY) $(SITE)
	$(NPX) playwright test --config shots.config.ts

fix: $(READY) $(NODE)
	$(NPX) prettier --write --log-level warn src journeys bench shots --no-error-on-unmatched-pattern
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .

docs: $(READY)
	$(BIN)/python -m tests.architecture.reference

bench: $(READY) $(SITE)
	$(BIN)/python -m tests.benchmarks
	$(NPX) playwright test --config bench.config.ts

crash: $(READY)
	$(BIN)/python -m tests.crash

clean:
	rm -rf build src/rushes/site web/node_modules .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(NODE): web/package-lock.json
	@echo "Setting up web/node_modules (once) ..."
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $(NODE)

$(SITE): $(NODE) $(SOURCES)
	@echo "Building the pages ..."
	@$(NPX) vite build --logLevel warn

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
