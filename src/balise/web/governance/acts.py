# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of opinions, decisions, exceptions, reservations and services.

Details are kept in French, as they were said that day: the journal is a document of the authority.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from balise.core import states
from balise.web.journal.acts import Act

MOVES: Mapping[states.Act, Act] = {
    states.Act.ABANDON: Act("dossier.abandoned", _("%(actor)s a abandonné le projet « %(subject)s ».")),
    states.Act.SUBMIT: Act("dossier.submitted", _("%(actor)s a déposé le dossier « %(subject)s ».")),
    states.Act.TAKE_BACK: Act(
        "dossier.taken_back", _("%(actor)s a repris le dossier « %(subject)s » pour le modifier.")
    ),
    states.Act.TAKE_UP: Act("dossier.taken_up", _("%(actor)s a pris le dossier « %(subject)s » en instruction.")),
    states.Act.SEND_BACK: Act(
        "dossier.sent_back", _("%(actor)s a renvoyé le dossier « %(subject)s » pour complément : %(motive)s")
    ),
    states.Act.DECIDE_FAVOURABLE: Act(
        "dossier.accepted", _("%(authority)s : décision favorable pour « %(subject)s », enregistrée par %(actor)s.")
    ),
    states.Act.DECIDE_WITH_RESERVATIONS: Act(
        "dossier.accepted_with_reservations",
        _("%(authority)s : « %(subject)s » est accepté sous réserves : %(reservations)s. Enregistré par %(actor)s."),
    ),
    states.Act.DECIDE_EXPERIMENT: Act(
        "dossier.experiment_allowed",
        _("%(authority)s : « %(subject)s » est autorisé à titre d’essai jusqu’au %(end)s. Enregistré par %(actor)s."),
    ),
    states.Act.DECIDE_REFUSED: Act(
        "dossier.refused", _("%(authority)s : « %(subject)s » est refusé. %(motive)s Enregistré par %(actor)s.")
    ),
    states.Act.DECIDE_CLOSED: Act(
        "dossier.closed",
        _("%(authority)s : « %(subject)s » est classé sans suite. %(motive)s Enregistré par %(actor)s."),
    ),
    states.Act.DEPLOY: Act(
        "dossier.deployed", _("%(actor)s a mis « %(subject)s » en service ; revue prévue le %(review)s.")
    ),
    states.Act.START_REASSESSMENT: Act(
        "dossier.reassessment_started", _("%(actor)s a ouvert le réexamen de « %(subject)s » : %(motive)s")
    ),
    states.Act.CONFIRM: Act(
        "dossier.confirmed", _("%(actor)s a confirmé le service de « %(subject)s » ; prochaine revue le %(review)s.")
    ),
    states.Act.SUSPEND: Act("dossier.suspended", _("%(actor)s a suspendu « %(subject)s » : %(motive)s")),
    states.Act.RESUME: Act("dossier.resumed", _("%(actor)s a remis « %(subject)s » en service : %(motive)s")),
    states.Act.WITHDRAW: Act(
        "dossier.withdrawn",
        _(
            "%(actor)s a retiré « %(subject)s » du service ; plan de sortie exécuté le %(executed)s, "
            "données : %(fate)s."
        ),
    ),
    states.Act.REOPEN: Act("dossier.reopened", _("%(actor)s a rouvert le dossier « %(subject)s » : %(motive)s")),
    states.Act.ARCHIVE: Act("dossier.archived", _("%(actor)s a archivé le dossier « %(subject)s ».")),
}
"""How the journal tells each act of the workflow. Opening a declared use is told by the app of dossiers."""

OPINION_REQUESTED = Act(
    "opinion.requested",
    _("%(actor)s a demandé, pour « %(subject)s », l’avis %(bodies)s, attendu le %(deadline)s."),
)
OPINION_GIVEN = Act("opinion.given", _("%(actor)s a rendu, sur « %(subject)s », l’avis %(body)s : %(value)s."))
OPINION_WITHDRAWN = Act("opinion.withdrawn", _("%(actor)s a retiré, pour « %(subject)s », la demande d’avis %(body)s."))
OPINION_LAPSED = Act(
    "opinion.lapsed", _("L’avis %(body)s sur « %(subject)s » n’est pas venu dans le délai, le %(deadline)s.")
)
EXCEPTION_GRANTED = Act(
    "exception.granted",
    _(
        "%(authority)s accorde à « %(subject)s » une exception à « %(criterion)s » jusqu’au %(expires)s : %(motive)s "
        "Enregistré par %(actor)s."
    ),
)
EXCEPTION_REVOKED = Act(
    "exception.revoked", _("%(actor)s a mis fin à l’exception de « %(subject)s » à « %(criterion)s » : %(motive)s")
)
EXCEPTION_EXPIRED = Act(
    "exception.expired", _("L’exception de « %(subject)s » à « %(criterion)s » a expiré le %(expires)s.")
)
RESERVATION_LIFTED = Act(
    "reservation.lifted", _("%(actor)s a levé, pour « %(subject)s », la réserve « %(reservation)s » : %(note)s")
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
