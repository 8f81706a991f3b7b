# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the address of an entry answers when its authority does not let the public read it: why, and nothing of it."""

from http import HTTPStatus

from django.utils.translation import gettext as _

from balise.web.transparency.queries.entries import Published
from balise.web.transparency.queries.in_lists import Hidden
from balise.web.ui.refusals import RefusedError


def refuse_hidden(found: Published) -> None:
    """Refuse to show an entry that is hidden. « Gone » and not « not found »: its address is right, and was printed.

    Raises:
        RefusedError: it is hidden (410).
    """
    if found.hidden is None:
        return
    if found.hidden is Hidden.NOT_TAKEN_ON:
        sentence = _(
            "Cette adresse est la bonne, mais le projet n’a pas été retenu : la collectivité a choisi de ne pas "
            "publier les projets refusés ou abandonnés."
        )
    else:
        sentence = _(
            "Cette adresse est la bonne, mais la collectivité a fermé son portail : ses fiches ne se lisent plus."
        )
    raise RefusedError(sentence, status=HTTPStatus.GONE)
