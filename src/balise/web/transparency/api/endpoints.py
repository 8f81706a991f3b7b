# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Each address of the API, and what it answers: the queries of the pages, in the shapes of ``answers.py``."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, P, PathEx, Query
from ninja.renderers import JSONRenderer

from balise.rendering.open_data.addresses import Download
from balise.rendering.open_data.charter_json import charter_record
from balise.rendering.open_data.entry_json import entry_record
from balise.rendering.open_data.siren import siren_of
from balise.web.organisations.frameworks import framework_of
from balise.web.organisations.queries import lead_reference
from balise.web.transparency.addresses import addresses_of_the_site, file_address
from balise.web.transparency.api import answers
from balise.web.transparency.api.filters import EntryFilters, instant_of
from balise.web.transparency.api.problems import Kind, ProblemError
from balise.web.transparency.hosts import origin_of
from balise.web.transparency.open_register import OpenRegister, open_register_or_404
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.queries.entries import Published, edition_of, editions_of, published
from balise.web.transparency.queries.entry_pages import changed_at, entry_page, key_of
from balise.web.transparency.queries.open_data import Span, TerritorySpan, territory_spans
from balise.web.transparency.queries.questions import figures_of
from balise.web.transparency.queries.register import Sought
from balise.web.ui.public_codes import as_typed, is_code
from balise.web.ui.site_address import site_address

VERSION = "1.0.0"
MOST_EDITIONS = 2**31 - 1
"""The largest number that both engines hold."""
NO_AUTHORITY = gettext_noop(
    "Aucune collectivité ne publie sous le nom « %(name)s ». Leur liste est à /api/v1/authorities."
)
NO_ENTRY = gettext_noop("Aucune fiche ne porte le code « %(name)s ».")
NO_EDITION = gettext_noop("Cette fiche n’a pas d’édition de ce rang : /editions en donne la liste.")
NO_CHARTER = gettext_noop("Cette collectivité n’a pas encore de charte en vigueur.")
NOT_PUBLISHED = gettext_noop("La collectivité ne fait pas lire cette fiche. Retirez-la de votre copie.")
GONE = gettext_noop("Cette fiche a quitté le registre : « %(reason)s ». Retirez-la de votre copie.")


