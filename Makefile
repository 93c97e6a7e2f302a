# Two commands are enough: `make run` and `make test`. Everything else is for those who work on it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?=

.PHONY: bench run test check format conferences crash fuzz states pictures papers templates diagrams similar lock clean

run: $(VENV)/.run
	@exec $(BIN)/python -m bot $(if $(CONFIG),--config $(CONFIG)) run

test: $(VENV)/.test
	$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Plays the five conferences over the wires, the whole program served (ON=web for one wire;
# ENGINE=postgresql for the other database).
conferences: ON ?= telegram,web,zalo,zalo_oa
conferences: $(VENV)/.test
	CONFERENCES_ON=$(ON) CONFERENCES_ENGINE=$(or $(ENGINE),sqlite) \
	$(BIN)/python -m pytest -q -n 2 --dist worksteal tests/acceptance/conferences $(ARGS)

# Kills the program N times while people write (ENGINE=postgresql for the other one).
crash: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m crash --kills $(or $(N),100) --engine $(or $(ENGINE),sqlite) $(ARGS)

# Throws so many hostile bodies at every edge (docs/fuzzing.md).
fuzz: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m fuzz --bodies $(or $(BODIES),1000000) $(ARGS)

# Hands in every event in every state, and lets people live N random lives: any kind of event in
# any order, time passing between.
states: $(VENV)/.test
	STATES_ALL=1 STATES_LIVES=$(or $(N),2000) $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/states

# Photographs every step of the web chat into docs/pictures/ (needs Chromium).
pictures: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m browser.pictures

# Makes every paper of a played conference and photographs its pages into PAPERS (needs LibreOffice
# and poppler).
papers: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m papers $(or $(PAPERS),build/papers)

# Draws the shipped Word templates of documents/templates/ anew.
templates: $(VENV)/.test
	PYTHONPATH=scripts $(BIN)/python -m templates

# Writes docs/life.md anew: the lives of petition, conference and seat as diagrams and tables.
diagrams: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m diagrams

# Counts on labelled pairs how well similar opinions are found (docs/similar-opinions.md).
similar: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m similar

# Measures beside what people would use instead, in an environment of its own (docs/performance.md);
# ONLY=intake,start measures these parts and leaves the others of bench/results.md as they stand.
BENCH := build/bench-env
bench: $(BENCH)/.done
	PYTHONPATH=.:tests $(BENCH)/bin/python -m bench $(or $(ROUNDS),5) $(ONLY)

$(BENCH)/.done: bench/requirements.lock pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

lock:
	scripts/lock

# A stamp file says what the environment holds, so that nothing is installed twice.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@if [ ! -e $(VENV)/.test ]; then $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) build *.egg-info
