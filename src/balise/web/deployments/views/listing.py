# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the gateway serves in an authority: its deployments, its providers, its models."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.deployments.forms.offered import ProviderForm, ServedModelForm
from balise.web.deployments.operations.offering import (
    add_model,
    add_provider,
    change_model,
    change_provider,
    no_such_model,
    no_such_provider,
    restore_model,
    retire_model,
)
from balise.web.deployments.permissions import KEEPERS, READERS
from balise.web.deployments.queries.deployment import deployments_of
from balise.web.deployments.queries.offered import model_kept, models_for, provider_kept, providers_for
from balise.web.deployments.queries.published import last_publication
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

READ_OR_SENT = ["GET", "HEAD", "POST"]


@for_members(*READERS)
@require_safe
def deployments(request: HttpRequest, member: Member) -> HttpResponse:
    """Show what is served, by whom, and what was published last."""
    language, now = current_language(), timezone.now()
    models = models_for(member.authority.id)
    context = {
        "lines": deployments_of(member.authority.id, timezone.localdate(now), now),
        "providers": providers_for(member.authority.id),
        "models": [(model, model.capabilities_in(language)) for model in models],
        "retired": models_for(member.authority.id, retired=True),
        "publication": last_publication(),
        "keeper": member.holds(*KEEPERS),
        "nav_current": "authority",
    }
    return render(request, "deployments/list.html", context)


@for_members(*KEEPERS)
@require_http_methods(READ_OR_SENT)
def new_provider(request: HttpRequest, member: Member) -> HttpResponse:
    """Add a provider."""
    form = ProviderForm(member, None, _sent(request))
    said = _("Le fournisseur est ajouté.")
    if _done(request, form, lambda: add_provider(member, form.words(), at=timezone.now()), said):
        return redirect("deployments:list", authority=member.authority.slug)
    return _form_page(request, "deployments/provider.html", form, None)


@for_members(*KEEPERS)
@require_http_methods(READ_OR_SENT)
def provider(request: HttpRequest, member: Member, provider_id: int) -> HttpResponse:
    """Change what is said of a provider."""
    kept = provider_kept(member.authority.id, provider_id)
    if kept is None:
        raise no_such_provider()
    form = ProviderForm(member, kept, _sent(request))
    said = _("Le fournisseur est enregistré : la passerelle suit dans les secondes.")
    if _done(request, form, lambda: change_provider(member, provider_id, form.words(), at=timezone.now()), said):
        return redirect("deployments:list", authority=member.authority.slug)
    return _form_page(request, "deployments/provider.html", form, kept)


@for_members(*KEEPERS)
@require_http_methods(READ_OR_SENT)
def new_model(request: HttpRequest, member: Member) -> HttpResponse:
    """Add a model."""
    form = ServedModelForm(member, None, _sent(request))
    said = _("Le modèle est ajouté : il se choisit désormais sur la page des dossiers.")
    if _done(request, form, lambda: add_model(member, form.words(), at=timezone.now()), said):
        return redirect("deployments:list", authority=member.authority.slug)
    return _form_page(request, "deployments/model.html", form, None)


@for_members(*KEEPERS)
@require_http_methods(READ_OR_SENT)
def model(request: HttpRequest, member: Member, served_id: int) -> HttpResponse:
    """Change what is said of a model."""
    kept = model_kept(member.authority.id, served_id)
    if kept is None:
        raise no_such_model()
    form = ServedModelForm(member, kept, _sent(request))
    said = _("Le modèle est enregistré : la passerelle suit dans les secondes.")
    if _done(request, form, lambda: change_model(member, served_id, form.words(), at=timezone.now()), said):
        return redirect("deployments:list", authority=member.authority.slug)
    return _form_page(request, "deployments/model.html", form, kept)


@for_members(*KEEPERS)
@require_POST
def retire(request: HttpRequest, member: Member, served_id: int) -> HttpResponse:
    """Offer a model no longer; the list offers to put it back."""
    retire_model(member, served_id, at=timezone.now())
    messages.success(request, _("Le modèle n’est plus offert. Vous pouvez le remettre."))
    return redirect("deployments:list", authority=member.authority.slug)


@for_members(*KEEPERS)
@require_POST
def restore(request: HttpRequest, member: Member, served_id: int) -> HttpResponse:
    """Offer a retired model again."""
    restore_model(member, served_id, at=timezone.now())
    messages.success(request, _("Le modèle est de nouveau offert."))
    return redirect("deployments:list", authority=member.authority.slug)


def _sent(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None


def _done(request: HttpRequest, form: Form, act: Callable[[], object], said: str) -> bool:
    """Return whether what the form asks was done, and say so; what is refused stands above its fields."""
    if not form.is_valid():
        return False
    try:
        act()
    except RefusedError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, said)
    return True


def _form_page(request: HttpRequest, template: str, form: object, kept: object) -> HttpResponse:
    errors = getattr(form, "errors", None)
    context = {"form": form, "kept": kept, "nav_current": "authority"}
    return render(request, template, context, status=422 if errors else 200)
