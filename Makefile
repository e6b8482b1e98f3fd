# SprogTolk needs python3 (3.11 or newer), pip and make; everything else comes from requirements.lock and package-lock.json.
#   make run    the whole office on this machine        make test   every check and every test
#   make lint   the checks alone                        make lock   pin the newest allowed packages
PYTHON ?= python3
UV_VERSION = 0.13.9
VENV = .venv
BIN = $(VENV)/bin
UV = UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy $(BIN)/uv --quiet
COMPILE = $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header
INSTALLED = $(VENV)/installed
ASSETS = booking/web/static/vendor/copied

.PHONY: run test lint unit setup lock clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

run: setup
	@exec $(BIN)/sprogtolk run

test: lint unit

# Two files at a time, in the order of their names, so that the long ones of the browser do not come last; those that say
# how soon something happens have the machine to themselves.
# Compiled first, since they start some hundred programs and each would compile what it needs where nothing may be kept.
unit: setup
	@$(BIN)/python -m compileall -q booking schemas workers
ifdef TESTS
	@$(BIN)/python -m pytest $(TESTS)
else
	@echo "Tests"
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not alone"
	@echo "Tests of how soon something happens"
	@$(BIN)/python -m pytest -m alone
endif

lint: setup
	@echo "Style";            $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@echo "Types";            $(BIN)/mypy
	@echo "Import contracts"; $(BIN)/lint-imports

setup: $(INSTALLED) $(ASSETS)

# Debian without python3-venv has no ensurepip: then a venv without pip, filled by the machine's own pip.
$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "SprogTolk needs Python 3.11 or newer; choose one with make PYTHON=…"; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --without-pip --clear $(VENV)
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then $(BIN)/python -m pip install --quiet uv==$(UV_VERSION); \
	 else $(PYTHON) -m pip --python $(BIN)/python install --quiet uv==$(UV_VERSION); fi

$(INSTALLED): requirements.lock pyproject.toml $(BIN)/uv
	@echo "Installing the packages of requirements.lock (a minute on a slow line)"
	@$(UV) pip sync --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m booking.matching.planning.search
	@touch $@

$(ASSETS): package.json package-lock.json .npmrc booking/local/assets.py | $(INSTALLED)
	@echo "Installing the pages' styles, scripts and fonts"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null
	@$(BIN)/python -m booking.local.assets
	@touch $@

lock: $(BIN)/uv
	@echo "Pinning the newest allowed packages"
	@$(COMPILE) --upgrade --group dev -o requirements.lock
	@$(COMPILE) --constraints requirements.lock -o requirements-server.lock
	@rm -f $(INSTALLED)

clean:
	rm -rf $(VENV) node_modules booking/web/static/vendor .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
