# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0

PYTHON ?= python3
ARGS ?=
# How many processes share the tests, a number: one more than there are cores, as many tests wait.
WORKERS ?= $(shell expr 1 + `getconf _NPROCESSORS_ONLN`)

BIN := .venv/bin
READY := .venv/.ready
SYSTEM := resources/system
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))

MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test test-desktop test-install boot-test check tour gallery pictures packages setup translations content wheel deb \
    clean

help:
	@echo "make run           set everything up and open the kiosk (no display: play the tour)"
	@echo "make test          set everything up, check the code and run the tests"
	@echo "make test-desktop  run the tests on a real X server and under cage (Debian, as root)"
	@echo "make test-install  install the .deb on fresh Debian machines and boot them (Debian, as root; minutes)"
	@echo "make boot-test     boot the .deb in a virtual machine (Debian, as root; a quarter of an hour)"
	@echo "make check         only the checks that run no program: ruff, mypy, import-linter"
	@echo "make tour          play one visit and write its pictures to build/tour"
	@echo "make gallery       write every page and component in every setting to build/gallery"
	@echo "make pictures      make the pictures of README.md again"
	@echo "make packages      install the system packages that are missing"
	@echo "make translations  compile the translations"
	@echo "make wheel         build the installable package into dist"
	@echo "make deb           build the Debian package into build"
	@echo "make clean         remove everything that make has made"
	@echo
	@echo "PYTHON=python3.12  uses another Python for the virtual environment (3.11 or newer)"

run: setup content
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    echo "Opening the kiosk in a window. Ctrl+C ends it."; \
	    exec $(BIN)/infusion-kiosk --window $(ARGS); \
	else \
	    echo "There is no display here: playing the tour instead, pictures in build/tour."; \
	    exec $(BIN)/infusion-kiosk --tour build/tour $(ARGS); \
	fi

tour: setup content
	@$(BIN)/infusion-kiosk --tour build/tour $(ARGS)

gallery: setup
	@$(BIN)/python -m tests.gallery build/gallery $(ARGS)

pictures: setup
	@$(BIN)/python -m tests.gallery.readme_pictures resources/pictures

test: check content
	@$(SYSTEM)/install-packages $(SYSTEM)/debian-fleet-packages.txt $(SYSTEM)/debian-install-packages.txt
	@echo "== pytest"
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -m "not desktop and not install and not boot" \
	    -n $(WORKERS) --dist worksteal $(ARGS)

test-desktop: setup content
	@$(SYSTEM)/install-packages $(SYSTEM)/debian-test-packages.txt
	@echo "== pytest, desktop"
	@$(BIN)/python -m pytest -q -m desktop $(ARGS)

test-install: deb
	@$(SYSTEM)/install-packages $(SYSTEM)/debian-test-packages.txt
	@echo "== pytest, install"
	@$(BIN)/python -m pytest -q -m install tests/install $(ARGS)

boot-test: deb
	@$(SYSTEM)/install-packages $(SYSTEM)/debian-boot-packages.txt
	@echo "== pytest, boot"
	@$(BIN)/python -m pytest -q -m boot $(ARGS)

check: setup
	@echo "== ruff" && $(BIN)/ruff check --quiet --output-format concise . && $(BIN)/ruff format --quiet --check .
	@echo "== mypy" && $(BIN)/mypy --no-error-summary
	@echo "== import-linter" && said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }

content: setup
	@$(BIN)/infusion-kioskctl content build

setup: packages $(READY) translations
	@:

# Missing packages do not stop us: what needs them may never be used here, and says so if it is.
packages: build/.packages
build/.packages: $(SYSTEM)/debian-packages.txt $(SYSTEM)/install-packages
	@mkdir -p build
	@if $(SYSTEM)/install-packages $(SYSTEM)/debian-packages.txt; then touch $@; \
	else echo "Going on without them."; fi

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "The kiosk needs Python 3.11 or newer; $(PYTHON) is missing or older."; \
	    echo "Name another one:  make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "$(PYTHON) cannot make virtual environments: please install the package python3-venv."; \
	    exit 1; }
	@echo "Setting up the virtual environment .venv (once, some minutes) ..."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

translations: $(TRANSLATIONS)
resources/i18n/%.qm: resources/i18n/%.ts $(READY)
	@$(BIN)/pyside6-lrelease -silent $< -qm $@

# The wheel carries the library of this checkout's content, so that an installed kiosk has what to show.
wheel: setup content
	@cp build/library.db resources/library.db
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation -w dist .
	@ls dist/*.whl

deb: setup content
	@$(SYSTEM)/install-packages $(SYSTEM)/debian-install-packages.txt
	@$(SYSTEM)/package/build

clean:
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -f resources/i18n/*.qm resources/library.db
	@find kiosk tests -name __pycache__ -type d -prune -exec rm -rf {} +
