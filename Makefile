# Two commands are enough: `make run` and `make test`. The rest is for those who change the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

.PHONY: run test check sbom mutants bench chaos coverage lock map messages clean

run: $(VENV)/run.done
	@exec $(BIN)/homelands run --example

test: $(VENV)/dev.done
	@sh tests/browser.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/dev.done
	$(BIN)/ruff check src tests bench docs
	$(BIN)/ruff format --check src tests bench docs
	$(BIN)/mypy src
	$(BIN)/lint-imports
	$(BIN)/python -m tests.gates.secrets
	$(BIN)/python -m tests.gates.licences
	$(BIN)/python -m tests.gates.audit

sbom: $(VENV)/dev.done
	@mkdir -p build
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	    --output-format JSON --output-file build/sbom.json $(BIN)/python

# What docs/security.md says was attacked.
ATTACKS = tests/attack tests/gates tests/web tests/people/register tests/foundation \
    tests/command/test_supervisor.py tests/command/test_archive.py tests/command/test_backup.py \
    tests/command/test_verify_history.py tests/command/test_rotation.py \
    tests/command/test_example_or_real.py tests/forms/xforms/test_budget.py \
    tests/forms/xforms/test_hostile.py tests/forms/xforms/test_bounds.py \
    tests/surveys/collection/test_attacks.py tests/surveys/test_row_security.py

attack: $(VENV)/dev.done
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ATTACKS) $(ARGS)

mutants: $(VENV)/dev.done
	$(BIN)/python -m tests.mutants $(ARGS)

bench: $(VENV)/dev.done
	$(BIN)/python -m bench
	$(BIN)/python -m bench.science
	$(BIN)/python -m bench.surveys
	$(BIN)/python -m bench.register 2000 100000

# For 15 minutes; CHAOS="3 --seed 1 --only supervisor" for less.
chaos: $(VENV)/dev.done
	nice $(BIN)/python -m bench.chaos $(CHAOS)

coverage: $(VENV)/dev.done
	$(BIN)/python -m bench.coverage --check --out docs/methods/coverage.md

map: $(VENV)/dev.done
	$(BIN)/python docs/map.py
	DATABASE_URL=postgresql:/// $(BIN)/python docs/states.py
	DATABASE_URL=postgresql:/// $(BIN)/python docs/access.py

messages: $(VENV)/dev.done
	$(BIN)/homelands messages

lock:
	$(PYTHON) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-annotate --extra build pyproject.toml -c constraints.txt -o requirements.lock
	$(PYTHON) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-annotate --extra dev --extra build pyproject.toml -c constraints.txt \
	    -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Homelands needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try PYTHON=python3.12 make run" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Homelands stands on (once, about a minute) …"
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev.done: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Homelands and its tests stand on (once, about two minutes) …"
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	@$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@ $(VENV)/run.done
