# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of annual reports."""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act

FROZEN = Act("report.frozen", _("%(actor)s a arrêté les chiffres du « %(subject)s » (empreinte %(digest)s)."))
FROZEN_AGAIN = Act(
    "report.frozen_again", _("%(actor)s a arrêté de nouveau les chiffres du « %(subject)s » (empreinte %(digest)s).")
)
DISCARDED = Act("report.discarded", _("%(actor)s a effacé le « %(subject)s », qui n’était pas publié."))
WRITTEN = Act("report.written", _("%(actor)s a modifié le texte du « %(subject)s »."))
READ = Act("report.read", _("%(actor)s a relu le « %(subject)s » : rien à reprendre."))
READ_WITH_REMARK = Act("report.read_with_remark", _("%(actor)s a relu le « %(subject)s » : %(text)s"))
PUBLISHED = Act(
    "report.published",
    _("%(actor)s a publié le « %(subject)s » (empreinte %(digest)s)."),
    here=_("%(actor)s l’a publié."),
)
CORRECTED = Act(
    "report.corrected",
    _("%(actor)s a ajouté un erratum au « %(subject)s » : %(text)s"),
    here=_("%(actor)s y a ajouté un erratum : %(text)s"),
)

ACTS = (FROZEN, FROZEN_AGAIN, DISCARDED, WRITTEN, READ, READ_WITH_REMARK, PUBLISHED, CORRECTED)
