# make demo    set everything up and coach the bundled sample call
# make run     set everything up and start Courtside
# make test    set everything up and run the tests
# make check   style, types and the one-way borders between the rooms
.PHONY: demo run setup test check benchmarks screenshots lock

ready := .venv/.ready
models := .venv/.models
in_venv := .venv/bin/

demo: setup
	@$(in_venv)courtside demo

run: setup
	@$(in_venv)courtside

setup: $(ready) $(models)

$(ready): pyproject.toml requirements.lock packaging/system_packages.txt
	@sh packaging/system_libraries.sh run
	@python=$$(sh packaging/find_python.sh) && [ -x $(in_venv)python ] || "$$python" -m venv .venv
	@echo "Installing Courtside's libraries into .venv (about 1 GB; a few minutes the first time)"
	@$(in_venv)python -m pip install --disable-pip-version-check --require-hashes --progress-bar on -r requirements.lock
	@$(in_venv)python -m pip install --disable-pip-version-check --quiet --no-deps --editable .
	@touch $@

# The sentence model is a help, not a need: without it the coach works on words alone and says so.
$(models): $(ready)
	@$(in_venv)courtside models install sentence && touch $@ \
		|| echo "Going on without the sentence model: the coach works on words alone."

test: setup
	@sh packaging/system_libraries.sh test
	@$(in_venv)python -m pytest

check: $(ready)
	@$(in_venv)ruff check .
	@$(in_venv)ruff format --check .
	@$(in_venv)mypy
	@$(in_venv)lint-imports

benchmarks: setup
	@for benchmark in tests/benchmarks/*.py; do echo "== $$benchmark"; $(in_venv)python $$benchmark || exit 1; done

screenshots: setup
	@$(in_venv)python tests/app/screenshots.py

# After a change of dependencies in pyproject.toml
lock:
	@$(in_venv)uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--group dev pyproject.toml -o requirements.lock
