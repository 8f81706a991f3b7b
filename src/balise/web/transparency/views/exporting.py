# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register in the format of other registers, with what each of them cannot say: for those who publish."""

import json
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balise.core.interchange import Target, TargetFormat
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target, shipped_targets
from balise.rendering.export_report import export_report_data, export_report_page
from balise.rendering.register_files import RegisterFile, register_file
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.addresses import addresses_of_the_site
from balise.web.transparency.permissions import REGISTER_READERS
from balise.web.transparency.queries.open_data import entries_in, state_of
from balise.web.transparency.queries.portal_settings import description_of
from balise.web.transparency.written import fragment
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language

_TYPES = {TargetFormat.CSV: "text/csv; charset=utf-8", TargetFormat.JSON: "application/json"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A register that one can export to."""

    id: str
    title: str
    format: str


@for_members(*REGISTER_READERS)
@require_safe
def exports(request: HttpRequest, member: Member) -> HttpResponse:
    """List the registers that ship; what each would lose takes a whole export to know, and stands in its report."""
    language = current_language()
    targets = [load_target(name) for name in shipped_targets()]
    context = {
        "nav_current": "authority",
        "entries": state_of([member.authority.id]).entries,
        "closed": not description_of(member.authority.id).is_open,
        "targets": [Exported(to.id, to.title.in_(language), to.format.value.upper()) for to in targets],
    }
    return render(request, "transparency/exports.html", context)


@for_members(*REGISTER_READERS)
@require_safe
def export_file(request: HttpRequest, member: Member, target: str) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give the entries published as the file of another register."""
    to = _target(target)
    file = _file(member, to)
    return attached(file.content, _TYPES[to.format], f"{_name(member, to)}.{to.format.value}")


@for_members(*REGISTER_READERS)
@require_safe
def export_report(request: HttpRequest, member: Member, target: str) -> HttpResponse:
    """Show what the file loses, entry by entry."""
    to = _target(target)
    language = current_language()
    page = export_report_page(_file(member, to).report, to.title, shipped_bank(), language)
    context = {
        "nav_current": "authority",
        "target": to.id,
        "title": page.title,
        "opening": fragment(page.opening),
        "body": fragment(page.body),
    }
    return render(request, "transparency/export_report.html", context)


@for_members(*REGISTER_READERS)
@require_safe
def export_report_file(request: HttpRequest, member: Member, target: str) -> HttpResponse:  # noqa: ARG001 - idem
    """Give the same account as data."""
    to = _target(target)
    told = json.dumps(export_report_data(_file(member, to).report), ensure_ascii=False, indent=2)
    return attached(f"{told}\n", "application/json", f"{_name(member, to)}-pertes.json")


def _target(name: str) -> Target:
    if name not in shipped_targets():
        raise Http404
    return load_target(name)


def _name(member: Member, target: Target) -> str:
    return f"registre-ia-{member.authority.slug}-{target.id}"


def _file(member: Member, target: Target) -> RegisterFile:
    return register_file(entries_in([member.authority.id]), target, addresses_of_the_site().entry)
