# `make run` and `make test` set up everything themselves.
PYTHON ?= python3
BIN = .venv/bin
PORT ?= 8000
.PHONY: setup run test check bench messages requirements sbom audit stack stack-test

setup: .venv/ready

.venv/ready: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@$(BIN)/python -m config.catalogues compile
	@mkdir -p var
	@touch $@

run: export DEBUG := true
run: export BASE_URL := $(or $(BASE_URL),http://localhost:$(PORT))
run: setup
	@$(BIN)/python -m config.catalogues compile
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_demo
	@$(BIN)/python manage.py worker --once
	@echo
	@echo "  The site          http://localhost:$(PORT)/"
	@echo "  A real sheet      http://localhost:$(PORT)/praktijken/onthaalgesprekken/"
	@echo "  The editors       http://localhost:$(PORT)/beheer/   admin, beheerder, moderator, redacteur or vertaler; the password is the name"
	@echo "  Mail is printed here. Stop with Ctrl-C."
	@echo
	@trap 'trap - INT TERM EXIT; kill 0' INT TERM EXIT; \
		$(BIN)/python manage.py worker & $(BIN)/python manage.py runserver $(PORT) --noreload

test: setup
	@$(BIN)/python -m config.catalogues compile
	@$(BIN)/python -m tests.run

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	DEBUG=true $(BIN)/mypy .
	$(BIN)/lint-imports
	@# No function over complexity 10, booleans counted.
	found=$$($(BIN)/radon cc --min C --show-complexity $$(git ls-files '*.py' ':!*/migrations/*' ':!tests')) && ! echo "$$found" | grep .
	git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2
	$(BIN)/djlint --lint --quiet --profile=django --extension=html templates/django
	$(BIN)/djlint --lint --quiet --profile=jinja --extension=jinja templates/jinja
	@# One line is one thing: at most 120 characters in what we wrote of templates, style sheets and scripts.
	git ls-files 'templates/*' '*.css' '*.js' ':!*/vendor/*' ':!*/altcha/*' | LC_ALL=C.UTF-8 xargs grep -nE '.{121,}' | { ! grep . ; }
	$(BIN)/python -m config.catalogues check
	$(BIN)/python manage.py makemigrations --check --dry-run || { echo "Run: $(BIN)/python manage.py makemigrations"; exit 1; }
	DEBUG=false SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') BASE_URL=https://praktijken.example \
		ALLOWED_HOSTS=praktijken.example $(BIN)/python -W ignore manage.py check --deploy --fail-level WARNING

bench: setup
	$(BIN)/python -m bench pages
	$(BIN)/python -m bench engines

# A production site on loopback: PostgreSQL, Elasticsearch with a password, two web nodes, two workers, nginx with TLS.
stack: setup
	@$(BIN)/python -m config.catalogues compile
	@$(BIN)/python -m tests.stack

stack-test: setup
	@$(BIN)/python -m config.catalogues compile
	@$(BIN)/python -m tests.stack journeys

messages: setup
	$(BIN)/python -m config.catalogues update

COMPILE = $(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-find-links --no-emit-index-url --no-header

requirements:
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m config.supply_chain licences

# What the site is made of, as CycloneDX.
sbom: setup
	@$(BIN)/python -m config.supply_chain sbom

# Whether any of it has a known fault; where that can't be asked, it says so.
audit: setup
	@$(BIN)/python -m config.supply_chain audit
