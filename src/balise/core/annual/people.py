# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The people: those outside who are told, ask and are owed something; those of the house who learn and are consulted.

Nobody is ranked, nobody is named; a count of people under five is hidden, and the total that would tell it.
"""

from collections.abc import Iterable
from statistics import median

from balise.core.annual.figure import ALL, UNKNOWN, Chapter, Definition, Figure, Part, Source, Unit, counted, not_known
from balise.core.annual.record import DossierYear, TrainingLine, YearRecord
from balise.core.annual.uses import NOT_SAID, YES_NO, answered, serving
from balise.core.incidents import NATURE_LABELS
from balise.core.language import Text
from balise.core.notice_coverage import Announcement
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.public_questions import Asked, Delay
from balise.core.small_cells import shown_count

NOTICES = Definition(
    "users.notices",
    Chapter.USERS,
    Text("Les mentions en place", "Notices in place"),
    Text(
        "Les usages en service, selon que chaque mention obligatoire envers les usagers est en place.",
        "Uses in service, by whether every notice owed to users is in place.",
    ),
    Text(
        "Les mentions que la loi et la charte demandent, d’après les réponses du dernier verdict conservé, comparées "
        "aux preuves d’affichage enregistrées au plus tard le dernier jour.",
        "The notices that the law and the charter ask for, by the answers of the last verdict kept, against the proofs "
        "of display recorded by the last day.",
    ),
    Unit.DOSSIERS,
    Source.NOTICES,
    labels={
        Announcement.ANNOUNCED.value: Text("toutes en place", "all in place"),
        Announcement.LACKING.value: Text("il en manque", "some missing"),
        Announcement.NOT_NEEDED.value: Text("aucune obligatoire", "none required"),
        UNKNOWN: Text("on ne peut pas le dire", "cannot be told"),
    },
    charted=True,
)
INTERACTION = Definition(
    "users.interaction",
    Chapter.USERS,
    Text("Le contact avec les usagers", "Contact with users"),
    Text(
        "Les usages en service, selon que l’outil s’adresse seul aux usagers.",
        "Uses in service, by whether the tool speaks to users on its own.",
    ),
    Text(
        "La réponse «\u00a0mode d’interaction\u00a0» du dernier verdict conservé de chaque dossier en service.",
        "The answer “interaction mode” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: NOT_SAID},
    question="interaction_mode",
)
QUESTIONS = Definition(
    "users.questions",
    Chapter.USERS,
    Text("Les questions du public", "Questions from the public"),
    Text(
        "Les questions et les contestations reçues pendant la période, selon la réponse.",
        "Questions and contests received in the period, by answer.",
    ),
    Text(
        "Messages reçus sur le portail dans la période\u00a0; le délai de réponse est d’un mois.",
        "Messages received through the portal in the period; an answer is due within a month.",
    ),
    Unit.QUESTIONS,
    Source.QUESTIONS,
    labels={
        "in_time": Text("réponse dans le mois", "answered within a month"),
        "late": Text("réponse après un mois", "answered after a month"),
        "waiting": Text("en attente, dans le mois", "waiting, within a month"),
        "overdue": Text("sans réponse après un mois", "not answered after a month"),
    },
)
ANSWER_DAYS = Definition(
    "users.answer_days",
    Chapter.USERS,
    Text("Le délai de réponse au public", "Time to answer the public"),
    Text(
        "La moitié des réponses de la période sont venues en ce nombre de jours ou moins.",
        "Half of the answers of the period came within that many days.",
    ),
    Text(
        "Médiane, sur les questions de la période auxquelles il a été répondu au plus tard le dernier jour.",
        "Median, over the questions of the period answered by the last day.",
    ),
    Unit.DAYS,
    Source.QUESTIONS,
    labels={ALL: Text("médiane", "median"), UNKNOWN: Text("aucune réponse", "no answer")},
)
DPIA = Definition(
    "rights.dpia",
    Chapter.RIGHTS,
    Text("Les analyses d’impact sur les données (AIPD)", "Data protection impact assessments"),
    Text(
        "Les usages en service qui traitent des données personnelles, selon leur analyse d’impact.",
        "Uses in service with personal data, by impact assessment.",
    ),
    Text(
        "La réponse «\u00a0AIPD\u00a0» du dernier verdict conservé des dossiers en service, hors ceux sans données "
        "personnelles.",
        "The answer “DPIA” of the last verdict kept of dossiers in service, but for those without personal data.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: NOT_SAID},
    question="dpia",
)
FRIA = Definition(
    "rights.fria",
    Chapter.RIGHTS,
    Text("Les analyses d’impact sur les droits fondamentaux", "Fundamental rights impact assessments"),
    Text(
        "Les usages en service dans un domaine à haut risque, selon leur analyse d’impact.",
        "Uses in service in a high-risk area, by impact assessment.",
    ),
    Text(
        "La réponse «\u00a0AIDF\u00a0» du dernier verdict conservé des dossiers dont un domaine est à l’annexe III du "
        "règlement sur l’IA, hors infrastructures critiques (art. 27), ou qui n’en disent rien. Elle n’est "
        "obligatoire qu’à partir du 2 décembre 2027.",
        "The answer “FRIA” of the last verdict kept of the dossiers with an area of Annex III of the AI Act, critical "
        "infrastructure aside (Art. 27), or that say nothing of it. It is only due from 2 December 2027.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: NOT_SAID},
    question="fria",
)
OWE_NO_FRIA = frozenset({"none", "critical_infrastructure"})
"""Article 27 leaves aside point 2 of Annex III."""
INCIDENTS = Definition(
    "rights.incidents",
    Chapter.RIGHTS,
    Text("Les incidents", "Incidents"),
    Text(
        "Les incidents liés à l’IA, signalés pendant la période, par nature.",
        "Incidents with AI, reported in the period, by nature.",
    ),
    Text(
        "Le registre des incidents de la collectivité, au jour du signalement. Ce que personne n’a signalé n’y est "
        "pas\u00a0: zéro dit qu’aucun incident n’a été signalé, non qu’il n’y en a pas eu.",
        "The register of incidents of the authority, by the day of the report. What nobody reported is not in it: zero "
        "says that no incident was reported, not that there was none.",
    ),
    Unit.INCIDENTS,
    Source.INCIDENTS,
    labels={
        **{nature.value: label for nature, label in NATURE_LABELS.items()},
        ALL: Text("aucun incident signalé", "no incident reported"),
        UNKNOWN: Text("aucun registre", "no register"),
    },
)
PUBLISHED = Definition(
    "rights.published",
    Chapter.RIGHTS,
    Text("Les usages publiés au registre", "Uses published at the register"),
    Text(
        "Les usages en service, selon que le public en lit une fiche.",
        "Uses in service, by whether the public reads an entry.",
    ),
    Text(
        "Fiches publiées au plus tard le dernier jour et non retirées.",
        "Entries published by the last day, still there.",
    ),
    Unit.DOSSIERS,
    Source.REGISTER,
    labels=YES_NO,
)
RULES_PUBLISHED = Definition(
    "rights.rules_published",
    Chapter.RIGHTS,
    Text("Les règles des algorithmes de décision", "The rules of algorithms that decide"),
    Text(
        "Les usages en service qui contribuent à des décisions individuelles, selon que leurs règles sont publiées.",
        "Uses in service that contribute to individual decisions, by whether their rules are published.",
    ),
    Text(
        "La réponse «\u00a0publication des règles de calcul\u00a0» (CRPA, art. L. 312-1-3) du dernier verdict "
        "conservé.",
        "The answer “rules published” (CRPA, art. L. 312-1-3) of the last verdict kept.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels=YES_NO,
)
TRAINED = Definition(
    "staff.trained",
    Chapter.STAFF,
    Text("Les personnes formées", "People trained"),
    Text(
        "Les personnes qui ont suivi une formation valable le dernier jour, par public.",
        "People who hold a training that counts on the last day, by audience.",
    ),
    Text(
        "Attestations valables le dernier jour, par public. Sous cinq personnes, le nombre est caché.",
        "Attestations that count on the last day, by audience. Under five people, the number is hidden.",
    ),
    Unit.PEOPLE,
    Source.TRAININGS,
    labels={
        "staff": Text("agents", "staff"),
        "councillors": Text("élus", "councillors"),
        "unions": Text("représentants du personnel", "unions"),
        "chief_executives": Text("directions générales des communes", "chief executives of communes"),
        UNKNOWN: Text("non mesuré", "not measured"),
    },
)
COMMITTEE = Definition(
    "staff.committee",
    Chapter.STAFF,
    Text("La consultation du comité social territorial", "Consultation of the staff committee"),
    Text(
        "Les usages en service, selon que le comité a été consulté.",
        "Uses in service, by whether the committee was consulted.",
    ),
    Text(
        "La réponse «\u00a0consultation du CST\u00a0» du dernier verdict conservé de chaque dossier en service.",
        "The answer “staff committee” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: NOT_SAID},
    question="staff_committee",
)
COMMITTEE_OPINIONS = Definition(
    "staff.committee_opinions",
    Chapter.STAFF,
    Text("Les avis du comité social territorial", "Opinions of the staff committee"),
    Text("Les avis rendus par le comité pendant la période.", "Opinions that the committee gave in the period."),
    Text("Les avis enregistrés dans la période, par sens.", "Opinions recorded in the period, by value."),
    Unit.OPINIONS,
    Source.ACTS,
    labels={
        OpinionValue.FAVOURABLE.value: Text("favorables", "favourable"),
        OpinionValue.WITH_RESERVATIONS.value: Text("favorables avec réserves", "with reservations"),
        OpinionValue.UNFAVOURABLE.value: Text("défavorables", "unfavourable"),
    },
)
JOB_IMPACT = Definition(
    "staff.job_impact",
    Chapter.STAFF,
    Text("L’effet sur les métiers", "Effect on jobs"),
    Text(
        "Les usages en service, selon que leur effet sur les métiers a été examiné.",
        "Uses in service, by whether their effect on jobs was examined.",
    ),
    Text(
        "La réponse «\u00a0effets sur les métiers\u00a0» du dernier verdict conservé de chaque dossier en service.",
        "The answer “job impact” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels=YES_NO,
)


def notices(record: YearRecord) -> Figure:
    """Return the uses in service by whether people are told."""
    order = (Announcement.ANNOUNCED, Announcement.LACKING, Announcement.NOT_NEEDED)
    rows = ((UNKNOWN if each.notices is None else each.notices.value, each.number) for each in serving(record))
    return counted(NOTICES, rows, [each.value for each in order], always=[each.value for each in order])


def interaction(record: YearRecord) -> Figure:
    """Return the uses in service by whether the tool speaks to users alone."""
    rows = ((answered(each, "interaction_mode"), each.number) for each in serving(record))
    return counted(INTERACTION, rows, ("none", "mediated", "direct"), always=("none", "mediated", "direct"))


def questions(record: YearRecord) -> Figure:
    """Return the questions of the year by what became of them."""
    return counted(QUESTIONS, ((fate, "") for _asked, fate in fates(record)), QUESTIONS.labels)


def fates(record: YearRecord) -> tuple[tuple[Asked, str], ...]:
    """Return the questions of the year as they stood on its last day, each with what became of it."""
    return tuple((each, _fate(each, record)) for each in _asked(record))


def _asked(record: YearRecord) -> tuple[Asked, ...]:
    """Return the questions of the year as they stood on its last day."""
    return tuple(
        Asked(each.asked_on, each.answered_on if record.period.over_by(each.answered_on) else None)
        for each in record.questions
        if record.period.holds(each.asked_on)
    )


def _fate(asked: Asked, record: YearRecord) -> str:
    if asked.answered_on is not None:
        return "in_time" if asked.answered_on <= asked.due_on else "late"
    return "waiting" if asked.delay(record.period.last_day) is Delay.WAITING else "overdue"


def answer_days(record: YearRecord) -> Figure:
    """Return how long answers took."""
    days = [each.days for each in _asked(record) if each.days is not None]
    return Figure(ANSWER_DAYS.id, (Part(ALL, median(days)) if days else Part(UNKNOWN, None),))


def dpia(record: YearRecord) -> Figure:
    """Return the impact assessments of the uses that process personal data, or may."""
    concerned = (each for each in serving(record) if answered(each, "personal_data") != "no")
    return _answers(DPIA, concerned, ("done", "not_required_reasoned", "in_progress", "not_done"))


def fria(record: YearRecord) -> Figure:
    """Return the impact assessments of the uses in a high-risk area, or that may be."""
    concerned = (each for each in serving(record) if _may_owe_fria(each))
    return _answers(FRIA, concerned, ("done", "in_progress", "not_done"))


def _may_owe_fria(dossier: DossierYear) -> bool:
    """Tell whether Article 27 of the AI Act asks, or may ask, a public body for an assessment of a use."""
    if answered(dossier, "ai_act_role") == "not_an_ai_system":
        return False
    areas = dossier.facts.get("annex_iii_areas")
    return not isinstance(areas, tuple) or bool(set(areas) - OWE_NO_FRIA)


def _deciding(record: YearRecord) -> tuple[DossierYear, ...]:
    return tuple(each for each in serving(record) if answered(each, "individual_decisions") != "no")


def _answers(definition: Definition, dossiers: Iterable[DossierYear], order: Iterable[str]) -> Figure:
    question = definition.question
    return counted(definition, ((answered(each, question), each.number) for each in dossiers), order)


def incidents(record: YearRecord) -> Figure:
    """Return the incidents reported in the year by nature; none is a zero that is known, where a register is kept."""
    if record.incidents is None:
        return not_known(INCIDENTS)
    rows = [(each.nature.value, each.number) for each in record.incidents if record.period.holds(each.reported_on)]
    if not rows:
        return Figure(INCIDENTS.id, (Part(ALL, 0),), 0)
    return counted(INCIDENTS, rows, (nature.value for nature in NATURE_LABELS))


def published(record: YearRecord) -> Figure:
    """Return the uses in service that the public reads of."""
    rows = (("yes" if record.period.over_by(each.published_on) else "no", each.number) for each in serving(record))
    return counted(PUBLISHED, rows, ("yes", "no"), always=("yes", "no"))


def rules_published(record: YearRecord) -> Figure:
    """Return the algorithms behind individual decisions, by whether their rules are public."""
    rows = ((answered(each, "crpa_rules_published"), each.number) for each in _deciding(record))
    return counted(RULES_PUBLISHED, rows, ("yes", "no"), always=("yes", "no"))


def trained(record: YearRecord) -> Figure:
    """Return the people trained by audience; no total where one is hidden, which would give it away."""
    if record.trainings is None:
        return not_known(TRAINED)
    parts = tuple(map(_trained, record.trainings))
    total = None if any(part.hidden for part in parts) else sum(part.amount or 0 for part in parts)
    return Figure(TRAINED.id, parts, total)


def _trained(line: TrainingLine) -> Part:
    told = None if line.trained is None else shown_count(line.trained)
    return Part(line.audience, told, hidden=told is None)


def committee(record: YearRecord) -> Figure:
    """Return the uses in service by whether the staff committee was consulted."""
    order = ("consulted", "not_needed_reasoned", "planned", "not_consulted")
    return _answers(COMMITTEE, serving(record), order)


def committee_opinions(record: YearRecord) -> Figure:
    """Return the opinions that the staff committee gave in the year."""
    rows = (
        (opinion.value.value, each.number)
        for each in record.filed
        for opinion in each.opinions
        if opinion.body is OpinionBody.STAFF_COMMITTEE and record.period.holds(opinion.on)
    )
    return counted(COMMITTEE_OPINIONS, rows, COMMITTEE_OPINIONS.labels, always=COMMITTEE_OPINIONS.labels)


def job_impact(record: YearRecord) -> Figure:
    """Return the uses in service by whether their effect on jobs was examined."""
    rows = ((answered(each, "job_impact_assessed"), each.number) for each in serving(record))
    return counted(JOB_IMPACT, rows, ("yes", "no"), always=("yes", "no"))


FIGURES = (
    (NOTICES, notices),
    (INTERACTION, interaction),
    (QUESTIONS, questions),
    (ANSWER_DAYS, answer_days),
    (DPIA, dpia),
    (FRIA, fria),
    (INCIDENTS, incidents),
    (PUBLISHED, published),
    (RULES_PUBLISHED, rules_published),
    (TRAINED, trained),
    (COMMITTEE, committee),
    (COMMITTEE_OPINIONS, committee_opinions),
    (JOB_IMPACT, job_impact),
)
