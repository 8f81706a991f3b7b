# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The assistant of the site before a gateway that runs, with a provider behind it: what is shown, sent, told, kept."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.gateway.conftest import RunningGateway, run_gateway
from tests.gateway.provider import provider
from tests.servers.processes import free_port
from tests.web.conftest import NOW, Hire
from tests.web.deployments.conftest import FOREIGN, LARGE, SMALL, Gateway
from tests.web.deployments.test_pages import text_of

from balise.core.policy import DataPolicy, commitments_behind, fingerprint
from balise.core.refusals import RefusalCode
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.core.usage import FootprintRange
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.deployments.assistant_words import footprint_told, segments_of, with_address
from balise.web.deployments.gateway_client import AT_ONCE, Caller, FoundPiece, Preview, open_reply
from balise.web.deployments.models import AccessKey, StaffToken
from balise.web.deployments.models import Provider as ProviderRow
from balise.web.deployments.operations.assistant import close_assistant, open_assistant
from balise.web.deployments.operations.opening import Opening, open_deployment
from balise.web.deployments.operations.training import hand_token
from balise.web.deployments.queries.assistant import assistant_of
from balise.web.deployments.queries.usage import UnreadUsage, footprint_of
from balise.web.deployments.sealing import SealBrokenError, sealed, unsealed
from balise.web.governance.proposals import Proposal
from balise.web.journal.models import Entry
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1"])]

LETTER = "Madame Odile Vasseur, née le 12 mars 1964, a écrit depuis odile.vasseur@courriel.example hier."
LIST = "/espace/valbrise/assistant/"
SECRET = {"PASSERELLE_VALBRISE__VILLE": "secret-du-fournisseur"}
Browser = Callable[[Member], Client]


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """Run a gateway that waits for its rules."""
    folder = tmp_path_factory.mktemp("passerelle")
    with ExitStack() as stack:
        there = stack.enter_context(provider())
        yield stack.enter_context(run_gateway(folder, there, **SECRET))


@dataclass
class Assistant:
    """The assistant of the mail-drafting dossier: the site, the gateway that it calls, and who uses them."""

    gateway: Gateway
    process: RunningGateway
    file: DossierFile
    client_of: Browser

    @property
    def page(self) -> str:
        return f"/espace/valbrise/dossiers/{self.file.number}/assistant/"

    def open(self) -> None:
        open_assistant(self.gateway.cast.owner, self.file.id, at=timezone.now())

    def publish(self) -> None:
        """Publish, and return once the gateway has read it."""
        version = self.gateway.published(timezone.now()).version
        self.process.wait_for(lambda state: (state["bundle"] or {}).get("version") == version)

    def trained(self) -> None:
        self.gateway.token()

    def post(self, step: str, text: str = LETTER, model: str = SMALL, member: Member | None = None, **headers: str):
        client = self.client_of(member or self.gateway.cast.owner)
        return client.post(self.page, {"step": step, "request": text, "model": model}, headers=headers)

    def lines(self, text: str = LETTER) -> list[dict[str, object]]:
        """Return what the script of the page receives."""
        answer = self.post("send", text, Accept="application/x-ndjson")
        assert answer.headers["Content-Type"] == "application/x-ndjson"
        return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


@pytest.fixture
def closed(
    gateway: Gateway, served: DossierFile, process: RunningGateway, client_of: Browser, settings: LazySettings
) -> Assistant:
    """Return an assistant that nobody has opened."""
    settings.BUNDLE_FILE = gateway.path = process.folder / "regles.json"
    settings.GATEWAY_ADDRESS, settings.USAGE_JOURNAL = process.address, process.journal
    ProviderRow.objects.filter(pk=gateway.providers["house"]).update(base_url=process.provider.address)
    process.provider.seen.clear()
    process.provider.abandoned.clear()
    return Assistant(gateway, process, served, client_of)


@pytest.fixture
def assistant(closed: Assistant) -> Assistant:
    """Return the assistant, open to somebody who was trained."""
    closed.open()
    closed.trained()
    closed.publish()
    return closed


