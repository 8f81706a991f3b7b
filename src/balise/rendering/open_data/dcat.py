# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register as a DCAT-AP catalogue: a dataset an authority, a distribution a format; in JSON-LD and in Turtle.

Both are written from one list of statements, so that they cannot disagree. DCAT-AP 3 with the vocabularies that its
French profile and the European portal harvest: themes, frequencies and file types of the Publications Office; the
publisher is known by its SIREN, as in the national directory of companies.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from balise.core.language import Language, Text
from balise.core.register import PublicAuthority
from balise.rendering.open_data.addresses import Addresses, Download
from balise.rendering.open_data.licence import LICENCE
from balise.rendering.open_data.siren import siren_of

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OFFICE = "http://publications.europa.eu/resource/authority"
FREQUENCY = f"{OFFICE}/frequency/CONT"
FRANCE = f"{OFFICE}/country/FRA"
PUBLIC = f"{OFFICE}/access-right/PUBLIC"
THEMES = (f"{OFFICE}/data-theme/GOVE", f"{OFFICE}/data-theme/TECH")
FRENCH = f"{OFFICE}/language/FRA"
MEDIA = "https://www.iana.org/assignments/media-types/"

CATALOGUE_TITLE = Text("Registres publics des usages de l’IA", "Public registers of uses of AI")
CATALOGUE_WORDS = Text(
    "Ce que des collectivités font de l’intelligence artificielle, usage par usage.",
    "What local authorities do with artificial intelligence, use by use.",
)
LICENCE_TITLE = Text("Licence Ouverte 2.0 (Etalab)", "Open Licence 2.0 (Etalab)")
DATASET_TITLE = Text("Registre des usages de l’IA – {}", "Register of uses of AI – {}")
DATASET_WORDS = Text(
    "Chaque usage de l’intelligence artificielle que publie {} : but, données, outil, décision, mention et recours.",
    "Each use of artificial intelligence that {} publishes: purpose, data, tool, decision, notice and appeal.",
)
TERRITORY_WORDS = Text(
    "Chaque usage de l’intelligence artificielle que publient {} et les collectivités de son territoire : but, "
    "données, outil, décision, mention et recours. Les fiches de ces collectivités sont aussi dans leurs propres jeux.",
    "Each use of artificial intelligence that {} and the authorities of its territory publish: purpose, data, tool, "
    "decision, notice and appeal. The entries of these authorities are in their own datasets too.",
)
KEYWORDS = (
    Text("intelligence artificielle", "artificial intelligence"),
    Text("algorithmes publics", "public algorithms"),
    Text("transparence", "transparency"),
)


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file, by the two names that catalogues know it by."""

    title: Text
    media: str
    office: str


FILES: Mapping[Download, FileType] = {
    Download.CSV: FileType(Text("Tableau CSV", "CSV table"), "text/csv", "CSV"),
    Download.JSON: FileType(Text("Données JSON", "JSON data"), "application/json", "JSON"),
    Download.ATOM: FileType(Text("Flux Atom des changements", "Atom feed of changes"), "application/atom+xml", "ATOM"),
}
SCHEMA_OF: Mapping[Download, Download] = {
    Download.CSV: Download.TABLE_SCHEMA,
    Download.JSON: Download.JSON_SCHEMA,
}
"""Which schema a file conforms to."""
SCHEMA_TITLES: Mapping[Download, Text] = {
    Download.TABLE_SCHEMA: Text("Schéma du tableau (Table Schema)", "Schema of the table (Table Schema)"),
    Download.JSON_SCHEMA: Text("Schéma des données (JSON Schema)", "Schema of the data (JSON Schema)"),
}


@dataclass(frozen=True, slots=True)
class PublishedRegister:
    """One authority's register, as a catalogue announces it."""

    authority: PublicAuthority
    issued: date
    """The day of its first publication."""
    modified: date
    """The day of the newest edition in its files."""
    parts: tuple[PublicAuthority, ...] = ()
    """The authorities below it, whose entries its files hold too: a harvester that reads theirs meets them twice."""


