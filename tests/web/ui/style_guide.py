# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The living style guide: one page that holds every component, written by the very templates of the site.

It is not shipped: the site has no page about itself. The tests read it, and so may a designer
(``style_guide(request)`` returns the whole page).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage, Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from balise.core.roles import Role
from balise.rendering import html
from balise.rendering.document import (
    BulletList,
    Disclosure,
    FindingItem,
    FindingList,
    Mark,
    Paragraph,
    Tag,
    Tone,
    Verdict,
)
from balise.web.accounts.models import User
from balise.web.organisations.members import Member, Place
from balise.web.ui.choices import Choice

ADDRESS = "/espace/valbrise/dossiers/?etat=in_review&page=5"
TEMPLATE = Path(__file__).parent / "style_guide.html"


class EveryField(forms.Form):
    """One field of each kind, all of them to be filled in but one."""

    title = forms.CharField(label="Titre du projet", help_text="Quelques mots que tout le monde comprend.")
    why = forms.CharField(label="À quoi sert l’outil ?", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    unit = forms.ChoiceField(label="Service", choices=[("", "Choisissez"), ("rh", "Ressources humaines")])
    mode = forms.ChoiceField(
        label="Qui parle aux habitants ?",
        help_text="Pensez à ce que voit l’habitant, pas à ce que fait la machine.",
        widget=forms.RadioSelect,
        choices=[
            ("none", "Personne : l’outil sert en interne"),
            ("mediated", Choice("Un agent", "Il relit, corrige, signe et envoie lui-même chaque réponse.")),
            ("direct", "L’outil, sans intermédiaire"),
        ],
    )
    given = forms.MultipleChoiceField(
        label="Quelles données lui confie-t-on ?",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("public", "Publiques"),
            ("personal", Choice("Personnelles", "Un courrier avec un nom, une adresse.")),
        ],
    )
    people = forms.IntegerField(
        label="Nombre de personnes concernées",
        widget=forms.TextInput({"class": "input-number", "inputmode": "numeric"}),
    )
    day = forms.DateField(label="Date de début", widget=forms.DateInput({"type": "date"}))
    file = forms.FileField(label="Pièce à joindre", help_text="PDF, ODT ou image, 20 Mo au plus.", required=False)
    agreed = forms.BooleanField(label="J’ai relu ces réponses", help_text="Elles engagent votre service.")
    revision = forms.CharField(widget=forms.HiddenInput, initial="12")


class Search(forms.Form):
    """The filters of a list."""

    words = forms.CharField(label="Mots du titre", required=False)
    state = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), ("in_review", "En instruction")])
    unit = forms.ChoiceField(label="Service", required=False, choices=[("", "Tous"), ("rh", "Ressources humaines")])


@dataclass(frozen=True)
class Tab:
    """A page of a dossier."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Told:
    """An entry of the journal."""

    at: datetime
    sentence: str


class Said(BaseStorage):
    """Messages that nothing stores."""

    def _get(self, *args: object, **kwargs: object) -> tuple[list[Message], bool]:
        levels = ((25, "Vos réponses sont enregistrées."), (30, "Deux réponses ont été changées par Anne Roche."))
        others = ((40, "La pièce est trop lourde."), (20, "De nouvelles questions sont apparues."))
        return [Message(level, text) for level, text in (*levels, *others)], True

    def _store(self, messages: list[Message], response: object, *args: object, **kwargs: object) -> list[Message]:
        return []


def somebody(*roles: Role) -> Member:
    """Return a member of the city of Valbrise."""
    place = Place(1, "valbrise", "Ville de Valbrise", "municipality", single_handed=False)
    return Member(
        1, "Camille Berthier", "camille@valbrise.example", place, frozenset(roles or {Role.OWNER}), frozenset()
    )


def request_of(address: str, member: Member | None) -> HttpRequest:
    """Return a request for a page, by somebody who is signed in, or by nobody."""
    request = RequestFactory().get(address)
    request.user = AnonymousUser() if member is None else User(pk=member.user_id, name=member.name, email=member.email)
    request.member = member  # type: ignore[attr-defined]
    request._messages = []  # type: ignore[attr-defined]
    return request


def style_guide(member: Member | None = None) -> str:
    """Return the page of every component."""
    request = request_of(ADDRESS, member or somebody(Role.ADMINISTRATOR))
    request._messages = Said(request)  # type: ignore[attr-defined]
    wrong = EveryField({"title": "", "given": [], "mode": "", "unit": "rh", "people": "beaucoup", "agreed": ""})
    template = engines["django"].from_string(TEMPLATE.read_text(encoding="utf-8"))
    pages = Paginator([*range(240)], 20)
    return template.render(
        {
            "empty_form": EveryField(auto_id="vide_%s", initial={"mode": "mediated", "given": ["personal"]}),
            "wrong_form": wrong,
            "filters": Search(request.GET, auto_id="filtre_%s"),
            "page": pages.page(5),
            "fragment": html.to_fragment(_verdict(), level=3, paths=True),
            "verdict": html.to_fragment(_verdict()[:1], level=3, paths=True),
            "tabs": [
                Tab("Le dossier", "?o=1", current=True),
                Tab("Réponses", "?o=2"),
                Tab("Pièces", "?o=3", count=3),
                Tab("Avis", "?o=4", count=2),
                Tab("Historique", "?o=5"),
            ],
            "entries": [
                Told(datetime(2026, 11, 3, 14, 5, tzinfo=UTC), "Anne Roche a pris le dossier en instruction."),
                Told(
                    datetime(2026, 10, 28, 8, 40, tzinfo=UTC),
                    "Camille Berthier a déposé le dossier « Réponse aux courriers ».",
                ),
                Told(datetime(2026, 10, 12, 15, 2, tzinfo=UTC), "Camille Berthier a créé le dossier."),
            ],
            "long_day": datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
            "several": range(3),
        },
        request,
    )


def _verdict() -> tuple[Verdict | FindingList, ...]:
    return (
        Verdict(
            Tone.STOP,
            "Défavorable",
            (Paragraph.of("Un engagement bloquant n’est pas tenu : l’outil parle directement aux habitants."),),
        ),
        FindingList(
            (
                FindingItem(
                    "2",
                    "Pas d’IA en contact direct avec les usagers",
                    (
                        Paragraph.of("Vous avez répondu que l’outil répond sans intermédiaire."),
                        Disclosure("Pourquoi ce constat", (BulletList((("Règle lyon-2025:2:a",),)),)),
                    ),
                    mark=Mark(Tone.STOP, "Bloquant"),
                    tags=(Tag("formulation rapportée"),),
                    id="lyon-2",
                ),
            )
        ),
    )