def test_it_shows_what_would_leave_then_sends_it_and_shows_the_reply_restored(assistant: Assistant):
    blank = assistant.client_of(assistant.gateway.cast.owner).get(assistant.page)
    assert "Vérifier avant d’envoyer" in text_of(blank)
    assert "Réponse aux courriers" in text_of(blank)

    checked = assistant.post("check")
    shown = text_of(checked)
    assert "odile.vasseur@courriel.example adresse électronique [COURRIEL_1]" in shown
    assert "12 mars 1964 date de naissance" in shown
    assert "a écrit depuis [COURRIEL_1] hier." in shown
    assert assistant.process.provider.seen == []

    sent = assistant.post("send")
    assert sent.status_code == 200
    left = json.dumps(assistant.process.provider.last.body, ensure_ascii=False)
    assert "[COURRIEL_1]" in left
    assert "Vasseur" not in left
    assert LETTER in unescape(text_of(sent))


def test_it_tells_the_footprint_with_its_method_and_the_notice_to_paste(assistant: Assistant):
    sent = text_of(assistant.post("send", "Bonjour"))
    assert re.search(r"Empreinte estimée (moins de|de)? ?[\d,]+( à [\d,]+)?\s[km]?Wh", sent)
    assert "g d’équivalent CO₂" in sent
    assert "Méthode : ecologits" in sent
    assert "La mention à coller à côté de ce texte" in sent
    told = assistant.gateway.read().deployments["valbrise-2026-001"]
    assert told.notice
    assert told.notice in unescape(sent)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), max_size=6))
def test_the_marked_text_is_the_text_itself(text: str, drawn: list[tuple[int, int]]):
    pieces, place = [], 0
    for gap, length in drawn:
        if place + gap + length <= len(text):
            pieces.append(FoundPiece(place + gap, place + gap + length, "email", "[COURRIEL_1]"))
            place += gap + length
    segments = list(segments_of(text, Preview("pseudonymise", blocked=False, pieces=tuple(pieces), leaving="")))
    assert "".join(each.text for each in segments) == text
    assert [each.kind for each in segments if each.kind] == ["adresse électronique"] * len(pieces)


def test_the_address_of_the_entry_stands_once_in_the_notice():
    address = "https://ia.valbrise.example/r/abcdefgh/"
    assert with_address("Préparé avec une IA.", address) == f"Préparé avec une IA. {address}"
    assert with_address("Préparé avec une IA. ia.valbrise.example/r/abcdefgh", address).count("abcdefgh") == 1
    assert with_address("Préparé avec une IA.", "") == "Préparé avec une IA."


def test_it_says_that_the_footprint_is_not_known_where_no_journal_is_read(assistant: Assistant, settings):
    settings.USAGE_JOURNAL = ""
    assert "Elle n’est pas connue de ce site" in text_of(assistant.post("send", "Bonjour"))


def test_it_sends_the_reply_line_by_line_to_the_script_of_the_page(assistant: Assistant):
    lines = assistant.lines("un deux trois")
    assert [line["piece"] for line in lines[:-1]] == ["un ", "deux ", "trois"]
    assert lines[-1]["failed"] is False
    assert "Méthode : ecologits" in str(lines[-1]["end"]).replace("\u00a0", " ")


def test_what_was_masked_is_whole_again_in_the_lines(assistant: Assistant):
    assert "".join(str(line["piece"]) for line in assistant.lines()[:-1]) == LETTER


def test_it_keeps_what_came_before_a_cut_and_says_that_it_is_incomplete(assistant: Assistant):
    whole = assistant.post("send", "un deux cut trois")
    assert "un deux" in text_of(whole)
    assert "incomplet" in text_of(whole)
    lines = assistant.lines("un deux cut trois")
    assert lines[-1]["failed"] is True
    assert "incomplet" in str(lines[-1]["end"])


def test_a_reader_who_leaves_stops_the_provider(assistant: Assistant):
    answer = assistant.post("send", "un stall", Accept="application/x-ndjson")
    first = next(iter(answer.streaming_content))
    assert json.loads(first) == {"piece": "un "}
    answer.close()
    assert assistant.process.provider.abandoned.wait(20)


def test_it_says_what_a_failing_provider_did_and_keeps_the_request(assistant: Assistant):
    failed = assistant.post("send", "500")
    assert failed.status_code == 409
    assert "est en panne (statut 500)" in text_of(failed)
    assert re.search(r"<textarea[^>]*>\s*500</textarea>", failed.content.decode())