@dataclass(frozen=True, slots=True)
class CatalogueOwner:
    """Who runs the installation and answers for the catalogue."""

    name: str
    siren: str = ""
    slug: str | None = None
    """Whose catalogue it is; None for that of the whole installation."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that has an address."""

    address: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, or a value of a type."""

    value: str
    language: str = ""
    type: str = ""


Statement = tuple[Resource, str, Resource | Literal]


def statements(
    registers: Iterable[PublishedRegister], owner: CatalogueOwner, addresses: Addresses
) -> tuple[Statement, ...]:
    """Return all that the catalogue states, in reading order."""
    known = sorted(registers, key=lambda register: register.authority.slug)
    return tuple(dict.fromkeys(_catalogue(known, owner, addresses)))


def _catalogue(registers: list[PublishedRegister], owner: CatalogueOwner, addresses: Addresses) -> Iterator[Statement]:
    catalogue = Resource(addresses.download(Download.DCAT, owner.slug))
    publisher = _agent(owner.siren, addresses.register(owner.slug))
    yield catalogue, "a", Resource("dcat:Catalog")
    yield from _said(catalogue, "dcterms:title", CATALOGUE_TITLE)
    yield from _said(catalogue, "dcterms:description", CATALOGUE_WORDS)
    yield catalogue, "dcterms:publisher", publisher
    yield from _agent_statements(publisher, owner.name, owner.siren)
    yield catalogue, "dcterms:license", Resource(LICENCE)
    yield Resource(LICENCE), "a", Resource("dcterms:LicenseDocument")
    yield from _said(Resource(LICENCE), "dcterms:title", LICENCE_TITLE)
    yield catalogue, "dcterms:language", Resource(FRENCH)
    yield catalogue, "foaf:homepage", Resource(addresses.register(owner.slug))
    if registers:
        yield catalogue, "dcterms:issued", _day(min(register.issued for register in registers))
        yield catalogue, "dcterms:modified", _day(max(register.modified for register in registers))
    for register in registers:
        dataset = Resource(addresses.register(register.authority.slug) + "#dataset")
        yield catalogue, "dcat:dataset", dataset
        yield from _dataset(dataset, register, addresses)


def _dataset(dataset: Resource, register: PublishedRegister, addresses: Addresses) -> Iterator[Statement]:
    authority = register.authority
    publisher = _agent(siren_of(authority), addresses.register(authority.slug))
    yield dataset, "a", Resource("dcat:Dataset")
    yield from _said(dataset, "dcterms:title", DATASET_TITLE, authority.name)
    words = DATASET_WORDS if not register.parts else TERRITORY_WORDS
    yield from _said(dataset, "dcterms:description", words, authority.name)
    for part in register.parts:
        yield dataset, "dcterms:hasPart", Resource(addresses.register(part.slug) + "#dataset")
    yield dataset, "dcterms:identifier", Literal(dataset.address)
    yield dataset, "dcterms:publisher", publisher
    yield from _agent_statements(publisher, authority.name, siren_of(authority))
    yield from _contact(dataset, authority)
    yield dataset, "dcterms:issued", _day(register.issued)
    yield dataset, "dcterms:modified", _day(register.modified)
    yield dataset, "dcterms:accrualPeriodicity", Resource(FREQUENCY)
    yield dataset, "dcterms:language", Resource(FRENCH)
    yield dataset, "dcterms:accessRights", Resource(PUBLIC)
    yield dataset, "dcterms:spatial", Resource(FRANCE)
    yield dataset, "dcat:landingPage", Resource(addresses.register(authority.slug))
    for theme in THEMES:
        yield dataset, "dcat:theme", Resource(theme)
    for keyword in KEYWORDS:
        yield from _said(dataset, "dcat:keyword", keyword)
    for download in FILES:
        distribution = Resource(f"{dataset.address}-{download.value}")
        yield dataset, "dcat:distribution", distribution
        yield from _distribution(distribution, download, register, addresses)


def _distribution(
    distribution: Resource, download: Download, register: PublishedRegister, addresses: Addresses
) -> Iterator[Statement]:
    file, slug = FILES[download], register.authority.slug
    address = Resource(addresses.download(download, slug))
    yield distribution, "a", Resource("dcat:Distribution")
    yield from _said(distribution, "dcterms:title", file.title)
    yield distribution, "dcat:accessURL", address
    yield distribution, "dcat:downloadURL", address
    yield distribution, "dcat:mediaType", Resource(MEDIA + file.media)
    yield distribution, "dcterms:format", Resource(f"{OFFICE}/file-type/{file.office}")
    yield distribution, "dcterms:license", Resource(LICENCE)
    yield distribution, "dcterms:modified", _day(register.modified)
    schema = SCHEMA_OF.get(download)
    if schema is not None:
        standard = Resource(addresses.download(schema, None))
        yield distribution, "dcterms:conformsTo", standard
        yield standard, "a", Resource("dcterms:Standard")
        yield from _said(standard, "dcterms:title", SCHEMA_TITLES[schema])


def _agent(siren: str, register: str) -> Resource:
    """Return who publishes: by the directory of companies when the SIREN is known, else by its register."""
    if siren:
        return Resource(f"https://annuaire-entreprises.data.gouv.fr/entreprise/{siren}")
    return Resource(f"{register}#publisher")


def _agent_statements(agent: Resource, name: str, siren: str) -> Iterator[Statement]:
    yield agent, "a", Resource("foaf:Agent")
    yield agent, "foaf:name", Literal(name, "fr")
    yield agent, "dcterms:type", Resource("http://purl.org/adms/publishertype/LocalAuthority")
    if siren:
        yield agent, "dcterms:identifier", Literal(siren)


def _contact(dataset: Resource, authority: PublicAuthority) -> Iterator[Statement]:
    """Say whom to write to; an address that is not one of e-mail is left as words."""
    if not authority.contact:
        return
    contact = Resource(f"{dataset.address}-contact")
    yield dataset, "dcat:contactPoint", contact
    yield contact, "a", Resource("vcard:Organization")
    yield contact, "vcard:fn", Literal(authority.name, "fr")
    if re.fullmatch(r"[^@\s<>\"{}|\\^`]+@[^@\s<>\"{}|\\^`]+", authority.contact):
        yield contact, "vcard:hasEmail", Resource(f"mailto:{authority.contact}")
    else:
        yield contact, "vcard:note", Literal(authority.contact, "fr")


def _said(subject: Resource, property_: str, text: Text, *gaps: str) -> Iterator[Statement]:
    for language in Language:
        yield subject, property_, Literal(text.in_(language).format(*gaps), language.value)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), type="xsd:date")


# Turtle


def turtle(stated: Iterable[Statement]) -> str:
    """Return the statements in Turtle, one subject after another."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for subject, said in _by_subject(stated).items():
        told = " ;\n    ".join(f"{property_} {_turtle_object(object_)}" for property_, object_ in said)
        lines.append(f"\n{_turtle_address(subject.address)} {told} .")
    return "\n".join(lines) + "\n"


