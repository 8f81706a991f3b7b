# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The portal of an authority: its register, and that of the authorities below it."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from balise.core.language import Text
from balise.web.catalogue.queries.followed import chain_of
from balise.web.organisations.members import Place
from balise.web.organisations.queries import adopted_references, descendants, lead_reference, place_of
from balise.web.transparency.contributions import PortalPage, more_pages
from balise.web.transparency.hosts import has_own_host, origin_of
from balise.web.transparency.portal_description import ACCESSIBILITY_WORDS, PortalDescription
from balise.web.transparency.queries.portal_settings import SILENT, described, publishing_tools


@dataclass(frozen=True)
class Portal:
    """What residents read of one authority; a metropolis adds up its communes."""

    place: Place
    below: tuple[Place, ...]
    description: PortalDescription = SILENT

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the authorities whose entries it shows, its own first."""
        return (self.place, *self.below)

    @property
    def ids(self) -> frozenset[int]:
        """Return their identifiers."""
        return frozenset(place.id for place in self.places)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Return what the authority judges by, of which the guide is made; nothing leads to the guide without it."""
        return adopted_references(self.place.id)

    @cached_property
    def charter(self) -> str | None:
        """Return the charter by which it decides; nothing leads to a page of the charter without it."""
        return lead_reference(self.place.id) if self.references else None

    @cached_property
    def publishing_tools(self) -> frozenset[int]:
        """Return who, of the authority and of those whose catalogues it follows, lets the public read theirs."""
        return publishing_tools(self.catalogues)

    @cached_property
    def catalogues(self) -> tuple[int, ...]:
        """Return the authorities whose catalogues this one reads, its own first."""
        return chain_of(self.place.id, self.place.name).ids

    @cached_property
    def more_pages(self) -> tuple[PortalPage, ...]:
        """Return the pages that the apps above add to it."""
        return more_pages(self.place)

    @property
    def origin(self) -> str:
        """Return the scheme and the host of its addresses: the same words under two names are one page."""
        return origin_of(self.place.slug)

    @property
    def address(self) -> str:
        """Return the one address of its home page."""
        own = has_own_host(self.place.slug)
        return f"{self.origin}/" if own else f"{self.origin}{reverse('transparency:home', args=[self.place.slug])}"

    @property
    def accessibility(self) -> Text | None:
        """Return what the authority declares of its accessibility; None as long as it declares nothing."""
        state = self.description.accessibility_state
        return None if state is None else ACCESSIBILITY_WORDS[state]


def portal_or_404(slug: str) -> Portal:
    """Return the portal at that address; a metropolis does not add up a commune whose portal is closed.

    Raises:
        Http404: there is no such authority, or its portal is closed.
    """
    portal = portal_behind(slug)
    if not portal.description.is_open:
        raise Http404
    return portal


def portal_behind(slug: str) -> Portal:
    """Return the portal of an authority, be it closed: whoever asked a question reads the answer all the same.

    Raises:
        Http404: there is no such authority.
    """
    place = place_of(slug)
    if place is None:
        raise Http404
    below = descendants(place.id)
    said = described([place.id, *(each.id for each in below)])
    shown = tuple(each for each in below if said.get(each.id, SILENT).is_open)
    return Portal(place, shown, said.get(place.id, SILENT))