def test_it_says_that_a_quota_is_used_up_and_what_to_do(assistant: Assistant):
    said = Opening((assistant.gateway.models[SMALL],), DataPolicy.PSEUDONYMISE, tokens_per_day=1)
    open_deployment(assistant.gateway.cast.reviewer, assistant.file.id, said, at=NOW)
    assistant.publish()
    assistant.post("send", "Bonjour")  # the last call of a quota may go over it
    assistant.process.provider.seen.clear()
    refused = assistant.post("send", "Bonjour")
    assert refused.status_code == 409
    assert "Le quota de jetons du jour est épuisé, ou votre demande le dépasse à elle seule." in text_of(refused)
    assert "justifier un quota plus large" in text_of(refused)
    assert assistant.process.provider.seen == []


def test_it_lets_no_text_leave_that_the_use_may_not_send(assistant: Assistant):
    said = Opening((assistant.gateway.models[SMALL],), DataPolicy.BLOCK)
    open_deployment(assistant.gateway.cast.reviewer, assistant.file.id, said, at=NOW)
    assistant.publish()
    checked = assistant.post("check")
    assert "il ne partira pas" in text_of(checked)
    assert 'value="send"' not in checked.content.decode()


def test_it_cites_the_commitment_its_link_and_the_way_out_of_a_refusal(assistant: Assistant):
    said = Opening((assistant.gateway.models[SMALL],), DataPolicy.BLOCK)
    open_deployment(assistant.gateway.cast.reviewer, assistant.file.id, said, at=NOW)
    assistant.publish()
    refused = assistant.post("send")
    page, words = unescape(refused.content.decode()), unescape(text_of(refused))
    assert refused.status_code == 409
    assert "La passerelle a refusé" in words
    assert "Retirez-les, puis recommencez." in words
    rules = assistant.gateway.read()
    cited = commitments_behind(rules.deployments["valbrise-2026-001"], *RefusalCode.PERSONAL_DATA.controls)
    linked = [rules.commitments[each].link for each in cited if rules.commitments[each].link]
    assert linked
    assert all(f'href="{link}"' in page for link in linked)
    for each in cited:
        assert " ".join(rules.commitments[each].statement.fr.replace("'", "’").split()) in words
    assert assistant.process.provider.seen == []


def test_it_says_that_nothing_was_found_and_that_some_may_be_missed(assistant: Assistant):
    assert "la recherche peut en manquer" in text_of(assistant.post("check", "Où est la mairie ?"))


def test_what_is_written_as_a_placeholder_is_not_counted_with_personal_data(assistant: Assistant):
    alone = text_of(assistant.post("check", "Que veut dire [PERSONNE_7] ?"))
    assert "Aucune donnée personnelle" in alone
    assert "1 passage écrit comme un repère" in alone

    both = text_of(assistant.post("check", "Que veut dire [PERSONNE_7] pour odile.vasseur@courriel.example ?"))
    assert "1 donnée personnelle, 1 passage écrit comme un repère" in both


@pytest.mark.parametrize(("text", "said"), [("", "obligatoire"), ("é" * 20_001, "20")])
def test_it_says_what_is_wrong_in_a_request(assistant: Assistant, text: str, said: str):
    answer = assistant.post("check", text)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_it_asks_no_model_that_the_use_may_not_reach(assistant: Assistant):
    assert assistant.post("send", "Bonjour", FOREIGN).status_code == 422
    assert assistant.process.provider.seen == []


def test_it_proposes_the_smallest_model_first(assistant: Assistant):
    page = assistant.client_of(assistant.gateway.cast.owner).get(assistant.page).content.decode()
    assert page.index(f'value="{SMALL}"') < page.index(f'value="{LARGE}"')


def test_it_survives_a_gateway_that_does_not_answer(assistant: Assistant, settings):
    settings.GATEWAY_ADDRESS = f"http://127.0.0.1:{free_port()}"
    for step, status in (("check", 503), ("send", 409)):
        answer = assistant.post(step)
        assert answer.status_code == status
        assert "La passerelle ne répond pas." in text_of(answer)
        assert "Odile Vasseur" in text_of(answer)
    settings.GATEWAY_ADDRESS = assistant.process.provider.address.removesuffix("/v1")  # something else listens there
    assert "La passerelle ne répond pas." in text_of(assistant.post("check", "bonjour"))


