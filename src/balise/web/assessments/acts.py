# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of dossiers by this app."""

from django.utils.translation import gettext_lazy as _

from balise.web.assessments.told_answers import answers_as_read
from balise.web.assessments.told_outcomes import outcomes_as_read
from balise.web.journal.acts import Act

ACTS = (
    Act(
        "dossier.created",
        _("%(actor)s a ouvert le dossier %(number)s « %(subject)s »."),
        here=_("%(actor)s a ouvert ce dossier."),
    ),
    Act(
        "dossier.sketched",
        _("%(actor)s a gardé le tri rapide du projet « %(subject)s » (%(number)s)."),
        here=_("%(actor)s a gardé le tri rapide de ce projet."),
    ),
    Act(
        "dossier.declared",
        _("%(actor)s a déclaré un usage existant : « %(subject)s » (%(number)s)."),
        here=_("%(actor)s a déclaré cet usage existant."),
    ),
    Act(
        "dossier.declaration_opened",
        _("%(actor)s a fait de « %(subject)s » un dossier à instruire."),
        here=_("%(actor)s en a fait un dossier à instruire."),
    ),
    Act(
        "dossier.answered",
        _("%(actor)s a modifié des réponses du dossier « %(subject)s » : %(questions)s."),
        answers_as_read,
        here=_("%(actor)s a modifié des réponses : %(questions)s."),
    ),
    Act(
        "dossier.corrected_suspended",
        _(
            "%(actor)s a corrigé des réponses du dossier « %(subject)s » pendant sa suspension : %(questions)s. "
            "Motif : %(motive)s"
        ),
        answers_as_read,
        here=_("%(actor)s a corrigé des réponses pendant la suspension : %(questions)s. Motif : %(motive)s"),
    ),
    Act(
        "dossier.corrected_in_service",
        _(
            "%(actor)s a corrigé des réponses du dossier « %(subject)s » après la mise en service : %(questions)s. "
            "Motif : %(motive)s"
        ),
        answers_as_read,
        here=_("%(actor)s a corrigé des réponses après la mise en service : %(questions)s. Motif : %(motive)s"),
    ),
    Act(
        "dossier.corrected_before_return",
        _(
            "%(actor)s a corrigé des réponses du dossier « %(subject)s » avant la remise en service : %(questions)s. "
            "Motif : %(motive)s"
        ),
        answers_as_read,
        here=_("%(actor)s a corrigé des réponses avant la remise en service : %(questions)s. Motif : %(motive)s"),
    ),
    Act(
        "dossier.renamed",
        _("%(actor)s a renommé « %(before)s » en « %(subject)s »."),
        here=_("%(actor)s a renommé le dossier, qui s’appelait « %(before)s »."),
    ),
    Act(
        "dossier.described",
        _("%(actor)s a changé le titre, le service ou l’outil de « %(subject)s »."),
        here=_("%(actor)s a changé le titre, le service ou l’outil."),
    ),
    # Documents, messages, copies, versions
    Act(
        "dossier.evidence_added",
        _("%(actor)s a joint la pièce « %(title)s » (%(filename)s) au dossier « %(subject)s »."),
        here=_("%(actor)s a joint la pièce « %(title)s » (%(filename)s)."),
    ),
    Act(
        "dossier.evidence_removed",
        _("%(actor)s a retiré la pièce « %(title)s » du dossier « %(subject)s ». Motif : %(motive)s"),
        here=_("%(actor)s a retiré la pièce « %(title)s » (%(filename)s). Motif : %(motive)s"),
    ),
    Act(
        "dossier.commented",
        _("%(actor)s a écrit un message au dossier « %(subject)s »."),
        here=_("%(actor)s a écrit un message."),
    ),
    Act(
        "dossier.comment_withdrawn",
        _("%(actor)s a retiré son message du dossier « %(subject)s »."),
        here=_("%(actor)s a retiré son message."),
    ),
    Act(
        "dossier.shared",
        _("%(actor)s a partagé « %(subject)s » avec les autres collectivités de l’installation."),
        here=_("%(actor)s a partagé ce dossier avec les autres collectivités de l’installation."),
    ),
    Act(
        "dossier.unshared",
        _("%(actor)s a cessé de partager « %(subject)s »."),
        here=_("%(actor)s a cessé de partager ce dossier."),
    ),
    Act(
        "dossier.reevaluated",
        _(
            "%(actor)s a réévalué « %(subject)s » selon les textes en vigueur (%(lead)s). Verdict avant : %(before)s ; "
            "après : %(after)s."
        ),
        outcomes_as_read,
        here=_(
            "%(actor)s a réévalué le dossier selon les textes en vigueur (%(lead)s). Verdict avant : "
            "%(before)s ; après : %(after)s."
        ),
    ),
)
