# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The assistant: somebody tries an authorised tool under the charter, and sees first what would leave.

What is typed goes to the gateway and back to the page: it is stored nowhere and said to no log. Three steps at one
address, told by the button: write, check, send. A browser that runs the script of the page asks for the same reply line
by line, as it comes.

Whoever reads the dossier has its tabs around the page; the other members have the title, the number and the unit.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import frame_of
from balise.web.assessments.permissions import may_read
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.deployments.assistant_words import (
    FootprintWords,
    footprint_told,
    gateway_down,
    obstacle_told,
    refusal_told,
    reply_cut,
    segments_of,
    too_many,
    with_address,
)
from balise.web.deployments.forms.assistant import RequestForm
from balise.web.deployments.gateway_client import (
    BusyError,
    Caller,
    GatewayDownError,
    GatewayRefusal,
    GatewayRefusedError,
    OpenReply,
    open_reply,
    preview,
)
from balise.web.deployments.operations.assistant import close_assistant, open_assistant
from balise.web.deployments.permissions import check_may_make_keys, may_make_keys, may_set
from balise.web.deployments.queries.assistant import AssistantRead, Obstacle, assistant_of, assistants_of, may_try
from balise.web.deployments.queries.usage import footprint_of
from balise.web.deployments.shown import LOOK_ALIKE, kind_words
from balise.web.deployments.tabs import GATEWAY
from balise.web.deployments.words import POLICY_WORDS
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language

LINES = "application/x-ndjson"
"""What the script of the page asks for: a line of JSON for each piece, and a last one with what stands beside."""
CLOCKS_APART = timedelta(hours=1)
"""The most by which the clocks of the site and of the gateway may differ for a record to be found."""


@for_members()
@require_safe
def assistants(request: HttpRequest, member: Member) -> HttpResponse:
    """List the uses whose tool one may try, and say of the others what stands between."""
    found = assistants_of(member, timezone.now())
    context = {
        "open": [each for each in found if each.obstacle is None],
        "closed": [(each, obstacle_told(each)) for each in found if each.obstacle is not None],
        "nav_current": "authority",
    }
    return render(request, "deployments/assistants.html", context)


@for_members()
@sensitive_post_parameters("request")
@require_http_methods(["GET", "HEAD", "POST"])
def assistant(request: HttpRequest, member: Member, number: str) -> HttpResponseBase:
    """Take a request, show what would leave, send it, show the reply."""
    file, now = dossier_of(member, number, may_try), timezone.now()
    found = assistant_of(member, file, now)
    if request.method != "POST":
        return _page(request, member, found, RequestForm(found.models))
    form = RequestForm(found.models, request.POST)
    if found.obstacle is not None:
        kept = {"typed": request.POST.get("request", "")}
        return _page(request, member, found, RequestForm(found.models), kept, status=409)
    if not form.is_valid():
        return _page(request, member, found, form, status=422)
    if request.POST.get("step") != "send":
        return _checked(request, member, found, form)
    if LINES in request.headers.get("Accept", ""):
        return _streamed(found, form, now)
    return _sent(request, member, found, form, now)


