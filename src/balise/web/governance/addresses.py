# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Acts as addresses name them: in French, as everything that a reader of an address sees."""

from collections.abc import Mapping

from django.urls import reverse

from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member

ACT_WORDS: Mapping[Act, str] = {
    Act.OPEN: "ouvrir",
    Act.ABANDON: "abandonner",
    Act.SUBMIT: "deposer",
    Act.TAKE_BACK: "reprendre",
    Act.TAKE_UP: "instruire",
    Act.SEND_BACK: "renvoyer",
    Act.DECIDE_FAVOURABLE: "decider-favorablement",
    Act.DECIDE_WITH_RESERVATIONS: "accepter-sous-reserves",
    Act.DECIDE_EXPERIMENT: "autoriser-un-essai",
    Act.DECIDE_REFUSED: "refuser",
    Act.DECIDE_CLOSED: "classer-sans-suite",
    Act.DEPLOY: "mettre-en-service",
    Act.START_REASSESSMENT: "reexaminer",
    Act.CONFIRM: "confirmer",
    Act.SUSPEND: "suspendre",
    Act.RESUME: "remettre-en-service",
    Act.WITHDRAW: "retirer",
    Act.REOPEN: "rouvrir",
    Act.ARCHIVE: "archiver",
}
_ACTS = {word: act for act, word in ACT_WORDS.items()}


class ActConverter:
    """Reads and writes an act in an address; an act that does not exist is a page that does not exist."""

    regex = "|".join(sorted(_ACTS, key=len, reverse=True))

    def to_python(self, value: str) -> Act:
        """Return the act of a word."""
        return _ACTS[value]

    def to_url(self, value: str) -> str:
        """Return the word of an act, given itself or by its code."""
        return ACT_WORDS[Act(value)]


def page(member: Member, file: DossierFile, name: str, **more: object) -> str:
    """Return the address of one of the pages of this app about a dossier."""
    return reverse(f"governance:{name}", kwargs={"authority": member.authority.slug, "number": file.number, **more})
