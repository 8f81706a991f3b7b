# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A field of a form: label, help, error and control, tied together; choices in a fieldset."""

from django import forms
from django.template import engines
from tests.web.ui.markup import Markup
from tests.web.ui.style_guide import EveryField

from balise.web.ui.choices import Choice


def written(field: forms.BoundField) -> str:
    """Return the field as a template writes it."""
    template = engines["django"].from_string('{% include "ui/field.html" %}')
    return template.render({"field": field})


def test_it_ties_the_help_and_the_error_to_the_control():
    page = Markup(written(EveryField({"title": ""})["title"]))

    (control,) = page.all("input", type="text")
    assert control["aria-describedby"] == "id_title_helptext id_title_error"
    assert control["aria-invalid"] == "true"
    assert page.missing() == []


def test_it_gives_one_id_to_two_errors():
    class Strict(forms.Form):
        word = forms.CharField(label="Mot")

    form = Strict({"word": "x"})
    form.add_error("word", "Un mot plus long.")
    form.add_error("word", "Sans x.")

    page = Markup(written(form["word"]))

    assert page.ids() == ["id_word_error", "id_word"]
    assert "Un mot plus long.Sans x." in page.text


def test_it_groups_choices_under_their_question():
    page = Markup(written(EveryField({})["mode"]))

    (fieldset,) = page.all("fieldset")
    assert fieldset["aria-describedby"] == "id_mode_helptext id_mode_error"
    assert len(page.all("legend")) == 1
    assert page.unnamed() == []
    assert page.missing() == []


def test_it_writes_the_hint_of_a_choice_inside_its_label():
    page = written(EveryField()["mode"])

    assert (
        'Un agent<span class="hint">Il relit, corrige, signe et envoie lui-même chaque réponse.</span></label>' in page
    )


def test_it_escapes_what_a_choice_says():
    class Named(forms.Form):
        unit = forms.ChoiceField(label="Service", widget=forms.RadioSelect, choices=[("a", Choice("<b>", "<script>"))])

    page = written(Named()["unit"])

    assert "<b>" not in page
    assert "<script>" not in page


def test_it_says_optional_only_beside_what_is_required():
    class Open(forms.Form):
        one = forms.CharField(label="Un", required=False)
        two = forms.CharField(label="Deux", required=False)

    assert "(facultatif)" in written(EveryField()["why"])
    assert "(facultatif)" not in written(EveryField()["title"])
    assert "(facultatif)" not in written(Open()["one"])


def test_it_puts_the_label_of_a_lone_box_after_it():
    page = Markup(written(EveryField()["agreed"]))

    order = [tag for tag, _ in page.tags if tag in {"input", "label"}]
    assert order == ["input", "label"]
    assert page.missing() == []


def test_it_keeps_what_was_typed():
    (control,) = Markup(written(EveryField({"people": "beaucoup"})["people"])).all("input")

    assert control["value"] == "beaucoup"


def test_it_writes_a_hidden_field_bare():
    assert Markup(written(EveryField()["revision"])).tags[0][0] == "input"


def test_it_leads_from_the_summary_to_the_first_control_of_each_fault():
    form = EveryField({"title": "", "mode": "", "given": []})
    form.add_error(None, "Deux réponses se contredisent.")
    page = Markup(str(form))

    leads = [str(one["href"]).removeprefix("#") for one in page.all("a")]
    assert leads[:3] == ["id_title", "id_unit", "id_mode_0"]
    assert set(leads) <= set(page.ids())
    assert "Deux réponses se contredisent." in page.text


def test_it_says_nothing_of_errors_in_a_form_without_any():
    assert "error-summary" not in str(EveryField())