def _by_subject(stated: Iterable[Statement]) -> dict[Resource, list[tuple[str, Resource | Literal]]]:
    found: dict[Resource, list[tuple[str, Resource | Literal]]] = {}
    for subject, property_, object_ in stated:
        found.setdefault(subject, []).append((property_, object_))
    return found


def _turtle_object(object_: Resource | Literal) -> str:
    if isinstance(object_, Resource):
        return _turtle_address(object_.address)
    text = json.dumps(object_.value, ensure_ascii=False).replace("\x7f", "\\u007F")
    suffix = f"@{object_.language}" if object_.language else f"^^{object_.type}" if object_.type else ""
    return text + suffix


def _turtle_address(address: str) -> str:
    return address if address.partition(":")[0] in PREFIXES else f"<{_safe_address(address)}>"


def _safe_address(address: str) -> str:
    """Return an address without the signs that Turtle forbids between its brackets."""
    return re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda found: f"%{ord(found[0]):02X}", address)


# JSON-LD


def json_ld(stated: Iterable[Statement]) -> str:
    """Return the statements in JSON-LD, flat: one node a subject."""
    nodes = [_node(subject, said) for subject, said in _by_subject(stated).items()]
    return json.dumps({"@context": dict(PREFIXES), "@graph": nodes}, ensure_ascii=False, indent=2) + "\n"


def _node(subject: Resource, said: Iterable[tuple[str, Resource | Literal]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _safe_address(subject.address)}
    for property_, object_ in said:
        if property_ == "a" and isinstance(object_, Resource):
            node.setdefault("@type", []).append(object_.address)
        else:
            node.setdefault(property_, []).append(_json_object(object_))
    return node


def _json_object(object_: Resource | Literal) -> dict[str, str]:
    if isinstance(object_, Resource):
        return {"@id": _safe_address(object_.address)}
    if object_.language:
        return {"@value": object_.value, "@language": object_.language}
    return {"@value": object_.value, "@type": object_.type} if object_.type else {"@value": object_.value}
