# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Publishing the bundle: in the file and at its address, after every act that changes it, under growing numbers."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.conftest import NOW
from tests.web.deployments.conftest import SMALL

from balise.core.policy import Standing, fingerprint
from balise.core.states import Act
from balise.web.assessments.operations.comments import say
from balise.web.catalogue.vocabulary import Permission
from balise.web.deployments.bundle_file import put, version_in
from balise.web.deployments.models import Publication
from balise.web.deployments.operations.keys import revoke_key
from balise.web.deployments.operations.publishing import publish_bundle
from balise.web.governance.proposals import Proposal

pytestmark = pytest.mark.django_db

TOKEN = "un-jeton-de-passerelle-tiré-au-hasard-0123456789"  # noqa: S105 - of nobody


def test_it_publishes_after_each_act_that_changes_it(gateway, served, committed):
    with committed():
        key = gateway.key(served)
    first = gateway.read()
    assert fingerprint(key.secret) in first.keys
    with committed():
        revoke_key(gateway.cast.owner, served.id, key.id, at=NOW)
    second = gateway.read()
    assert second.keys == {}
    with committed():
        gateway.cast.do(gateway.cast.reviewer, served, Act.SUSPEND, Proposal(motive="Des erreurs."))
    third = gateway.read()
    assert third.deployments["valbrise-2026-001"].standing is Standing.SUSPENDED
    with committed():
        gateway.allow(Permission.FORBIDDEN)
    fourth = gateway.read()
    assert fourth.deployments["valbrise-2026-001"].models[SMALL] != third.deployments["valbrise-2026-001"].models[SMALL]
    assert first.version < second.version < third.version < fourth.version


def test_it_publishes_once_for_the_many_acts_of_a_transaction(gateway, served, committed):
    with committed() as callbacks:
        for number in range(3):
            gateway.key(served, f"Clé {number}")
    assert len(callbacks) == 1
    assert len(gateway.read().keys) == 3


def test_it_publishes_nothing_for_a_dossier_that_the_gateway_does_not_know(gateway, cast, committed):
    with committed():
        cast.submitted()
    assert not gateway.path.exists()


def test_it_gives_the_same_number_to_what_says_the_same(gateway, served):
    first, second = publish_bundle(at=NOW), publish_bundle(at=NOW + timedelta(days=1))
    assert first.is_new
    assert not second.is_new
    assert (first.version, first.content) == (second.version, second.content)


def test_it_keeps_the_content_of_the_last_one_alone(gateway, served):
    gateway.published()
    gateway.key(served)
    gateway.published()
    assert [bool(row.content) for row in Publication.objects.order_by("version")] == [False, True]


def test_it_mends_the_file(gateway, served):
    bundle = gateway.published()
    gateway.path.unlink()
    assert gateway.published() == bundle
    gateway.path.write_text("{", encoding="utf-8")
    assert gateway.published() == bundle


def test_it_never_goes_back_in_numbers_after_a_backup_is_put_back(gateway, served):
    bundle = gateway.published()
    Publication.objects.all().delete()  # what a backup of yesterday knows
    assert gateway.published().version > bundle.version


def test_it_loses_no_act_to_a_file_that_cannot_be_written(gateway, served, settings, caplog, tmp_path, committed):
    (tmp_path / "un-fichier").write_text("", encoding="utf-8")
    settings.BUNDLE_FILE = tmp_path / "un-fichier" / "passerelle.json"
    with committed():
        key = gateway.key(served)
    assert "balise bundle" in caplog.text
    assert key.secret not in caplog.text
    assert fingerprint(key.secret) in Publication.objects.get(content__gt="").content


def test_it_never_puts_an_older_bundle_over_a_later_one(tmp_path):
    path = tmp_path / "passerelle.json"
    versions = [*range(1, 21)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda version: put(path, json.dumps({"version": version}), version), reversed(versions)))
    assert version_in(path) == 20
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".json"] == ["passerelle.json"]
    assert path.stat().st_mode & 0o777 == 0o640


def test_it_gives_the_bundle_to_whoever_says_the_token(gateway, served, settings):
    address = "/passerelle/bundle.json"
    assert Client().get(address).status_code == 404
    settings.BUNDLE_TOKEN = TOKEN
    assert Client().get(address).status_code == 401
    assert Client().get(address, headers={"Authorization": "Bearer autre"}).status_code == 401
    allowed = Client(headers={"Authorization": f"Bearer {TOKEN}"})
    assert allowed.get(address).status_code == 503
    bundle = gateway.published()
    answer = allowed.get(address)
    assert answer.status_code == 200
    assert answer.content == gateway.path.read_bytes()
    assert "private" in answer.headers["Cache-Control"]
    again = allowed.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    gateway.key(served)
    gateway.published()
    changed = allowed.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.json()["version"] > bundle.version


def test_it_says_the_same_whoever_acts_on_something_else(gateway, served, committed):
    before = gateway.published()
    with committed():
        say(gateway.cast.owner, served.id, "Merci.", at=NOW)
    assert gateway.read() == before
