# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer about one tool: yes, with conditions, no, or not said; why, and what to do."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balise.rendering.document import Tone
from balise.web.catalogue.vocabulary import Permission
from balise.web.catalogue.wording import Told, verdict


def direct_answer(name: str, permission: Permission | None, said: Told, *, others: bool) -> SafeString:
    """Return what the catalogue says of this tool; ``others`` tells whether another one may be used instead."""
    reasons, to_do = _explained(permission, said)
    word = _word(name, permission) if said.since is None else _no_longer(name)
    if permission is None or not permission.allows:
        to_do.append(
            _("Prenez plutôt l’un des outils ci-dessous.")
            if others
            else _("Aucun autre outil ne convient : voici ce que vous pouvez faire.")
        )
    rules = [_("Règle : %(origin)s.") % {"origin": origin} for origin in said.origins]
    return verdict(Tone(said.tone), word, *reasons, *to_do, *rules)


def _no_longer(name: str) -> str:
    return _("Non, plus maintenant, avec %(tool)s") % {"tool": name}


def _word(name: str, permission: Permission | None) -> str:
    sentence = {
        Permission.AUTHORISED: _("Oui, avec %(tool)s"),
        Permission.CONDITIONAL: _("Oui, sous conditions, avec %(tool)s"),
        Permission.UNDER_EVALUATION: _("Pas encore, avec %(tool)s"),
        Permission.FORBIDDEN: _("Non, pas avec %(tool)s"),
        None: _("Non : le catalogue ne dit rien de cela pour %(tool)s"),
    }[permission]
    return sentence % {"tool": name}


def _explained(permission: Permission | None, said: Told) -> tuple[list[str], list[str]]:
    """Return why, and what to do about it."""
    if permission is None:
        if said.since is not None:
            return [f"{said.word}.", *said.over], []
        return [*said.over, _("Ce que le catalogue ne dit pas n’est pas autorisé.")], []
    if permission.allows:
        return [_("À respecter : %(condition)s") % {"condition": one} for one in said.conditions], []
    why = [_("Pourquoi : %(reason)s") % {"reason": one} for one in said.conditions]
    if permission is Permission.UNDER_EVALUATION:
        return why, [_("Cet outil est en cours d’évaluation : attendez la décision.")]
    return why or [_("Aucun motif n’est écrit : demandez-le.")], []
