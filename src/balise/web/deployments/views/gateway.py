# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of a dossier about the gateway: whether it is open, its keys, its models, its use, and the way out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.frameworks import ControlKind
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.deployments.forms.deployment import ExitPlanForm, KeyForm, OpeningForm
from balise.web.deployments.operations.keys import NewKey, create_key, no_such_key, replace_key, revoke_key, why_no_key
from balise.web.deployments.operations.leaving import plan_exit, switch, switch_back
from balise.web.deployments.operations.opening import OPENABLE, open_deployment
from balise.web.deployments.permissions import (
    SETTERS,
    check_may_make_keys,
    may_make_keys,
    may_set,
)
from balise.web.deployments.queries.deployment import (
    DeploymentRead,
    closed_because,
    conversing,
    deployment_of,
    is_opened,
    key_of,
)
from balise.web.deployments.queries.drills import drills_of, minutes_of
from balise.web.deployments.queries.usage import UnreadUsage, UsageSeen, usage_of
from balise.web.deployments.shown import (
    countries,
    drills_told,
    example,
    footprint_words,
    gauges,
    kind_words,
    models_told,
    quota_words,
    refusals_told,
    told,
)
from balise.web.deployments.tabs import GATEWAY
from balise.web.deployments.words import POLICY_WORDS
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

READ_OR_SENT = ["GET", "HEAD", "POST"]


