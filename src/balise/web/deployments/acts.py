# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of the gateway."""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act
from balise.web.journal.told import as_read

PROVIDER_ADDED = Act("gateway.provider_added", _("%(actor)s a ajouté le fournisseur « %(subject)s » à la passerelle."))
PROVIDER_CHANGED = Act("gateway.provider_changed", _("%(actor)s a modifié le fournisseur « %(subject)s »."))
MODEL_ADDED = Act("gateway.model_added", _("%(actor)s a ajouté le modèle « %(subject)s » à la passerelle."))
MODEL_CHANGED = Act("gateway.model_changed", _("%(actor)s a modifié le modèle « %(subject)s »."))
MODEL_RETIRED = Act("gateway.model_retired", _("%(actor)s a retiré le modèle « %(subject)s » de la passerelle."))
MODEL_RESTORED = Act("gateway.model_restored", _("%(actor)s a remis le modèle « %(subject)s » sur la passerelle."))
OPENED = Act(
    "gateway.opened",
    _(
        "%(actor)s a réglé la passerelle de « %(subject)s » : modèles %(models)s, données personnelles "
        "%(data_policy)s, pays admis %(countries)s, plus grand modèle %(largest)s, limites %(limits)s."
    ),
    here=_(
        "%(actor)s a réglé la passerelle : modèles %(models)s, données personnelles %(data_policy)s, pays admis "
        "%(countries)s, plus grand modèle %(largest)s, limites %(limits)s."
    ),
)
KEY_CREATED = Act(
    "gateway.key_created",
    _("%(actor)s a créé la clé « %(label)s » pour « %(subject)s »."),
    here=_("%(actor)s a créé la clé « %(label)s »."),
)
KEY_REPLACED = Act(
    "gateway.key_replaced",
    _("%(actor)s a remplacé la clé « %(label)s » de « %(subject)s »."),
    here=_("%(actor)s a remplacé la clé « %(label)s »."),
)
KEY_REVOKED = Act(
    "gateway.key_revoked",
    _("%(actor)s a révoqué la clé « %(label)s » de « %(subject)s »."),
    here=_("%(actor)s a révoqué la clé « %(label)s »."),
)
ASSISTANT_OPENED = Act(
    "gateway.assistant_opened",
    _("%(actor)s a ouvert l’assistant du site pour « %(subject)s »."),
    here=_("%(actor)s a ouvert l’assistant du site."),
)
ASSISTANT_CLOSED = Act(
    "gateway.assistant_closed",
    _("%(actor)s a fermé l’assistant du site pour « %(subject)s »."),
    here=_("%(actor)s a fermé l’assistant du site."),
)
EXIT_PLANNED = Act(
    "gateway.exit_planned",
    _("%(actor)s a écrit le plan de sortie de « %(subject)s »."),
    here=_("%(actor)s a écrit le plan de sortie de la passerelle."),
)
SWITCHED = Act(
    "gateway.switched",
    _("%(actor)s a basculé « %(subject)s » vers le modèle %(model)s."),
    here=_("%(actor)s a basculé l’usage vers le modèle %(model)s."),
)
SWITCHED_BACK = Act(
    "gateway.switched_back",
    _("%(actor)s a rendu à « %(subject)s » ses modèles habituels."),
    here=_("%(actor)s a rendu à l’usage ses modèles habituels."),
)
DRILLED = Act(
    "gateway.drilled",
    _(
        "%(actor)s a déposé l’exercice de sortie de « %(subject)s » : de %(model)s vers %(substitute)s, %(outcome)s "
        "(%(substitute_passed)s contre %(current_passed)s, sur %(trials)s)."
    ),
    as_read,
    here=_(
        "%(actor)s a déposé un exercice de sortie : de %(model)s vers %(substitute)s, %(outcome)s "
        "(%(substitute_passed)s contre %(current_passed)s, sur %(trials)s)."
    ),
)
TOKEN_CREATED = Act("gateway.token_created", _("%(actor)s a remis un jeton de formation à %(subject)s (%(training)s)."))
TOKEN_REVOKED = Act("gateway.token_revoked", _("%(actor)s a révoqué le jeton de formation de %(subject)s."))

ACTS = (
    PROVIDER_ADDED,
    PROVIDER_CHANGED,
    MODEL_ADDED,
    MODEL_CHANGED,
    MODEL_RETIRED,
    MODEL_RESTORED,
    OPENED,
    KEY_CREATED,
    KEY_REPLACED,
    KEY_REVOKED,
    ASSISTANT_OPENED,
    ASSISTANT_CLOSED,
    EXIT_PLANNED,
    SWITCHED,
    SWITCHED_BACK,
    DRILLED,
    TOKEN_CREATED,
    TOKEN_REVOKED,
)