class Renderer(JSONRenderer):
    """JSON with its accents: it is read by people too."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


api = NinjaAPI(
    title=gettext_noop("Balise, le registre public des usages de l’IA"),
    version=VERSION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="balise-public-api",
    renderer=Renderer(),
)
REFUSED = dict.fromkeys((400, 404, 406, 422), answers.Problem)
GONE_TOO = {**REFUSED, 410: answers.Problem}
AuthoritySlug = PathEx[
    str,
    P(description=gettext_noop("Le nom de la collectivité dans les adresses.")),
]
EntryCode = PathEx[
    str,
    P(description=gettext_noop("Le code de la fiche, comme sur un courrier.")),
]
EditionNumber = PathEx[int, P(description=gettext_noop("Rang de l’édition, à partir de 1."), ge=1, le=MOST_EDITIONS)]


def described(tag: str, summary: str, description: str, shape: Any, refused: Mapping[int, Any], name: str) -> Any:
    """Return what declares an address that is read: its words, the shape of its answer, how it can refuse."""
    return {
        "response": {200: shape, 304: None, **refused},
        "summary": summary,
        "description": description,
        "tags": [tag],
        "url_name": f"api-{name}",
        "operation_id": name,
        "exclude_none": True,
    }


AUTHORITIES, ENTRIES = gettext_noop("Collectivités"), gettext_noop("Fiches")


@api.get(
    "authorities",
    **described(
        AUTHORITIES,
        gettext_noop("Les collectivités dont le portail est ouvert"),
        gettext_noop("Celles dont le portail est ouvert, même sans aucune fiche encore."),
        answers.Authorities,
        REFUSED,
        "authorities",
    ),
)
def authorities(request: HttpRequest) -> Any:  # noqa: ARG001 - the library gives it
    """List the authorities whose portals are open."""
    register = open_register_or_404(None)
    spans = territory_spans(register.ids)
    listed = [_authority(register, identifier, spans[identifier]) for identifier in register.ids]
    return {"total": len(listed), "authorities": listed}


@api.get(
    "authorities/{authority}",
    **described(
        AUTHORITIES,
        gettext_noop("Une collectivité"),
        gettext_noop("Ce qu’elle dit d’elle-même, et où prendre son registre."),
        answers.Authority,
        REFUSED,
        "authority",
    ),
)
def authority(request: HttpRequest, authority: AuthoritySlug) -> Any:  # noqa: ARG001 - the library gives it
    """Show an authority whose portal is open."""
    register = open_register_or_404(None)
    identifier = _identifier(register, authority)
    return _authority(register, identifier, territory_spans([identifier])[identifier])


@api.get(
    "authorities/{authority}/charter",
    **described(
        AUTHORITIES,
        gettext_noop("La charte en vigueur"),
        gettext_noop("Celle par laquelle la collectivité décide, engagement par engagement, dans les deux langues."),
        answers.Charter,
        REFUSED,
        "charter",
    ),
)
def charter(request: HttpRequest, authority: AuthoritySlug) -> Any:  # noqa: ARG001 - the library gives it
    """Show the charter in force."""
    portal = _portal(authority)
    reference = lead_reference(portal.place.id)
    if reference is None:
        raise ProblemError(Kind.NOT_FOUND, NO_CHARTER)
    page = f"{portal.origin}{reverse('transparency:charter', args=[portal.place.slug])}"
    return {"authority": portal.place.slug, **charter_record(framework_of(reference)), "address": page}


@api.get(
    "authorities/{authority}/questions",
    **described(
        AUTHORITIES,
        gettext_noop("Les questions du public, en nombres"),
        gettext_noop(
            "Combien de messages, et en combien de temps il y est répondu ; celles de son territoire comprises."
        ),
        answers.QuestionFigures,
        REFUSED,
        "questions",
    ),
)
def questions(request: HttpRequest, authority: AuthoritySlug) -> Any:  # noqa: ARG001 - the library gives it
    """Tell how many questions are asked, and how long answers take."""
    portal, on = _portal(authority), timezone.localdate()
    found = figures_of(portal.ids, on)
    return {
        "authority": portal.place.slug,
        "on": on.isoformat(),
        "asked": found.asked,
        "answered": found.answered,
        "answered_in_time": found.in_time,
        "late": found.late,
        "median_days": found.median_days,
    }


@api.get(
    "entries",
    **described(
        ENTRIES,
        gettext_noop("Les fiches, par pages et par filtres"),
        gettext_noop(
            "De la première publiée à la dernière. Suivez « links.next » jusqu’à ce qu’il manque : chaque fiche vient "
            "une fois, même si le registre change pendant la lecture."
        ),
        answers.Entries,
        REFUSED,
        "entries",
    ),
)
def entries(request: HttpRequest, filters: Query[EntryFilters]) -> Any:
    """List the entries of the registers."""
    register = open_register_or_404(None)
    within = None if filters.authority is None else _identifier(register, filters.authority)
    after = None if filters.after is None else key_of(filters.after)
    if filters.after is not None and after is None:
        raise ProblemError(Kind.NOT_FOUND, NO_ENTRY, {"name": filters.after})
    sought = Sought(
        words=filters.q or "",
        status=filters.status,
        policy_area=filters.policy_area or "",
        personal_data=filters.personal_data or "",
        authority_id=within,
    )
    page = entry_page(register.ids, sought, instant_of(filters.updated_since), after, filters.limit)
    addresses = addresses_of_the_site()
    last = page.entries[-1].id if page.more else None
    return {
        "total": page.total,
        "entries": [entry_record(each, addresses) for each in page.entries],
        "links": _links(request, last),
    }


@api.get(
    "entries/{code}",
    **described(
        ENTRIES,
        gettext_noop("Une fiche"),
        gettext_noop("Sa dernière édition, exactement comme le fichier JSON l’écrit."),
        answers.Entry,
        GONE_TOO,
        "entry",
    ),
)
def entry(request: HttpRequest, response: HttpResponse, code: EntryCode) -> Any:  # noqa: ARG001 - the library gives it
    """Show an entry."""
    found = _published(code)
    if changed := changed_at(found.entry.id):
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    return entry_record(found.entry, addresses_of_the_site())


@api.get(
    "entries/{code}/editions",
    **described(
        ENTRIES,
        gettext_noop("Les éditions d’une fiche"),
        gettext_noop("Chaque publication est une édition, et aucune n’est récrite."),
        answers.Editions,
        GONE_TOO,
        "editions",
    ),
)
def editions(request: HttpRequest, code: EntryCode) -> Any:  # noqa: ARG001 - the library gives it
    """List the editions of an entry."""
    found = _published(code)
    lines = editions_of(found.entry.id)
    return {
        "entry": found.entry.id,
        "total": len(lines),
        "editions": [
            {
                "edition": line.number,
                "published_at": line.published_at.isoformat(),
                "change": line.change or None,
                "digest": line.digest,
                "address": site_address(reverse("transparency:api-edition", args=[found.entry.id, line.number])),
            }
            for line in lines
        ],
    }


@api.get(
    "entries/{code}/editions/{edition}",
    **described(
        ENTRIES,
        gettext_noop("Une édition d’une fiche"),
        gettext_noop("Ce qui était publié ce jour-là, exactement comme le fichier JSON l’écrit."),
        answers.Entry,
        GONE_TOO,
        "edition",
    ),
)
def edition(request: HttpRequest, code: EntryCode, edition: EditionNumber) -> Any:  # noqa: ARG001 - the library gives it
    """Show an entry as it was published on a day."""
    then = edition_of(_published(code).entry.id, edition)
    if then is None:
        raise ProblemError(Kind.NOT_FOUND, NO_EDITION)
    return entry_record(then, addresses_of_the_site())


@api.get(
    "entries/{code}/notices",
    **described(
        ENTRIES,
        gettext_noop("Les mentions d’une fiche"),
        gettext_noop("Ce que lisent les gens que l’usage touche, support par support."),
        answers.Notices,
        GONE_TOO,
        "notices",
    ),
)
def notices(request: HttpRequest, code: EntryCode) -> Any:  # noqa: ARG001 - the library gives it
    """List the notices of an entry."""
    record = entry_record(_published(code).entry, addresses_of_the_site())
    return {"entry": record["id"], "total": len(record["notices"]), "notices": record["notices"]}


def _identifier(register: OpenRegister, slug: str) -> int:
    found = next((identifier for identifier, each in register.authorities.items() if each.slug == slug), None)
    if found is None:
        raise ProblemError(Kind.NOT_FOUND, NO_AUTHORITY, {"name": slug})
    return found


def _portal(slug: str) -> Portal:
    try:
        return portal_or_404(slug.replace("\x00", ""))
    except Http404:
        raise ProblemError(Kind.NOT_FOUND, NO_AUTHORITY, {"name": slug}) from None


def _authority(register: OpenRegister, identifier: int, span: TerritorySpan) -> dict[str, Any]:
    said_of_it = register.authorities[identifier]
    slug = said_of_it.slug
    return {
        "slug": slug,
        "name": said_of_it.name,
        "kind": said_of_it.kind,
        "siren": siren_of(said_of_it) or None,
        "contact": said_of_it.contact or None,
        "entries": span.own.entries,
        "first_published_on": None if span.own.days is None else span.own.days[0].isoformat(),
        "changed_on": _last_day(span.own),
        "territory": {"entries": span.whole.entries, "changed_on": _last_day(span.whole)},
        "portal": f"{origin_of(slug)}{reverse('transparency:home', args=[slug])}",
        "register_json": file_address(Download.JSON, slug),
        "register_csv": file_address(Download.CSV, slug),
    }


def _last_day(span: Span) -> str | None:
    return None if span.days is None else span.days[1].isoformat()


def _published(code: str) -> Published:
    """Return an entry that is in a register that the public reads; one that was withdrawn is gone, and says why."""
    found = published(as_typed(code)) if is_code(as_typed(code)) else None
    if found is None:
        raise ProblemError(Kind.NOT_FOUND, NO_ENTRY, {"name": code})
    if found.hidden is not None:
        raise ProblemError(Kind.WITHDRAWN, NOT_PUBLISHED)
    if found.withdrawn_at is not None:
        raise ProblemError(
            Kind.WITHDRAWN,
            GONE,
            {"reason": found.withdrawn_because},
            withdrawn_on=timezone.localdate(found.withdrawn_at).isoformat(),
            reason=found.withdrawn_because,
        )
    return found


def _links(request: HttpRequest, last: str | None) -> dict[str, str | None]:
    """Return the addresses of this page, of the first and of the next, with the filters that were asked for."""
    asked = request.GET.copy()

    def address() -> str:
        return site_address(request.path + (f"?{asked.urlencode()}" if asked else ""))

    links: dict[str, str | None] = {"self": address()}
    asked.pop("after", None)
    links["first"] = address()
    if last is not None:
        asked["after"] = last
    return links | {"next": address() if last is not None else None}