@for_members()
@require_safe
def gateway(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show what the gateway does for the use of a dossier."""
    return _page(request, member, dossier_of(member, number))


@for_members()
@require_POST
def new_key(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Make a key, and show it: on this answer, once, and nowhere else."""
    file = dossier_of(member, number)
    check_may_make_keys(member, file)
    form = KeyForm(request.POST)
    new = None
    if form.is_valid():
        try:
            new = create_key(member, file.id, form.cleaned_data["label"], form.end(), at=timezone.now())
        except RefusedError as refusal:
            if not is_opened(file.id):
                raise
            form.add_error(None, refusal.sentence)
    return _page(request, member, file, form=form if new is None else None, new=new)


@for_members()
@require_POST
def replacement(request: HttpRequest, member: Member, number: str, key_id: int) -> HttpResponse:
    """Make a key in the place of another, and show it once."""
    file = dossier_of(member, number)
    new = replace_key(member, file.id, key_id, at=timezone.now())
    return _page(request, member, file, new=new)


@for_members()
@require_http_methods(READ_OR_SENT)
def revocation(request: HttpRequest, member: Member, number: str, key_id: int) -> HttpResponse:
    """Ask before revoking a key, then revoke it."""
    file = dossier_of(member, number)
    check_may_make_keys(member, file)
    key = key_of(file.id, key_id)
    if key is None:
        raise no_such_key()
    if request.method == "POST":
        revoke_key(member, file.id, key_id, at=timezone.now())
        messages.success(request, _("La clé « %(label)s » n’ouvre plus rien.") % {"label": key.label})
        return _back(member, file)
    return render(request, "deployments/revocation.html", {**frame_of(request, member, file, GATEWAY), "key": key})


@for_members(*SETTERS)
@require_http_methods(READ_OR_SENT)
def opening(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Say what the use of a dossier may ask."""
    file, now = dossier_of(member, number), timezone.now()
    kept = deployment_of(file.id, timezone.localdate(now), now)
    form = OpeningForm(member, kept, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            open_deployment(member, file.id, form.opening(), at=now)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("La passerelle est réglée : elle suit dans les secondes."))
            return _back(member, file)
    context = {**frame_of(request, member, file, GATEWAY), "form": form, "kept": kept}
    return render(request, "deployments/opening.html", context, status=422 if form.errors else 200)


@for_members()
@require_http_methods(READ_OR_SENT)
def exit_plan(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Write how one would leave the model of a use."""
    file, now = dossier_of(member, number), timezone.now()
    check_may_make_keys(member, file)
    kept = deployment_of(file.id, timezone.localdate(now), now)
    form = ExitPlanForm(member, kept, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan_exit(member, file.id, form.plan(), at=now)
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Le plan de sortie est enregistré."))
            return _back(member, file)
    context = {**frame_of(request, member, file, GATEWAY), "form": form}
    return render(request, "deployments/exit_plan.html", context, status=422 if form.errors else 200)


@for_members()
@require_POST
def switched(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Have the substitute serve, or give the use its models back."""
    file = dossier_of(member, number)
    if "back" in request.POST:
        switch_back(member, file.id, at=timezone.now())
        messages.success(request, _("L’usage a de nouveau ses modèles habituels."))
    else:
        name = switch(member, file.id, at=timezone.now())
        messages.success(
            request, _("« %(model)s » sert à la place des modèles habituels, sous les mêmes clés.") % {"model": name}
        )
    return _back(member, file)


def _back(member: Member, file: DossierFile) -> HttpResponse:
    return redirect("deployments:gateway", authority=member.authority.slug, number=file.number)


def _page(
    request: HttpRequest, member: Member, file: DossierFile, *, form: KeyForm | None = None, new: NewKey | None = None
) -> HttpResponse:
    now = timezone.now()
    read = deployment_of(file.id, timezone.localdate(now), now)
    drills = drills_told(drills_of(file.id), timezone.localdate(now))
    context = {
        **frame_of(request, member, file, GATEWAY),
        "read": read,
        "openable": file.state in OPENABLE,
        "may_set": may_set(member, file),
        "may_make_keys": may_make_keys(member, file),
        "drills": drills,
        "exit_proven": any(drill.proves for drill in drills),
        "minutes": minutes_of(file),
        "new": new,
        **({} if read is None else _shown(member, file, read, form, new)),
    }
    return render(request, "deployments/gateway.html", context, status=422 if form is not None else 200)


def _shown(
    member: Member, file: DossierFile, read: DeploymentRead, form: KeyForm | None, new: NewKey | None
) -> dict[str, Any]:
    now = timezone.now()
    why, usage = closed_because(read), usage_of(read.identifier, read.described.quota, now)
    seen, words = isinstance(usage, UsageSeen), quota_words()
    trained = any(each.kind is ControlKind.LITERACY for each in read.described.controls)
    smallest = next((model.name for model in conversing(read)), "MODELE")
    return {
        "closed": None if why is None else told(why, file),
        "models": models_told(read, file),
        "policy": POLICY_WORDS[read.described.data_policy].in_(current_language()),
        "imposed": read.described.data_policy is not read.chosen_policy,
        "keys": [(key, key.opens(now)) for key in read.keys],
        "why_no_key": why_no_key(file, member.authority.slug, now),
        "form": form or KeyForm(),
        "trained": trained,
        "call": example(new.secret, smallest, trained=trained) if new is not None else "",
        "usage": usage if isinstance(usage, UsageSeen) else None,
        "usage_because": "" if isinstance(usage, UsageSeen) else usage.because,
        "refusals": refusals_told(usage, dict(read.titles)) if isinstance(usage, UsageSeen) else [],
        "personal_data": _personal_data(usage),
        "footprint": footprint_words(usage) if isinstance(usage, UsageSeen) else (),
        "gauges": gauges(usage) if isinstance(usage, UsageSeen) else [],
        "countries": countries(read),
        "assistant_opened": any(key.for_assistant and key.revoked_at is None for key in read.keys),
        "limits": [
            (words[name], limit) for name in words if (limit := getattr(read.described.quota, name)) is not None
        ],
        "counted": seen and usage.totals.calls > 0,  # type: ignore[union-attr]
    }


def _personal_data(usage: UsageSeen | UnreadUsage) -> list[tuple[str, int]]:
    return [(kind_words(kind), many) for kind, many in usage.personal_data] if isinstance(usage, UsageSeen) else []
