# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What each act of the workflow does, said to whoever is about to do it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from balise.core.states import Act

_WHAT_IT_DOES: Mapping[Act, str | Promise] = {
    Act.OPEN: _("Ce projet devient un dossier : vous répondez aux questions, puis vous le déposez."),
    Act.ABANDON: _("Le projet s’arrête là. Le dossier reste lisible, et peut être rouvert."),
    Act.SUBMIT: _(
        "Le dossier part à l’instruction. Ses réponses ne changent plus ; vous pouvez le reprendre tant que personne "
        "ne l’a pris. Un dossier incomplet peut être déposé : l’instructeur aide à le compléter."
    ),
    Act.TAKE_BACK: _("Le dossier redevient un brouillon, que vous pouvez modifier puis déposer de nouveau."),
    Act.TAKE_UP: _(
        "Vous devenez l’interlocuteur de la personne qui porte le dossier. Elle ne peut plus le reprendre sans vous."
    ),
    Act.SEND_BACK: _(
        "Le dossier redevient un brouillon. La personne qui le porte lit votre motif, complète, et dépose de nouveau."
    ),
    Act.DECIDE_FAVOURABLE: _("Oui, sans condition. La mise en service reste un acte à part."),
    Act.DECIDE_WITH_RESERVATIONS: _(
        "Oui, à condition que chaque point à corriger le soit pour une date. Passé cette date, l’usage est suspendu."
    ),
    Act.DECIDE_EXPERIMENT: _(
        "Oui, jusqu’à un dernier jour. Sans nouvelle décision, l’usage est suspendu le lendemain."
    ),
    Act.DECIDE_REFUSED: _(
        "Non. La personne qui porte le dossier lit votre motif ; elle peut le rouvrir pour le changer."
    ),
    Act.DECIDE_CLOSED: _("Le dossier est clos sans décision sur le fond : abandonné, ou devenu sans objet."),
    Act.DEPLOY: _("L’outil sert. Une date de revue est fixée, et Balise rappelle les échéances."),
    Act.START_REASSESSMENT: _("L’outil continue de servir pendant qu’on le juge de nouveau."),
    Act.CONFIRM: _("Le réexamen est fait : l’outil continue de servir, jusqu’à la prochaine revue."),
    Act.SUSPEND: _("L’outil ne doit plus servir, le temps de régler ce que vous écrivez."),
    Act.RESUME: _("Ce qui avait motivé la suspension est réglé : l’outil sert de nouveau."),
    Act.WITHDRAW: _("L’outil est quitté pour de bon. Cet acte ne se défait pas : copiez le dossier pour recommencer."),
    Act.REOPEN: _("Le dossier redevient un brouillon, avec toutes ses réponses."),
    Act.ARCHIVE: _("Le dossier ne change plus. Il reste lisible."),
}


_WHILE_IT_SERVES: Mapping[Act, str | Promise] = {
    Act.DECIDE_FAVOURABLE: _("Oui, sans condition : l’outil continue de servir, jusqu’à la prochaine revue."),
    Act.DECIDE_WITH_RESERVATIONS: _(
        "Oui, et l’outil continue de servir, à condition que chaque point à corriger le soit pour une date. Passé "
        "cette date, l’usage est suspendu."
    ),
    Act.DECIDE_EXPERIMENT: _(
        "Oui, et l’outil continue de servir jusqu’à un dernier jour. Sans nouvelle décision, l’usage est suspendu le "
        "lendemain."
    ),
}
"""The same decisions about a tool that serves while it is judged again: they lead back to its service."""


_ANOTHER_DECISION = _("Cette décision remplace la précédente.")
_NO_DECISION_ANY_MORE = _(
    "La décision prise ne compte plus, ni ses réserves encore ouvertes ; les exceptions en cours demeurent."
)


def what_it_does(act: Act, *, serving: bool = False, again: bool = False) -> str:
    """Return what an act does, in the language of the page.

    ``serving`` is said of a tool that serves, ``again`` of what was accepted already.
    """
    words = str((_WHILE_IT_SERVES if serving and act in _WHILE_IT_SERVES else _WHAT_IT_DOES)[act])
    if not again:
        return words
    return f"{words} {_NO_DECISION_ANY_MORE if act is Act.SEND_BACK else _ANOTHER_DECISION}"
