# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of opinions, decisions, exceptions, reservations and services.

Details are kept as they were said that day, in both languages: the journal is a document of the authority.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balise.core import states
from balise.web.governance.told_acts import decision_as_read, service_as_read
from balise.web.journal.acts import Act, Say
from balise.web.journal.told import as_read


def _act(code: str, sentence: Promise, *, here: Promise, say: Say = as_read) -> Act:
    return Act(code, sentence, say=say, here=here)


MOVES: Mapping[states.Act, Act] = {
    states.Act.ABANDON: _act(
        "dossier.abandoned",
        _("%(actor)s a abandonné le projet « %(subject)s »."),
        here=_("%(actor)s a abandonné le projet."),
    ),
    states.Act.SUBMIT: _act(
        "dossier.submitted",
        _("%(actor)s a déposé le dossier « %(subject)s »."),
        here=_("%(actor)s a déposé le dossier."),
    ),
    states.Act.TAKE_BACK: _act(
        "dossier.taken_back",
        _("%(actor)s a repris le dossier « %(subject)s » pour le modifier."),
        here=_("%(actor)s a repris le dossier pour le modifier."),
    ),
    states.Act.TAKE_UP: _act(
        "dossier.taken_up",
        _("%(actor)s a pris le dossier « %(subject)s » en instruction."),
        here=_("%(actor)s a pris le dossier en instruction."),
    ),
    states.Act.SEND_BACK: _act(
        "dossier.sent_back",
        _("%(actor)s a renvoyé le dossier « %(subject)s » pour complément : %(motive)s"),
        here=_("%(actor)s a renvoyé le dossier pour complément : %(motive)s"),
    ),
    states.Act.DECIDE_FAVOURABLE: _act(
        "dossier.accepted",
        _("Décision favorable pour « %(subject)s ». Décidé par : %(authority)s.%(why)s Enregistré par %(actor)s."),
        here=_("Décision favorable. Décidé par : %(authority)s.%(why)s Enregistré par %(actor)s."),
        say=decision_as_read,
    ),
    states.Act.DECIDE_WITH_RESERVATIONS: _act(
        "dossier.accepted_with_reservations",
        _(
            "« %(subject)s » est accepté sous réserves : %(reservations)s. Décidé par : %(authority)s.%(why)s "
            "Enregistré par %(actor)s."
        ),
        here=_(
            "Accepté sous réserves : %(reservations)s. Décidé par : %(authority)s.%(why)s Enregistré par %(actor)s."
        ),
        say=decision_as_read,
    ),
    states.Act.DECIDE_EXPERIMENT: _act(
        "dossier.experiment_allowed",
        _(
            "« %(subject)s » est autorisé à titre d’essai jusqu’au %(end)s. Décidé par : %(authority)s.%(why)s "
            "Enregistré par %(actor)s."
        ),
        here=_(
            "Autorisé à titre d’essai jusqu’au %(end)s. Décidé par : %(authority)s.%(why)s Enregistré par %(actor)s."
        ),
        say=decision_as_read,
    ),
    states.Act.DECIDE_REFUSED: _act(
        "dossier.refused",
        _("« %(subject)s » est refusé. %(motive)s Décidé par : %(authority)s. Enregistré par %(actor)s."),
        here=_("Refusé. %(motive)s Décidé par : %(authority)s. Enregistré par %(actor)s."),
    ),
    states.Act.DECIDE_CLOSED: _act(
        "dossier.closed",
        _("« %(subject)s » est classé sans suite. %(motive)s Décidé par : %(authority)s. Enregistré par %(actor)s."),
        here=_("Classé sans suite. %(motive)s Décidé par : %(authority)s. Enregistré par %(actor)s."),
    ),
    states.Act.DEPLOY: _act(
        "dossier.deployed",
        _("%(actor)s a mis « %(subject)s » en service ; revue prévue le %(review)s.%(without)s"),
        here=_("%(actor)s a mis l’outil en service ; revue prévue le %(review)s.%(without)s"),
        say=service_as_read,
    ),
    states.Act.START_REASSESSMENT: _act(
        "dossier.reassessment_started",
        _("%(actor)s a ouvert le réexamen de « %(subject)s » : %(motive)s"),
        here=_("%(actor)s a ouvert le réexamen : %(motive)s"),
    ),
    states.Act.CONFIRM: _act(
        "dossier.confirmed",
        _("%(actor)s a confirmé le service de « %(subject)s » ; prochaine revue le %(review)s."),
        here=_("%(actor)s a confirmé le service ; prochaine revue le %(review)s."),
    ),
    states.Act.SUSPEND: _act(
        "dossier.suspended",
        _("%(actor)s a suspendu « %(subject)s » : %(motive)s"),
        here=_("%(actor)s a suspendu le service : %(motive)s"),
    ),
    states.Act.RESUME: _act(
        "dossier.resumed",
        _("%(actor)s a remis « %(subject)s » en service : %(motive)s"),
        here=_("%(actor)s a remis l’outil en service : %(motive)s"),
    ),
    states.Act.WITHDRAW: _act(
        "dossier.withdrawn",
        _(
            "%(actor)s a retiré « %(subject)s » du service ; plan de sortie exécuté le %(executed)s, "
            "données : %(fate)s."
        ),
        here=_("%(actor)s a retiré l’outil du service ; plan de sortie exécuté le %(executed)s, données : %(fate)s."),
    ),
    states.Act.REOPEN: _act(
        "dossier.reopened",
        _("%(actor)s a rouvert le dossier « %(subject)s » : %(motive)s"),
        here=_("%(actor)s a rouvert le dossier : %(motive)s"),
    ),
    states.Act.ARCHIVE: _act(
        "dossier.archived",
        _("%(actor)s a archivé le dossier « %(subject)s »."),
        here=_("%(actor)s a archivé le dossier."),
    ),
}
"""How the journal tells each act of the workflow. Opening a declared use is told by the app of dossiers."""