@for_members()
@require_POST
def door(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Open the assistant to the use of a dossier, or close it."""
    file = dossier_of(member, number)
    check_may_make_keys(member, file)
    if "close" in request.POST:
        close_assistant(member, file.id, at=timezone.now())
        messages.success(request, _("L’assistant est fermé : sa clé n’ouvre plus rien."))
    else:
        open_assistant(member, file.id, at=timezone.now())
        messages.success(request, _("L’assistant est ouvert : la passerelle l’apprend en quelques secondes."))
    return redirect("deployments:gateway", authority=member.authority.slug, number=file.number)


def _checked(request: HttpRequest, member: Member, found: AssistantRead, form: RequestForm) -> HttpResponse:
    text = form.cleaned_data["request"]
    try:
        shown = preview(_caller(found), text)
    except GatewayRefusedError as error:
        return _page(request, member, found, form, {"failure": refusal_told(error.refusal)}, status=409)
    except GatewayDownError:
        return _page(request, member, found, form, {"failure": gateway_down()}, status=503)
    checked = {
        "shown": shown,
        "segments": list(segments_of(text, shown)),
        "found": sum(1 for each in shown.pieces if each.type != LOOK_ALIKE),
        "look_alikes": sum(1 for each in shown.pieces if each.type == LOOK_ALIKE),
        "pieces": [(kind_words(each.type), text[each.start : each.end], each.placeholder) for each in shown.pieces],
        "ready": {"model": form.cleaned_data["model"], "request": text},
    }
    return _page(request, member, found, form, {"checked": checked})


def _sent(request: HttpRequest, member: Member, found: AssistantRead, form: RequestForm, at: datetime) -> HttpResponse:
    """Wait for the whole reply, and show it."""
    said: list[str] = []
    reply, failure = _opened(found, form)
    if reply is not None:
        try:
            for piece in reply.pieces():
                said.append(piece)  # noqa: PERF402 - what came before a cut is kept
        except GatewayRefusedError as error:
            failure = refusal_told(error.refusal)
        except GatewayDownError:
            failure = reply_cut()
        finally:
            reply.close()
    context = {"answered": reply is not None, "reply": "".join(said), **_beside(found, reply, failure, at)}
    return _page(request, member, found, form, context, status=200 if reply is not None else 409)


def _streamed(found: AssistantRead, form: RequestForm, at: datetime) -> StreamingHttpResponse:
    reply, failure = _opened(found, form)
    lines = _Lines(found, reply, failure, at)
    answer = StreamingHttpResponse(lines, content_type=LINES)
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


class _Lines:
    """A reply as lines of JSON: closed by the server whatever becomes of whoever reads it."""

    def __init__(
        self, found: AssistantRead, reply: OpenReply | None, failure: GatewayRefusal | None, at: datetime
    ) -> None:
        self._found, self._reply, self._failure, self._at = found, reply, failure, at
        self._language = current_language()

    def __iter__(self) -> Iterator[bytes]:
        if self._reply is not None:
            yield from self._pieces(self._reply)
        with override(self._language.value):
            context = _beside(self._found, self._reply, self._failure, self._at)
            end = render_to_string("deployments/reply_end.html", context)
        yield _line({"end": end, "failed": self._failure is not None})

    def close(self) -> None:
        """Let go of the gateway."""
        if self._reply is not None:
            self._reply.close()

    def _pieces(self, reply: OpenReply) -> Iterator[bytes]:
        try:
            for piece in reply.pieces():
                yield _line({"piece": piece})
        except GatewayRefusedError as error:
            with override(self._language.value):
                self._failure = refusal_told(error.refusal)
        except GatewayDownError:
            with override(self._language.value):
                self._failure = reply_cut()
        finally:
            reply.close()


def _line(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _opened(found: AssistantRead, form: RequestForm) -> tuple[OpenReply | None, GatewayRefusal | None]:
    """Return the reply that begins, or why there is none."""
    try:
        return open_reply(_caller(found), form.cleaned_data["model"], form.cleaned_data["request"]), None
    except GatewayRefusedError as error:
        return None, refusal_told(error.refusal)
    except GatewayDownError:
        return None, gateway_down()
    except BusyError:
        return None, too_many()


def _beside(
    found: AssistantRead, reply: OpenReply | None, failure: GatewayRefusal | None, at: datetime
) -> dict[str, Any]:
    """Return what stands beside a reply: its footprint, the notice to paste, what went wrong."""
    if reply is None:
        return {"failure": failure}
    footprint: FootprintWords = footprint_told(footprint_of(reply.record, at - CLOCKS_APART))
    described = None if found.read is None else found.read.described
    notice = reply.notice or ("" if described is None else described.notice)
    register = reply.register or ("" if described is None else described.register)
    return {"failure": failure, "footprint": footprint, "notice": notice and with_address(notice, register)}


def _caller(found: AssistantRead) -> Caller:
    return Caller(settings.GATEWAY_ADDRESS, found.key, current_language(), found.staff)


def _page(
    request: HttpRequest,
    member: Member,
    found: AssistantRead,
    form: RequestForm,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_around(request, member, found.file),
        "found": found,
        "obstacle": obstacle_told(found),
        "form": form,
        **_ways_out(member, found, found.file),
        **(more or {}),
    }
    if found.read is not None:
        context["policy"] = POLICY_WORDS[found.read.described.data_policy].in_(current_language())
    return render(request, "deployments/assistant.html", context, status=status)


def _around(request: HttpRequest, member: Member, file: DossierFile) -> dict[str, Any]:
    """Return what surrounds the page: the dossier for whoever reads it, the bare use for the others."""
    if may_read(member, file):
        return {**frame_of(request, member, file, GATEWAY), "base": "assessments/dossier_page.html", "reader": True}
    return {"file": file, "base": "deployments/use_page.html", "reader": False, "nav_current": "authority"}


def _ways_out(member: Member, found: AssistantRead, file: DossierFile) -> dict[str, bool]:
    """Return which way out of an obstacle is the person's own."""
    return {
        "may_open": found.obstacle is Obstacle.OFF and may_make_keys(member, file),
        "may_set": found.obstacle is Obstacle.NOT_SET and may_set(member, file),
    }
