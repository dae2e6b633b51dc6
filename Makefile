# make report   set up, run every notebook on the case, write report/index.html
# make test     set up, run the tests
# make lint     the house rules of the code, which make test asks too
# make quick    the tests that are done in a minute, for while you work
# make lab      set up, open the notebooks in JupyterLab, with texts and codebook beside them
#               report and lab take another case: make lab CASE=texts/velin, make report CASE="texts/my case"
# make train    train the models on texts/training, in under two minutes; writes src/diptych/coder/weights
# make fuzz     generated texts through every layer: make fuzz N=200000
# make kill     runs killed at random moments lose nothing: make kill N=50
# make hostile  every kind of file changed at random, through the commands: make hostile N=500
# make mutants  faults put into the program by hand are caught by the tests
# make perf     how fast, as ratios
# make bench    the date, number and voice layers on public test sets, where they are at hand

CASE   ?= $(or $(DIPTYCH_CASE),texts/khojaly)
export CASE
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do if $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then echo $$p; break; fi; done)
BIN     = .venv/bin
TEST    = $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: report test lint quick browser lab perf fuzz hostile mutants kill bench train setup lock clean

report: setup
	$(BIN)/diptych report --case "$$CASE" --out report

test: setup browser lint
	$(TEST)

# House rules: line length, complexity, imports; said in pyproject.toml.
lint: setup
	$(BIN)/ruff check src tests docs

quick: setup
	$(TEST) -m 'not slow'

# The pages are tested in Chromium. On Debian and Ubuntu, as root, it is installed here; elsewhere the browser tests say that they were skipped.
browser:
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || echo "no chromium here: the tests of the pages in a browser are skipped"

# DIPTYCH_CASE is the case that the notebooks read.
lab: setup
	@test -f "$$CASE/sources.toml" || { echo "$$CASE: no case there; a case is a folder with sources.toml"; exit 2; }
	DIPTYCH_CASE="$$(cd "$$CASE" && pwd)" $(BIN)/jupyter lab --ServerApp.root_dir=. \
		--LabApp.default_url=/lab/tree/notebooks/00-the-texts.ipynb

train: setup
	$(BIN)/diptych train

perf: setup
	$(BIN)/python tests/bench/perf.py

fuzz: setup
	$(BIN)/python tests/bench/fuzz.py $(N)

hostile: setup
	$(BIN)/python tests/bench/changes.py $(N)

mutants: setup
	$(BIN)/python tests/bench/mutants.py

kill: setup
	$(BIN)/python tests/bench/kill.py $(N)

bench: setup
	$(BIN)/python tests/bench/run.py

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "diptych needs Python 3.11, 3.12 or 3.13 with venv; install one, or say: make PYTHON=/path/to/python"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Exact versions with hashes, and no address in the file. Run it with Python 3.11, the oldest supported; pins that its first
# releases cannot install are held back in constraints.txt.
lock:
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/python -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe \
		--extra test --extra documents --extra archive --extra exchange --constraint constraints.txt \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
		--output-file requirements.lock pyproject.toml

# Of report/, what the project made; files that you put there stay.
clean:
	@test ! -d report || $(BIN)/diptych clean report
	rm -rf .venv
