# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What keeps an act from being done: a sentence that says what happened, and a remedy that says what to do.

The code is stable, the words may improve. An obstacle is not an error: it is shown beside the button, before anybody
presses it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from balise.core.day_words import day_in_words
from balise.core.language import Language, Text


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why an act is not possible now, and the way round it."""

    code: str
    sentence: Text
    remedy: Text
    about: tuple[str, ...] = ()
    """The criteria, reservations or bodies that it is about, by id."""


Gap = str | int | date | Text


def obstacle(code: str, about: tuple[str, ...] = (), /, **gaps: Gap) -> Obstacle:
    """Return the obstacle of that code, its gaps filled."""
    sentence, remedy = OBSTACLES[code]
    return Obstacle(code, filled(sentence, **gaps), filled(remedy, **gaps), about)


def filled(text: Text, **gaps: Gap) -> Text:
    """Return the text with its gaps filled in each language: days are written as people write them."""
    words = {name: _words(gap) for name, gap in gaps.items()}
    return Text(
        _whole(text.fr.format_map({name: word.fr for name, word in words.items()})),
        None
        if text.en is None
        else _whole(text.en.format_map({name: word.en or word.fr for name, word in words.items()})),
    )


def in_quotes(title: Text) -> Text:
    """Return a title between the quotation marks of each language, as it is: it may stand inside a sentence."""
    return Text(f"«\N{NO-BREAK SPACE}{title.fr}\N{NO-BREAK SPACE}»", f"“{title.in_(Language.ENGLISH)}”")


def _whole(sentence: str) -> str:
    """Return a sentence that quotes with one capital and one full stop, whatever was quoted has of its own."""
    begun = _OPENING.sub(lambda found: found[0].upper(), sentence, count=1)
    return _TWO_STOPS.sub(r"\1.", begun)


# A sentence that begins by quoting has its capital in the quotation; an identifier (lyon-2025:2) keeps its own letters.
_OPENING = re.compile("\\A(?:«\N{NO-BREAK SPACE}|“)\\w(?!\\S*:\\S)")
_TWO_STOPS = re.compile("\\.(\N{NO-BREAK SPACE}»|”)\\.")


def _words(gap: Gap) -> Text:
    if isinstance(gap, Text):
        return gap
    return day_in_words(gap) if isinstance(gap, date) else Text(str(gap))


_CHANGE_OR_STOP = Text(
    "Changez le projet, refusez-le ou classez-le sans suite. La page des conseils donne le plus petit changement.",
    "Change the project, refuse it or close it. The advice page gives the smallest change.",
)
_RESERVATION_DAY = Text(
    "Donnez une échéance à venir, dans les deux ans.",
    "Give a due date to come, within two years.",
)
_REVIEW_DAY = Text(
    "Fixez une date à venir, dans les deux ans.",
    "Set a date to come, within two years.",
)
_NEW_DECISION = Text(
    "Faites-en le bilan, puis décidez de nouveau : généraliser, prolonger ou retirer.",
    "Take stock of it, then decide again: generalise, extend or withdraw.",
)

OBSTACLES: Mapping[str, tuple[Text, Text]] = {
    # The state, and who acts
    "not-from-this-state": (
        Text(
            "« {act} » n’est pas possible : le dossier est dans l’état « {state} ».",
            "“{act}” is not possible: the dossier is in the state “{state}”.",
        ),
        Text("À ce stade, il est possible de : {acts}.", "At this stage it is possible to: {acts}."),
    ),
    "life-is-over": (
        Text(
            "« {act} » n’est pas possible : le dossier est dans l’état « {state} », le dernier.",
            "“{act}” is not possible: the dossier is in the state “{state}”, the last one.",
        ),
        Text(
            "Copiez le dossier pour en commencer un nouveau.",
            "Copy the dossier to begin a new one.",
        ),
    ),
    "not-your-role": (
        Text("« {act} » n’entre pas dans vos rôles.", "“{act}” is not within your roles."),
        Text("Adressez-vous à qui en a la charge : {roles}.", "Ask whoever is in charge of it: {roles}."),
    ),
    "owner-decides": (
        Text(
            "Vous portez ce dossier : vous ne pouvez pas aussi en décider.",
            "You own this dossier: you cannot also decide on it.",
        ),
        Text(
            "Le porte qui l’a ouvert, qui l’a déposé, et qui porte des projets dans le même service. "
            "Confiez la décision à un autre instructeur. Si la collectivité n’en a qu’un, dites-le : ce sera noté au "
            "journal.",
            "Whoever opened it, whoever submitted it and whoever owns projects in the same unit owns it. "
            "Leave the decision to another reviewer. If the authority has only one, say so: it will be recorded in "
            "the journal.",
        ),
    ),
    "motive-missing": (
        Text("Cet acte demande un motif écrit.", "This act needs a written motive."),
        Text(
            "Écrivez en une phrase pourquoi. La personne qui porte le dossier la lira.",
            "Write in one sentence why. The owner will read it.",
        ),
    ),
    # What was found
    "not-judged": (
        Text("Aucun cadre n’a jugé ce dossier.", "No framework has judged this dossier."),
        Text("Choisissez au moins une charte, puis évaluez-le.", "Choose at least one charter, then evaluate it."),
    ),
    "answers-missing": (
        Text(
            "{awaiting} encore une réponse : on ne décide pas de ce que l’on ignore.",
            "{awaiting} an answer: what is not known cannot be decided.",
        ),
        Text(
            "Répondez aux questions qui manquent, ou renvoyez le dossier pour complément.",
            "Answer the missing questions, or send the dossier back to be completed.",
        ),
    ),
    "opinions-awaited": (
        Text(
            "{opinions} : on ne décide pas de ce que l’on ignore.",
            "{opinions}: what is not known cannot be decided.",
        ),
        Text(
            "Nul ne les écrit à la place de qui les rend : demandez ceux qui ne le sont pas encore.",
            "Nobody writes them in the place of those who give them: request those that have not been.",
        ),
    ),
    "law-not-kept": (
        Text(
            "« {criterion} » n’est pas tenu. Cette règle vient de « {framework} » : la collectivité ne peut pas s’en "
            "dispenser.",
            "“{criterion}” is not kept. The rule comes from “{framework}”: the authority cannot excuse itself from it.",
        ),
        _CHANGE_OR_STOP,
    ),
    "blocking-not-kept": (
        Text(
            "« {criterion} » est un critère bloquant, et il n’est pas tenu.",
            "“{criterion}” is a blocking criterion, and it is not kept.",
        ),
        Text(
            "Changez le projet, ou demandez une exception : un motif, l’autorité qui l’accorde, et un an au plus.",
            "Change the project, or ask for an exception: a motive, the authority that grants it, and a year at most.",
        ),
    ),
    # Exceptions
    "exception-above-the-charter": (
        Text(
            "« {criterion} » n’est pas une règle de la charte : aucune exception locale ne peut le lever.",
            "“{criterion}” is not a rule of the charter: no local exception can lift it.",
        ),
        _CHANGE_OR_STOP,
    ),
    "exception-without-motive": (
        Text("L’exception à « {criterion} » n’a pas de motif.", "The exception to “{criterion}” has no motive."),
        Text(
            "Écrivez pourquoi l’engagement ne peut pas être tenu, et ce qui est fait à la place.",
            "Write why the commitment cannot be kept, and what is done instead.",
        ),
    ),
    "exception-without-authority": (
        Text(
            "L’exception à « {criterion} » ne dit pas qui l’accorde.",
            "The exception to “{criterion}” does not say who grants it.",
        ),
        Text(
            "Nommez la fonction qui en répond : maire, vice-présidente déléguée, directeur général…",
            "Name the office that answers for it: mayor, deputy vice-president, chief executive…",
        ),
    ),
    "exception-not-yet-granted": (
        Text(
            "L’exception à « {criterion} » n’est accordée qu’à partir du {granted}.",
            "The exception to “{criterion}” is granted only from {granted}.",
        ),
        Text("Attendez ce jour, ou corrigez la date.", "Wait for that day, or correct the date."),
    ),
    "exception-expired": (
        Text(
            "L’exception à « {criterion} » a expiré le {expired}.",
            "The exception to “{criterion}” expired on {expired}.",
        ),
        Text(
            "Mettez le projet en règle, ou faites accorder une nouvelle exception, avec son motif.",
            "Bring the project into line, or have a new exception granted, with its motive.",
        ),
    ),
    "exception-revoked": (
        Text(
            "L’exception à « {criterion} » a été retirée le {revoked}.",
            "The exception to “{criterion}” was withdrawn on {revoked}.",
        ),
        Text(
            "Mettez le projet en règle, ou faites accorder une nouvelle exception, avec son motif.",
            "Bring the project into line, or have a new exception granted, with its motive.",
        ),
    ),
    "exception-too-long": (
        Text(
            "L’exception à « {criterion} » durerait jusqu’au {expires}, soit plus d’un an.",
            "The exception to “{criterion}” would last until {expires}: more than a year.",
        ),
        Text(
            "Ramenez-la à douze mois au plus. Une exception durable se vote : c’est un amendement à la charte.",
            "Bring it down to twelve months at most. A lasting exception is put to the vote: it is an amendment.",
        ),
    ),
    # Opinions
    "opinion-not-requested": (
        Text(
            "L’avis {body} est requis, et n’a pas été demandé.",
            "The opinion {body} is required, and has not been requested.",
        ),
        Text("Demandez-le, avec une semaine au moins pour répondre.", "Request it, with at least a week to answer."),
    ),
    "opinion-pending": (
        Text(
            "L’avis {body} est attendu jusqu’au {deadline}.",
            "The opinion {body} is awaited until {deadline}.",
        ),
        Text(
            "Attendez la réponse. Passé ce jour, le silence sera noté et n’empêchera plus de décider.",
            "Wait for the answer. After that day the silence is recorded and no longer prevents a decision.",
        ),
    ),
    "opinion-without-time": (
        Text(
            "L’avis {body} a été demandé le {requested} pour le {deadline} : trop court pour que le silence compte.",
            "The opinion {body} was requested on {requested} for {deadline}: too short for silence to count.",
        ),
        Text(
            "Demandez-le de nouveau, avec une semaine au moins pour répondre.",
            "Request it again, with at least a week to answer.",
        ),
    ),
    "opinion-overruled-without-motive": (
        Text(
            "L’avis {body} est défavorable : passer outre demande un motif écrit.",
            "The opinion {body} is unfavourable: setting it aside needs a written motive.",
        ),
        Text(
            "Écrivez pourquoi la décision s’en écarte, et comment elle y répond.",
            "Write why the decision departs from it, and how it answers it.",
        ),
    ),
    "opinion-reservation-unanswered": (
        Text(
            "L’avis {body} demande « {reservation} » : la décision ne le reprend pas, et ne dit pas qu’elle l’écarte.",
            "The opinion {body} asks for “{reservation}”: the decision neither takes it up nor says it sets it aside.",
        ),
        Text(
            "Faites-en une réserve, avec son échéance, ou écartez-la et dites pourquoi dans le motif.",
            "Make a reservation of it, with its due date, or set it aside and say why in the motive.",
        ),
    ),
    "opinion-reservation-set-aside-without-motive": (
        Text(
            "Écarter la réserve « {reservation} » de l’avis {body} demande un motif écrit.",
            "Setting aside the reservation “{reservation}” of the opinion {body} needs a written motive.",
        ),
        Text(
            "Écrivez pourquoi la décision ne la reprend pas.",
            "Write why the decision does not take it up.",
        ),
    ),
    "opinion-since-the-decision": (
        Text(
            "L’avis {body}, rendu le {given}, est venu après la décision, et il {verdict}.",
            "The opinion {body}, given on {given}, came after the decision, and it {verdict}.",
        ),
        Text(
            "Décidez de nouveau, en tenant compte de cet avis, ou faites-le décider par qui instruit le dossier.",
            "Decide again, taking that opinion into account, or have it decided by whoever reviews the dossier.",
        ),
    ),
    "opinion-of-former-facts": (
        Text(
            "L’avis {body} a été demandé avant que des réponses soient corrigées : le dossier n’est plus jugé sur "
            "{criteria}.",
            "The opinion {body} was requested before answers were corrected: the dossier is no longer judged on "
            "{criteria}.",
        ),
        Text(
            "Demandez-le de nouveau, avec une semaine au moins pour répondre.",
            "Request it again, with at least a week to answer.",
        ),
    ),
    # Corrections and reservations
    "dropped-since-the-decision": (
        Text(
            "Depuis la décision, « {criterion} » ne s’applique plus : des réponses ont été corrigées.",
            "Since the decision, “{criterion}” no longer applies: answers were corrected.",
        ),
        Text(
            "Décidez de nouveau, au vu de ces réponses, ou corrigez-les.",
            "Decide again in the light of these answers, or correct them.",
        ),
    ),
    "corrections-left": (
        Text(
            "{uncorrected} : {criteria}. Une décision favorable n’y donnerait pas suite.",
            "{uncorrected}: {criteria}. A decision in favour would not follow it up.",
        ),
        Text(
            "Acceptez sous réserves, avec une réserve et une échéance pour chacun.",
            "Accept with reservations: one reservation and one due date for each.",
        ),
    ),
    "favourable-yet-reserved": (
        Text("Une réserve est encore ouverte : « {name} ».", "A reservation is still open: “{name}”."),
        Text("Acceptez sous réserves, ou levez-la d’abord.", "Accept with reservations, or lift it first."),
    ),
    "no-reservation": (
        Text("Aucune réserve n’est écrite.", "No reservation is written."),
        Text(
            "Écrivez-en une au moins, ou décidez favorablement.",
            "Write at least one, or decide in favour.",
        ),
    ),
    "correction-without-reservation": (
        Text(
            "« {criterion} » est à corriger, et aucune réserve ouverte ne le demande.",
            "“{criterion}” is to be corrected, and no open reservation asks for it.",
        ),
        Text(
            "Ajoutez une réserve sur ce critère, avec une échéance, ou corrigez la réponse.",
            "Add a reservation about this criterion, with a due date, or correct the answer.",
        ),
    ),
    "reservation-empty": (
        Text("Une réserve ne dit pas ce qu’il faut faire.", "A reservation does not say what must be done."),
        Text(
            "Écrivez l’action attendue, ou choisissez un critère.", "Write the action expected, or choose a criterion."
        ),
    ),
    "reservation-due-in-the-past": (
        Text(
            "La réserve « {name} » devait être levée le {due} : ce jour n’est pas à venir.",
            "The reservation “{name}” was due on {due}: that day is not to come.",
        ),
        _RESERVATION_DAY,
    ),
    "reservation-too-far": (
        Text(
            "La réserve « {name} » ne serait levée que le {due} : dans plus de deux ans.",
            "The reservation “{name}” would be lifted only on {due}: more than two years away.",
        ),
        _RESERVATION_DAY,
    ),
    "reservation-not-lifted": (
        Text(
            "La réserve « {name} » doit être levée avant la mise en service.",
            "The reservation “{name}” must be lifted before the service begins.",
        ),
        Text("Faites ce qu’elle demande, puis datez-la.", "Do what it asks, then date it."),
    ),
    "reservation-after-the-fact": (
        Text(
            "La réserve « {name} » serait à lever avant la mise en service, et l’outil sert déjà.",
            "The reservation “{name}” would be due before the service begins, and the tool serves already.",
        ),
        Text(
            "Donnez-lui seulement une échéance, ou suspendez l’outil d’abord.",
            "Give it a due date alone, or suspend the tool first.",
        ),
    ),
    "reservation-overdue": (
        Text(
            "La réserve « {name} » devait être levée le {due} ; elle ne l’est pas.",
            "The reservation “{name}” was to be lifted on {due}; it is not.",
        ),
        Text(
            "Faites ce qu’elle demande et datez-la, ou décidez d’une nouvelle échéance.",
            "Do what it asks and date it, or decide on a new due date.",
        ),
    ),
    "discharge-still-asked": (
        Text(
            "La réserve « {name} » n’est pas sans objet : son critère s’applique, et il n’est pas tenu.",
            "The reservation “{name}” has its object: its criterion applies, and it is not kept.",
        ),
        Text("Donnez-lui une échéance, ou faites ce qu’elle demande.", "Give it a due date, or do what it asks."),
    ),
    "discharge-without-motive": (
        Text(
            "Rien ne dit pourquoi la réserve « {name} » serait sans objet.",
            "Nothing says why the reservation “{name}” would be without object.",
        ),
        Text("Écrivez en une phrase ce qui a changé.", "Write in one sentence what has changed."),
    ),
    # Experiments
    "experiment-without-end": (
        Text("L’essai n’a pas de date de fin.", "The experiment has no end date."),
        Text("Donnez son dernier jour, dans les douze mois.", "Give its last day, within twelve months."),
    ),
    "experiment-end-in-the-past": (
        Text(
            "L’essai finirait le {end} : ce jour n’est pas à venir.", "The experiment would end on {end}: not to come."
        ),
        Text("Donnez son dernier jour, dans les douze mois.", "Give its last day, within twelve months."),
    ),
    "experiment-too-long": (
        Text(
            "L’essai durerait jusqu’au {end}, soit plus d’un an.",
            "The experiment would last until {end}: more than a year.",
        ),
        Text(
            "Ramenez-le à douze mois au plus, quitte à décider d’une prolongation au vu du bilan.",
            "Bring it down to twelve months at most; an extension can be decided once stock is taken.",
        ),
    ),
    "experiment-over": (
        Text("L’essai s’est achevé le {end}.", "The experiment ended on {end}."),
        _NEW_DECISION,
    ),
    # Service
    "review-missing": (Text("Aucune date de revue n’est fixée.", "No review date is set."), _REVIEW_DAY),
    "review-in-the-past": (
        Text("La date de revue, le {review}, n’est pas à venir.", "The review date, {review}, is not to come."),
        _REVIEW_DAY,
    ),
    "review-too-far": (
        Text(
            "La date de revue, le {review}, est dans plus de deux ans.", "The review date, {review}, is too far away."
        ),
        _REVIEW_DAY,
    ),
    "review-due": (
        Text("La date de revue est arrivée : {review}.", "The review date has come: {review}."),
        Text(
            "Relisez les réponses, évaluez de nouveau, puis confirmez, suspendez ou retirez.",
            "Read the answers again, evaluate again, then confirm, suspend or withdraw.",
        ),
    ),
    "exit-plan-missing": (
        Text("Aucun plan de sortie n’est écrit.", "No exit plan is written."),
        Text(
            "Écrivez comment quitter l’outil : par quoi le remplacer, et comment reprendre les données.",
            "Write how to leave the tool: what replaces it, and how the data are taken back.",
        ),
    ),
    "exit-not-executed": (
        Text("Le plan de sortie n’a pas été exécuté.", "The exit plan has not been executed."),
        Text(
            "Exécutez-le, puis donnez le jour et ce que sont devenues les données.",
            "Execute it, then give the day and what became of the data.",
        ),
    ),
    "exit-in-the-future": (
        Text(
            "Le plan de sortie ne sera exécuté que le {executed}.",
            "The exit plan will be executed only on {executed}.",
        ),
        Text("Attendez ce jour, ou corrigez la date.", "Wait for that day, or correct the date."),
    ),
    "exit-data-unstated": (
        Text(
            "Rien ne dit ce que sont devenues les données.",
            "Nothing says what became of the data.",
        ),
        Text(
            "Dites si elles ont été rendues, supprimées, ou si l’outil n’en gardait pas.",
            "Say whether they were returned, deleted, or whether the tool held none.",
        ),
    ),
    "notices-missing": (
        Text("{missing}.", "{missing}."),
        Text(
            "Mettez chaque mention en place, puis dites où elle se voit dans la page « Mentions » du dossier.",
            "Put every notice in place, then say where it can be seen in the page “Notices” of the dossier.",
        ),
    ),
    "never-in-service": (
        Text(
            "Cet outil n’a jamais servi : il ne se retire pas, il s’abandonne.",
            "This tool has never served: it is not withdrawn, it is abandoned.",
        ),
        Text("Abandonnez le dossier.", "Abandon the dossier."),
    ),
    "nothing-in-use": (
        Text("Aucun usage déclaré ne se poursuit.", "No declared use goes on."),
        Text("Il n’y a rien à retirer du service : archivez le dossier.", "There is nothing to withdraw: archive it."),
    ),
    "use-goes-on": (
        Text(
            "L’usage déclaré se poursuit : son dossier ne s’archive pas.",
            "The declared use goes on: its dossier is not archived.",
        ),
        Text(
            "Arrêtez l’usage, puis retirez l’outil du service en disant le sort des données. Si la réponse est "
            "fausse, rouvrez le dossier pour la corriger.",
            "Stop the use, then withdraw the tool from service and say what became of the data. If the answer is "
            "wrong, reopen the dossier to correct it.",
        ),
    ),
    "was-in-service": (
        Text(
            "Cet outil a servi : son dossier ne s’abandonne pas, ne se refuse pas, ne se classe pas et ne se renvoie "
            "pas.",
            "This tool has served: its dossier is not abandoned, not refused, not closed and not sent back.",
        ),
        Text(
            "Exécutez le plan de sortie, puis retirez-le du service ; ou décidez de nouveau en sa faveur.",
            "Execute the exit plan, then withdraw it from service; or decide in its favour again.",
        ),
    ),
}
"""Every obstacle by its code: what happened, and what to do."""