def test_it_waits_for_a_few_replies_at_once_and_still_serves_pages(assistant: Assistant):
    key = assistant_of(assistant.gateway.cast.owner, assistant.file, timezone.now())
    caller = Caller(assistant.process.address, key.key, current_language(), key.staff)
    waiting = [open_reply(caller, SMALL, "un deux") for _ in range(AT_ONCE)]
    try:
        assert "D’autres personnes attendent" in text_of(assistant.post("send", "Bonjour"))
    finally:
        for reply in waiting:
            reply.close()
    assert "La réponse" in text_of(assistant.post("send", "Bonjour"))


def test_it_says_that_the_gateway_has_yet_to_learn_the_key(closed: Assistant):
    closed.publish()
    closed.open()
    closed.trained()
    assert "ne connaît pas encore la clé" in text_of(closed.post("check"))


def test_it_asks_for_training_where_the_charter_does(closed: Assistant):
    closed.open()
    page = text_of(closed.client_of(closed.gateway.cast.owner).get(closed.page))
    assert "La charte demande une formation" in page
    assert "lyon-2025:" in page
    kept = closed.post("send")
    assert kept.status_code == 409
    assert "Odile Vasseur" in text_of(kept)
    closed.trained()
    closed.publish()
    assert "La réponse" in text_of(closed.post("send", "Bonjour"))


def test_each_person_needs_their_own_training(assistant: Assistant):
    other = assistant.gateway.cast.reviewer
    assert "La charte demande une formation" in text_of(assistant.client_of(other).get(assistant.page))


def test_a_token_that_was_revoked_opens_nothing_more(assistant: Assistant):
    StaffToken.objects.update(revoked_at=NOW)
    assert assistant.post("send", "Bonjour").status_code == 409
    StaffToken.objects.update(revoked_at=None)
    before = assistant.gateway.read().trained
    StaffToken.objects.update(revoked_at=NOW)
    assert len(before) == 2
    assert assistant.gateway.published(timezone.now()).trained == {}


def test_it_is_opened_by_whoever_may_make_keys_and_by_nobody_else(closed: Assistant, client_of: Browser):
    door = f"/espace/valbrise/dossiers/{closed.file.number}/passerelle/assistant/"
    reader, owner = client_of(closed.gateway.cast.councillor), client_of(closed.gateway.cast.owner)
    assert reader.post(door).status_code == 403
    assert "L’assistant n’est pas ouvert" in text_of(reader.get(closed.page))
    assert "Ouvrir l’assistant" not in text_of(reader.get(closed.page))
    assert "Ouvrir l’assistant" in text_of(owner.get(closed.page))
    opened = text_of(owner.post(door, follow=True))
    assert "L’assistant est ouvert" in opened
    assert "Assistant du site" in opened
    assert owner.post(door).status_code == 409
    shut = text_of(owner.post(door, {"close": "1"}, follow=True))
    assert "sa clé n’ouvre plus rien" in shut
    assert owner.post(door, {"close": "1"}).status_code == 409
    acts = list(
        Entry.objects.filter(act__startswith="gateway.assistant").order_by("number").values_list("act", flat=True)
    )
    assert acts == ["gateway.assistant_opened", "gateway.assistant_closed"]


def test_its_key_is_sealed_and_forgotten_once_revoked(closed: Assistant):
    closed.open()
    row = AccessKey.objects.get()
    secret = unsealed(row.sealed, "valbrise-2026-001")
    assert fingerprint(secret) == row.digest
    assert secret not in row.sealed
    assert secret not in "".join(Entry.objects.values_list("details", flat=True))
    assert fingerprint(secret) in closed.gateway.published().keys
    close_assistant(closed.gateway.cast.owner, closed.file.id, at=NOW)
    row.refresh_from_db()
    assert row.sealed == ""
    assert fingerprint(secret) not in closed.gateway.published().keys


def test_its_key_is_not_replaced_as_those_of_programs_are(closed: Assistant, client_of: Browser):
    closed.open()
    key = AccessKey.objects.get()
    owner = client_of(closed.gateway.cast.owner)
    answer = owner.post(f"/espace/valbrise/dossiers/{closed.file.number}/passerelle/cles/{key.pk}/remplacer/")
    assert answer.status_code == 409
    assert "fermez l’assistant" in text_of(answer)


