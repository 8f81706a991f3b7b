# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a document or a message is about, in words: a question, or a criterion of a framework."""

from balise.rendering.answer_words import subject_in_words
from balise.rendering.typography import quoted
from balise.web.assessments.files import DossierFile
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.ui.languages import current_language


def subject_said(name: str, file: DossierFile) -> str:
    """Return a question by its subject, a criterion by its title in quotes; the id itself when neither is known."""
    language = current_language()
    for framework in frameworks_of(file.references):
        for criterion in framework.criteria:
            if criterion.id == name:
                return quoted(criterion.title.in_(language), language)
    return subject_in_words(name, bank_of(file.references), language)
