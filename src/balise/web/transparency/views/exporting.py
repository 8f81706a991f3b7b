# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register in the format of other registers, with what each of them cannot say: for those who publish."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from balise.core.interchange import LossKind, Target, TargetFormat
from balise.core.register import RegisterEntry
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target, shipped_targets
from balise.rendering.export_report import KINDS, export_report_data, export_report_page
from balise.rendering.register_files import RegisterFile, register_file
from balise.rendering.typography import capitalised
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.permissions import REGISTER_READERS
from balise.web.transparency.queries.open_data import entries_in
from balise.web.transparency.written import fragment
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language

_TYPES = {TargetFormat.CSV: "text/csv; charset=utf-8", TargetFormat.JSON: "application/json"}


@dataclass(frozen=True, slots=True)
class Exported:
    """A register that one can export to: its name, and what it would lose."""

    id: str
    title: str
    format: str
    lost: int
    kinds: tuple[tuple[str, int], ...]
    """The ways in which things are lost, in words, and how many times."""


@for_members(*REGISTER_READERS)
@require_safe
def exports(request: HttpRequest, member: Member) -> HttpResponse:
    """List the registers that ship, with how much each would lose of the entries published."""
    targets = [load_target(name) for name in shipped_targets()]
    entries = tuple(entries_in([member.authority.id]))
    context = {
        "nav_current": "authority",
        "entries": len(entries),
        "targets": [_told(target, _written(request, entries, target)) for target in targets],
    }
    return render(request, "transparency/exports.html", context)


@for_members(*REGISTER_READERS)
@require_safe
def export_file(request: HttpRequest, member: Member, target: str) -> HttpResponse:
    """Give the entries published as the file of another register."""
    to = _target(target)
    file = _file(request, member, to)
    return attached(file.content, _TYPES[to.format], f"{_name(member, to)}.{to.format.value}")


@for_members(*REGISTER_READERS)
@require_safe
def export_report(request: HttpRequest, member: Member, target: str) -> HttpResponse:
    """Show what the file loses, entry by entry."""
    to = _target(target)
    language = current_language()
    page = export_report_page(_file(request, member, to).report, to.title, shipped_bank(), language)
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
def export_report_file(request: HttpRequest, member: Member, target: str) -> HttpResponse:
    """Give the same account as data."""
    to = _target(target)
    told = json.dumps(export_report_data(_file(request, member, to).report), ensure_ascii=False, indent=2)
    return attached(f"{told}\n", "application/json", f"{_name(member, to)}-pertes.json")


def _target(name: str) -> Target:
    if name not in shipped_targets():
        raise Http404
    return load_target(name)


def _name(member: Member, target: Target) -> str:
    return f"registre-ia-{member.authority.slug}-{target.id}"


def _file(request: HttpRequest, member: Member, target: Target) -> RegisterFile:
    return _written(request, entries_in([member.authority.id]), target)


def _written(request: HttpRequest, entries: Iterable[RegisterEntry], target: Target) -> RegisterFile:
    def address_of(code: str) -> str:
        return request.build_absolute_uri(reverse("transparency:entry", args=[code]))

    return register_file(entries, target, address_of)


def _told(target: Target, file: RegisterFile) -> Exported:
    language = current_language()
    count = file.report.count()
    kinds = tuple((capitalised(KINDS[kind].in_(language)), count[kind]) for kind in LossKind if count[kind])
    return Exported(target.id, target.title.in_(language), target.format.value.upper(), len(file.report.losses), kinds)