def test_the_database_holds_one_key_of_the_assistant_for_a_deployment(closed: Assistant):
    closed.open()
    row = AccessKey.objects.get()
    row.pk, row.digest = None, "une autre"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_seal_opens_for_its_own_deployment_and_under_its_own_secret(settings):
    kept = sealed("balise-secret", "valbrise-2026-001")
    assert unsealed(kept, "valbrise-2026-001") == "balise-secret"
    for moved in (lambda: unsealed(kept, "valbrise-2026-002"), lambda: unsealed("n’importe quoi", "x")):
        with pytest.raises(SealBrokenError):
            moved()
    settings.SECRET_KEY = "un autre secret, assez long pour servir de clé"  # noqa: S105 - of a test
    with pytest.raises(SealBrokenError):
        unsealed(kept, "valbrise-2026-001")


def test_it_says_that_the_secret_of_the_site_has_changed(assistant: Assistant):
    AccessKey.objects.update(sealed=sealed("balise-secret", "un autre"))
    answer = assistant.post("check")
    assert "le secret du site a changé" in text_of(answer)


def test_no_assistant_opens_where_no_key_may_be_made(closed: Assistant):
    cast = closed.gateway.cast
    cast.do(cast.reviewer, closed.file, Act.SUSPEND, Proposal(motive="Des erreurs."))
    with pytest.raises(RefusedError, match="rouvriront d’elles-mêmes à la reprise"):
        open_assistant(cast.owner, closed.file.id, at=NOW)


def test_it_stops_with_the_use_and_keeps_what_was_typed(assistant: Assistant):
    cast = assistant.gateway.cast
    cast.do(cast.reviewer, assistant.file, Act.SUSPEND, Proposal(motive="Des erreurs."))
    answer = assistant.post("send")
    assert answer.status_code == 409
    assert "est suspendu" in text_of(answer)
    assert "Odile Vasseur" in text_of(answer)
    assert assistant.process.provider.seen == []


def test_it_lists_the_uses_that_one_may_try_and_says_why_not_the_others(closed: Assistant, client_of: Browser):
    owner = client_of(closed.gateway.cast.owner)
    assert "Aucun usage ne peut être essayé pour l’instant" in text_of(owner.get(LIST))
    assert "L’assistant n’est pas ouvert pour cet usage." in text_of(owner.get(LIST))
    closed.open()
    closed.trained()
    assert "Usages que vous pouvez essayer Réponse aux courriers" in text_of(owner.get(LIST))


def test_one_that_is_not_opened_is_known_to_the_readers_of_the_dossier_alone(
    closed: Assistant, client_of: Browser, member_with: Hire
):
    trainer = client_of(member_with(Role.TRAINER))
    assert "Aucun usage n’est encore ouvert à l’assistant." in text_of(trainer.get(LIST))
    assert trainer.get(closed.page).status_code == 404
    closed.open()
    assert trainer.get(closed.page).status_code == 200
    close_assistant(closed.gateway.cast.owner, closed.file.id, at=NOW)
    assert trainer.get(closed.page).status_code == 404


def test_a_dossier_that_is_written_again_is_shown_to_nobody_by_its_assistant(
    assistant: Assistant, client_of: Browser, member_with: Hire
):
    trainer = client_of(member_with(Role.TRAINER))
    Dossier.objects.filter(pk=assistant.file.id).update(state=State.DRAFT)
    assert trainer.get(assistant.page).status_code == 404
    assert "Réponse aux courriers" not in text_of(trainer.get(LIST))


