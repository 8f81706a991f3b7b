# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Several documents on one page, one after the other, under a list that leads to each."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from balise.core.language import Language, Text
from balise.rendering.document import BulletList, Document, Link, Section
from balise.rendering.typography import Counted

_MASTHEAD = Text("Fiches d’évaluation", "Assessment sheets")
_DOSSIERS = Counted(Text("{n} dossier", "{n} dossier"), Text("{n} dossiers", "{n} dossiers"))


def sheets(documents: Sequence[Document], language: Language) -> Document:
    """Return one document made of several: what stood beside each stands after its answer."""
    parts = tuple(_part(document, f"d{rank}") for rank, document in enumerate(documents, start=1))
    return Document(
        title=_DOSSIERS.of(len(documents), language),
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(BulletList(tuple((Link(part.title, f"#{part.id}"),) for part in parts)),),
        body=parts,
        colophon=tuple(block for document in documents for block in document.colophon),
    )


def _part(document: Document, name: str) -> Section:
    """Return a document as a section, its places renamed so that two dossiers never share one."""
    asides = tuple(Section(aside.title, aside.blocks) for aside in document.asides)
    blocks = (*document.opening, *asides, *document.body)
    return Section(document.title, tuple(_renamed(block, name) for block in blocks), id=name)


def _renamed(item: Any, name: str) -> Any:
    """Return a piece of the tree with every place, and every link to a place, prefixed."""
    if isinstance(item, tuple):
        return tuple(_renamed(part, name) for part in item)
    if isinstance(item, Link):
        return replace(item, target=f"#{name}-{item.target[1:]}") if item.target.startswith("#") else item
    if not is_dataclass(item) or isinstance(item, type):
        return item
    changed = {field.name: _renamed(getattr(item, field.name), name) for field in fields(item)}
    if changed.get("id"):
        changed["id"] = f"{name}-{changed['id']}"
    return replace(item, **changed)
