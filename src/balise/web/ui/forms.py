# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How the site writes a form: our own markup wherever Django would write its own, said once.

A template includes ``ui/field.html``, or writes ``{{ field.as_field_group }}``, or the whole ``{{ form }}``: the same
label, help, error and control come out, tied together for a screen reader.
"""

from pathlib import Path

import django.forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property

TAGS = ("django.templatetags.i18n", "django.templatetags.static", "balise.web.ui.templatetags.ui")


class SiteFormRenderer(DjangoTemplates):
    """Reads our templates before Django's."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field_group.html"

    @cached_property
    def engine(self) -> Engine:
        """Return the engine that holds our templates, Django's for what we do not write, and our tags."""
        ours = Path(__file__).parent / "templates"
        theirs = Path(django.forms.__file__).parent / "templates"
        return Engine({"APP_DIRS": True, "DIRS": [ours, theirs], "NAME": "forms", "OPTIONS": {"builtins": [*TAGS]}})