def test_a_member_who_does_not_read_the_dossier_tries_its_tool_and_sees_nothing_more_of_it(
    assistant: Assistant, client_of: Browser, member_with: Hire
):
    trainer, gateway = member_with(Role.TRAINER), assistant.gateway
    page = f"/espace/valbrise/dossiers/{assistant.file.number}/"
    client = client_of(trainer)
    assert client.get(page).status_code == 404
    assert "La charte demande une formation" in text_of(client.get(assistant.page))
    assert assistant.post("send", member=trainer).status_code == 409

    until = NOW.date().replace(year=2100)
    hand_token(gateway.administrator, trainer.user_id, "Atelier du 3 mars", until, at=NOW)
    assistant.publish()
    assert "Usages que vous pouvez essayer Réponse aux courriers" in text_of(client.get(LIST))
    shown = client.get(assistant.page)
    assert assistant.file.number in text_of(shown)
    assert assistant.file.owner_name not in text_of(shown)
    hrefs = re.findall(r'href="([^"]*)"', shown.content.decode())
    assert [each for each in hrefs if each.startswith(page) and each != assistant.page] == []

    assert "[COURRIEL_1]" in text_of(assistant.post("check", member=trainer))
    assert LETTER in unescape(text_of(assistant.post("send", member=trainer)))
    streamed = assistant.post("send", "un deux", member=trainer, Accept="application/x-ndjson")
    lines = [json.loads(line) for line in b"".join(streamed.streaming_content).splitlines()]
    assert [line["piece"] for line in lines[:-1]] == ["un ", "deux"]


def test_no_way_out_that_they_could_not_take_is_shown_to_who_does_not_read_the_dossier(
    assistant: Assistant, client_of: Browser, member_with: Hire
):
    cast = assistant.gateway.cast
    cast.do(cast.reviewer, assistant.file, Act.SUSPEND, Proposal(motive="Des erreurs."))
    shown = client_of(member_with(Role.TRAINER)).get(assistant.page)
    assert "est suspendu" in text_of(shown)
    assert "/passerelle/" not in shown.content.decode()


def test_it_says_that_the_gateway_is_not_set(closed: Assistant, client_of: Browser):
    file = closed.gateway.cast.submitted()
    page = f"/espace/valbrise/dossiers/{file.number}/assistant/"
    assert "La passerelle n’est pas réglée" in text_of(client_of(closed.gateway.cast.owner).get(page))


def test_nothing_that_was_typed_is_kept_by_the_site_nor_by_the_gateway(assistant: Assistant, caplog):
    assistant.post("check")
    assistant.post("send")
    assistant.lines()
    assistant.post("send", f"{LETTER} cut")
    files = [path.read_bytes() for path in assistant.process.folder.iterdir() if path.is_file()]
    rows = [table for table in _tables() if table]
    assert files
    assert rows
    for word in ("odile.vasseur", "12 mars 1964"):
        assert word not in "".join(rows)
        assert word not in caplog.text
        assert all(word.encode() not in content for content in files)


def _tables() -> Iterator[str]:
    """Yield all that the database of the site holds, table by table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name that it gave
            yield str(cursor.fetchall())


def test_it_reads_in_english(assistant: Assistant):
    client = assistant.client_of(assistant.gateway.cast.owner)
    client.cookies["django_language"] = "en"
    assert client.get(LIST).status_code == 200
    answer = client.post(assistant.page, {"step": "send", "request": "500", "model": SMALL})
    assert "The provider of the model is failing" in text_of(answer)


def test_the_footprint_is_told_as_a_range_with_its_method_and_nothing_finer_than_it_is_worth():
    told = footprint_told(FootprintRange(123_456, 987_654, 1_234, 1_234, "ecologits 0.11.3"))
    assert (told.energy, told.carbon) == ("de 0,12 à 0,99\u00a0Wh", "0,0012\u00a0g d’équivalent CO₂")
    assert footprint_told(FootprintRange(12_345_678_000, 12_345_678_000, 0, 0, "m")).energy == "12,3\u00a0kWh"
    assert footprint_told(FootprintRange(210, 4_321, 0, 0, "m")).energy == "de 0,0002 à 0,0043\u00a0Wh"
    assert "Rien ne permet" in footprint_told(FootprintRange()).because


def test_the_record_of_a_call_is_found_among_the_recent_ones_alone(assistant: Assistant):
    caller_of = assistant_of(assistant.gateway.cast.owner, assistant.file, timezone.now())
    reply = open_reply(
        Caller(assistant.process.address, caller_of.key, current_language(), caller_of.staff), SMALL, "un"
    )
    assert "".join(reply.pieces()) == "un"
    reply.close()
    now = timezone.now()
    assert isinstance(footprint_of(reply.record, now - timedelta(hours=1)), FootprintRange)
    assert footprint_of(reply.record, now + timedelta(hours=1)) == UnreadUsage()
    assert footprint_of("inconnu", now - timedelta(hours=1)) == UnreadUsage()