OPINION_REQUESTED = _act(
    "opinion.requested",
    _("%(actor)s a demandé, pour « %(subject)s », l’avis %(bodies)s, attendu le %(deadline)s."),
    here=_("%(actor)s a demandé l’avis %(bodies)s, attendu le %(deadline)s."),
)
OPINION_GIVEN = _act(
    "opinion.given",
    _("%(actor)s a rendu, sur « %(subject)s », l’avis %(body)s : %(value)s."),
    here=_("%(actor)s a rendu l’avis %(body)s : %(value)s."),
)
OPINION_WITHDRAWN = _act(
    "opinion.withdrawn",
    _("%(actor)s a retiré, pour « %(subject)s », la demande d’avis %(body)s."),
    here=_("%(actor)s a retiré la demande d’avis %(body)s."),
)
OPINION_LAPSED = _act(
    "opinion.lapsed",
    _("L’avis %(body)s sur « %(subject)s » n’est pas venu dans le délai, le %(deadline)s."),
    here=_("L’avis %(body)s n’est pas venu dans le délai, le %(deadline)s."),
)
EXCEPTION_GRANTED = _act(
    "exception.granted",
    _(
        "Exception accordée à « %(subject)s » : « %(criterion)s », jusqu’au %(expires)s. %(motive)s "
        "Décidé par : %(authority)s. Enregistré par %(actor)s."
    ),
    here=_(
        "Exception à « %(criterion)s » jusqu’au %(expires)s : %(motive)s Décidé par : %(authority)s. "
        "Enregistré par %(actor)s."
    ),
)
EXCEPTION_REVOKED = _act(
    "exception.revoked",
    _("%(actor)s a mis fin à l’exception de « %(subject)s » à « %(criterion)s » : %(motive)s"),
    here=_("%(actor)s a mis fin à l’exception à « %(criterion)s » : %(motive)s"),
)
EXCEPTION_EXPIRED = _act(
    "exception.expired",
    _("L’exception de « %(subject)s » à « %(criterion)s » a expiré le %(expires)s."),
    here=_("L’exception à « %(criterion)s » a expiré le %(expires)s."),
)
RESERVATION_LIFTED = _act(
    "reservation.lifted",
    _("%(actor)s a levé, pour « %(subject)s », la réserve « %(reservation)s » : %(note)s"),
    here=_("%(actor)s a levé la réserve « %(reservation)s » : %(note)s"),
)

ACTS = (
    *MOVES.values(),
    OPINION_REQUESTED,
    OPINION_GIVEN,
    OPINION_WITHDRAWN,
    OPINION_LAPSED,
    EXCEPTION_GRANTED,
    EXCEPTION_REVOKED,
    EXCEPTION_EXPIRED,
    RESERVATION_LIFTED,
)
