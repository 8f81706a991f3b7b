# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of the catalogue.

« Je l'utilise » is not here: it is somebody's own list, and an entry that can never be erased would turn it into a
record of who uses what.

Details are kept as codes, said by ``told_changes`` in the language of the reader.
"""

from django.utils.translation import gettext_lazy as _

from balise.web.catalogue.told_changes import dated_said, fields_said, matrix_said, permission_said, review_said
from balise.web.journal.acts import Act

ACTS = (
    Act("tool.proposed", _("%(actor)s a proposé l’outil « %(subject)s »."), here=_("%(actor)s a proposé cet outil.")),
    Act(
        "tool.described",
        _("%(actor)s a modifié la description de l’outil « %(subject)s »."),
        here=_("%(actor)s a modifié la description."),
    ),
    Act(
        "tool.decided",
        _("%(actor)s a décidé de l’outil « %(subject)s » : %(permission)s."),
        permission_said,
        here=_("%(actor)s a décidé de cet outil."),
    ),
    Act(
        "tool.matrix_saved",
        _("%(actor)s a modifié le tableau de l’outil « %(subject)s » : %(changes)s."),
        matrix_said,
        here=_("%(actor)s a modifié le tableau."),
    ),
    Act(
        "tool.facts_recorded",
        _("%(actor)s a consigné sur l’outil « %(subject)s » : %(fields)s (source : %(source)s)."),
        fields_said,
        here=_("%(actor)s a consigné des faits, d’après : %(source)s, %(dated)s."),
    ),
    Act(
        "tool.exit_planned",
        _("%(actor)s a mis à jour le plan de sortie de l’outil « %(subject)s »."),
        here=_("%(actor)s a mis à jour le plan de sortie."),
    ),
    Act(
        "tool.model_linked",
        _("%(actor)s a relié l’outil « %(subject)s » au modèle %(model)s (source : %(source)s)."),
        dated_said,
        here=_("%(actor)s a relié cet outil à un modèle, d’après : %(source)s, %(dated)s."),
    ),
    Act(
        "tool.model_unlinked",
        _("%(actor)s a délié l’outil « %(subject)s » du modèle %(model)s : %(motive)s"),
        here=_("%(actor)s a délié cet outil d’un modèle : %(motive)s"),
    ),
    Act(
        "tool.referent_joined",
        _("%(actor)s tient désormais le rôle de référent de l’outil « %(subject)s »."),
        here=_("%(actor)s tient désormais le rôle de référent."),
    ),
    Act(
        "tool.referent_left",
        _("%(actor)s a quitté le rôle de référent de l’outil « %(subject)s »."),
        here=_("%(actor)s a quitté le rôle de référent."),
    ),
    Act(
        "tool.retired",
        _("%(actor)s a retiré du catalogue l’outil « %(subject)s » : %(reason)s"),
        here=_("%(actor)s a retiré cet outil du catalogue : %(reason)s"),
    ),
    Act(
        "tool.restored",
        _("%(actor)s a remis au catalogue l’outil « %(subject)s » : %(reason)s"),
        here=_("%(actor)s a remis cet outil au catalogue : %(reason)s"),
    ),
    Act(
        "tool.review_due",
        _("Le jour de revoir la décision sur l’outil « %(subject)s » est venu : le %(review)s."),
        review_said,
        here=_("Le jour de revoir la décision sur cet outil est venu : le %(review)s."),
    ),
    Act("catalogue.followed", _("%(actor)s a décidé de suivre le catalogue de : %(followed)s.")),
    Act("catalogue.unfollowed", _("%(actor)s a cessé de suivre le catalogue de : %(followed)s.")),
)
