# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The acts that a person can do now on a dossier, and what stands in the way of the others."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.core.obstacles import Obstacle
from balise.core.roles import Role
from balise.core.situation import Situation
from balise.core.standing import awaited
from balise.core.states import ACT_LABELS, DECISIONS, IN_FAVOUR, Act
from balise.core.workflow import acts_from, may
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import address
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.addresses import page
from balise.web.governance.as_served import (
    is_foreseen,
    judged_for,
    judged_in_service,
    judged_to_come,
    judgements_of,
)
from balise.web.governance.correction_links import correction_url
from balise.web.governance.forms.fields import in_the_form
from balise.web.governance.permissions import (
    leaves_to_another,
    may_grant_exceptions,
    may_request_opinions,
    roles_on,
    sets_aside_a_decision,
)
from balise.web.governance.queries.discharges import without_object
from balise.web.governance.records import Instruction
from balise.web.governance.situation import situation_of
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language

_ROW_CODES = frozenset({"no-reservation", "correction-without-reservation", "reservation-overdue"})
_RESERVATION_DAYS = frozenset({"reservation-due-in-the-past", "reservation-too-far", "reservation-after-the-fact"})
_BY_FORM = {
    Act.DECIDE_WITH_RESERVATIONS: _ROW_CODES | _RESERVATION_DAYS,
    Act.DECIDE_EXPERIMENT: _RESERVATION_DAYS | {"reservation-overdue"},
}
_TO_ASK = frozenset({"opinion-not-requested", "opinion-without-time", "opinion-of-former-facts"})
_NOT_WEIGHED = "opinion-since-the-decision"
_TO_DECIDE_AGAIN = frozenset({_NOT_WEIGHED, "dropped-since-the-decision"})
_OPINION_CODES = _TO_ASK | {"opinion-pending", _NOT_WEIGHED}
"""An opinion that is awaited, or that has come, was asked for already: there is nothing more to ask."""
_OTHER_END = frozenset({"never-in-service", "was-in-service", "nothing-in-use"})
"""What was accepted ends by withdrawal or by abandonment, as it has served or not: only one of them is shown."""
_LEFT_OPEN = frozenset({"favourable-yet-reserved", "reservation-overdue"})
"""What an open reservation stands in the way of; a decision removes it by declaring it without object, if it is."""
_GRAVE = frozenset({Act.ABANDON, Act.DECIDE_REFUSED, Act.DECIDE_CLOSED, Act.SUSPEND, Act.WITHDRAW, Act.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle as a page shows it, with a way to the place where it can be removed."""

    sentence: str
    remedy: str
    url: str = ""
    link: str = ""
    correct_url: str = ""
    """Where the answer that the obstacle comes from can be set right, by whoever may."""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ActNow:
    """An act of the workflow, for one person and one dossier."""

    act: Act
    label: str
    url: str
    hindrances: tuple[Hindrance, ...]
    """What stands in the way before any form is filled in."""
    grave: bool
    again: bool = False
    """It takes an acceptance back, or replaces it: shown apart, for the service is what comes next."""

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way but what the form asks."""
        return not self.hindrances


@dataclass(frozen=True, slots=True)
class Buttons:
    """The acts of a person as pages lay them out."""

    first: tuple[ActNow, ...]
    """What can be done now."""
    again: tuple[ActNow, ...]
    """What can be done now, and takes back what was accepted."""
    hindered: tuple[ActNow, ...]

    @property
    def again_awaited(self) -> bool:
        """Whether an opinion has come, or a correction, that only another decision can answer."""
        return any(each.code in _TO_DECIDE_AGAIN for act in self.hindered for each in act.hindrances)

    @classmethod
    def of(cls, acts: Iterable[ActNow]) -> "Buttons":
        """Lay acts out."""
        listed = tuple(acts)
        possible = [act for act in listed if act.possible]
        return cls(
            tuple(act for act in possible if not act.again),
            tuple(sorted((act for act in possible if act.again), key=lambda act: act.act is Act.SEND_BACK)),
            tuple(act for act in listed if not act.possible),
        )


def acts_of(member: Member, file: DossierFile, instruction: Instruction, judged: Judged) -> tuple[ActNow, ...]:
    """Return the acts that the person can think of doing, in the order of the table, each with what prevents it."""
    situation = situation_of(file, instruction, judged, judged.lead.on, member=member)
    roles = roles_on(member, file)
    thought_of = (act for act in acts_from(file.state, roles) if not _ends_otherwise(act, file, situation, roles))
    return tuple(
        _act(act, member, file, instruction, _before(act, file, instruction, situation, judged), judged)
        for act in thought_of
    )


def act_now(act: Act, member: Member, file: DossierFile, instruction: Instruction, judged: Judged) -> ActNow:
    """Return one act, before its form is filled in."""
    situation = situation_of(file, instruction, judged, judged.lead.on, member=member)
    return _act(act, member, file, instruction, _before(act, file, instruction, situation, judged), judged)


def _ends_otherwise(act: Act, file: DossierFile, situation: Situation, roles: frozenset[Role]) -> bool:
    return any(each.code in _OTHER_END for each in may(act, file.state, situation, roles).obstacles)


def _before(act: Act, file: DossierFile, instruction: Instruction, situation: Situation, judged: Judged) -> Situation:
    """Return the situation as one act finds it: a decision ends any experiment, a service is judged as one."""
    if is_foreseen(act, file.state, instruction):
        on = judged.lead.on
        served = judged_in_service(file, instruction, on, act=act, review=situation.review_date)
        today = judged_to_come(file, judged, on, None)
        situation = replace(situation, judgements=judgements_of(today, served, instruction))
    return replace(situation, experiment_ends_on=None) if act in DECISIONS else situation


def _act(
    act: Act, member: Member, file: DossierFile, instruction: Instruction, situation: Situation, judged: Judged
) -> ActNow:
    ruling = may(act, file.state, situation, roles_on(member, file))
    standing = [each for each in ruling.obstacles if not asked_by_form(act, each)]
    if act in IN_FAVOUR and any(each.code in _LEFT_OPEN for each in standing):
        found = judged_for(act, file, instruction, situation.on)
        lost = {str(each.id) for each in without_object(file, instruction, found, situation.on)}
        standing = [each for each in standing if each.code not in _LEFT_OPEN or not lost.issuperset(each.about)]
    return ActNow(
        act,
        ACT_LABELS[act].in_(current_language()),
        page(member, file, "act", act=act),
        hindrances(standing, member, file, judged),
        act in _GRAVE,
        sets_aside_a_decision(act, file.state),
    )


def asked_by_form(act: Act, obstacle: Obstacle) -> bool:
    """Tell whether the form of the act is the place to remove the obstacle."""
    if obstacle.code.startswith("exception-"):
        return False
    return in_the_form(obstacle.code) or obstacle.code in _BY_FORM.get(act, frozenset())


def hindrances(
    obstacles: Iterable[Obstacle], member: Member, file: DossierFile, judged: Judged
) -> tuple[Hindrance, ...]:
    """Return obstacles as a page shows them."""
    language = current_language()
    return tuple(
        Hindrance(
            _sentence(each, judged),
            each.remedy.in_(language),
            *_way_round(each, member, file),
            correction_url(member, file, judged, each.about),
            each.code,
        )
        for each in obstacles
    )


def missing_answers(judged: Judged) -> frozenset[str]:
    """Return the questions for which the charter or a law waits, each once however many criteria look at it."""
    return frozenset(name for evaluation in judged.all for name in awaited(evaluation))


def _sentence(obstacle: Obstacle, judged: Judged) -> str:
    """Return the sentence of an obstacle; answers are counted as the rest of the page counts them.

    The rules count criteria, of the charter and of laws; the verdict above counts the answers that the charter waits
    for. Two figures side by side, and nothing that ties them, made readers doubt both.
    """
    if obstacle.code != "answers-missing":
        return obstacle.sentence.in_(current_language())
    count = len(missing_answers(judged))
    return ngettext(
        "Il manque %(n)s réponse attendue par la charte ou par la loi : on ne décide pas de ce que l’on ignore.",
        "Il manque %(n)s réponses attendues par la charte ou par la loi : on ne décide pas de ce que l’on ignore.",
        count,
    ) % {"n": count}


def _way_round(obstacle: Obstacle, member: Member, file: DossierFile) -> tuple[str, str]:
    """Return where the obstacle can be removed and the words of the link; nothing when it is not theirs to remove."""
    about = obstacle.about[0] if obstacle.about else ""
    if obstacle.code in _OPINION_CODES:
        asking = obstacle.code in _TO_ASK and may_request_opinions(member, file)
        return page(member, file, "opinions"), _("Demander cet avis") if asking else _("Voir les avis")
    if obstacle.code == "blocking-not-kept" or obstacle.code.startswith("exception-"):
        if may_grant_exceptions(member, file):
            return f"{page(member, file, 'grant-exception')}?{urlencode({'critere': about})}", _(
                "Enregistrer une exception"
            )
        return "", ""
    if obstacle.code in {"reservation-not-lifted", "reservation-overdue"} and about.isdecimal():
        to_another = obstacle.code == "reservation-not-lifted" and leaves_to_another(member, file)
        words = _("Voir cette réserve") if to_another else _("Lever la réserve")
        return page(member, file, "lift", reservation_id=int(about)), words
    if obstacle.code == "opinions-awaited":
        return page(member, file, "opinions"), _("Voir les avis")
    if obstacle.code == "use-goes-on":
        return page(member, file, "act", act=Act.WITHDRAW), ACT_LABELS[Act.WITHDRAW].in_(current_language())
    if obstacle.code in {"answers-missing", "exit-plan-missing"}:
        return address(member, file, "form"), _("Voir les réponses")
    return "", ""
