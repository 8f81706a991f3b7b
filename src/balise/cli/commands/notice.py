# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise notice``: check that a saved page really tells people that AI was used."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.families import family
from balise.cli.output import write_data
from balise.cli.parameters import FilePath, Format, balise_command, format_option
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.core.notice_check import CheckedPage, Expected, Form, TooShortError, Unseen, check_page, expected_from
from balise.core.notice_forms import PublicFacts, rebuilt_from
from balise.loading.perceived_page import PageTooLargeError, read_page
from balise.loading.published_notices import PublishedNotices, UnusableEntryError, read_published_notices
from balise.rendering.notice_snippets import notice_snippet
from balise.rendering.register_words import CHANNEL_WORDS

ABOUT = Text("Vérifie qu’une page enregistrée porte sa mention.", "Check that a saved page bears its notice.")
CHECK_ABOUT = Text(
    "Lit des pages web enregistrées et dit si chacune porte sa mention dans un texte que l’on perçoit, et mène au "
    "registre. Un texte caché, en commentaire ou écrit pour les seuls lecteurs d’écran ne compte pas ; les feuilles de "
    "style ne sont pas lues. La mention attendue vient d’une fiche publiée (--entry), du site installé ici (--code) ou "
    "de vous (--text). Code de sortie 1 si une page ne va pas.",
    "Reads saved web pages and says whether each bears its notice in words that people perceive, and leads to the "
    "register. Words hidden, in a comment or for screen readers alone do not count; style sheets are not read. "
    "The notice expected comes from a published entry (--entry), from the site installed here (--code) or from you "
    "(--text). Exit code 1 when a page is wrong.",
)
ENTRY = Text(
    "Fiche publiée : le JSON des données ouvertes du portail.",
    "Published entry: the JSON of the open data of the portal.",
)
ID = Text(
    "Code de la fiche, quand le fichier en contient plusieurs.", "Code of the entry, when the file holds several."
)
CODE = Text(
    "Code d’une fiche du site installé ici : toutes les formes de sa mention sont cherchées.",
    "Code of an entry of the site installed here: every form of its notice is looked for.",
)
WORDS = Text("Texte attendu ; à répéter, l’un d’eux suffit.", "Words expected; repeat, any one is enough.")
ADDRESS = Text(
    "Adresse du registre que la page doit donner (celle de la fiche par défaut).",
    "Address of the register that the page must give (that of the entry by default).",
)
ONE_SOURCE = Text(
    "Dites quelle mention chercher, d’une seule façon : --entry FICHE.json, --code CODE ou --text TEXTE.",
    "Say which notice to look for, in one way only: --entry ENTRY.json, --code CODE or --text TEXT.",
)
NO_PAGE = Text("Donnez au moins une page enregistrée.", "Give at least one saved page.")
NO_SUCH_CODE = Text(
    "Aucune fiche de ce code n’a été publiée ici : vérifiez-le, il est dans l’adresse de la fiche.",
    "No entry of this code was published here: check it, it stands in the address of the entry.",
)
NOT_NEEDED = Text(
    "Aucune mention n’est nécessaire pour cet usage : rien n’est donc à chercher. Pour chercher quand même une phrase, "
    "donnez-la avec --text.",
    "No notice is needed for this use: so there is nothing to look for. To look for a sentence all the same, give it "
    "with --text.",
)
TOO_SHORT = Text(
    "Ce texte est trop court pour être cherché : donnez la phrase entière de la mention.",
    "These words are too few to be looked for: give the whole sentence of the notice.",
)
TOO_LARGE = Text(
    "« {path} » dépasse 20 Mo : ce n’est pas une page que quelqu’un lit. Enregistrez la page seule, sans ses images.",
    "“{path}” is over 20 MB: it is no page that a person reads. Save the page alone, without its images.",
)
FINE_WORDS = Text("{path} : la mention y est ({form}).", "{path}: the notice is there ({form}).")
MISSING = Text("{path} : la mention n’y est pas.", "{path}: the notice is not there.")
UNSEEN = Text(
    "{path} : la mention y est ({form}), mais on ne la perçoit pas : {why}.",
    "{path}: the notice is there ({form}), but people do not perceive it: {why}.",
)
NO_WAY = Text("L’adresse du registre n’y est pas : {address}", "The address of the register is not there: {address}")
TO_PASTE = Text("À coller dans la page :", "To be pasted in the page:")
FORMS = {
    Form.SHORT: Text("texte court", "short text"),
    Form.FULL: Text("texte complet", "full text"),
    Form.PLAIN: Text("texte facile à lire", "plain text"),
    Form.GIVEN: Text("texte donné", "words given"),
}
REASONS = {
    Unseen.COMMENT: Text("elle est dans un commentaire", "it is in a comment"),
    Unseen.CODE: Text(
        "elle est dans un script, un modèle ou un titre d’onglet", "it is in a script, a template or the title of a tab"
    ),
    Unseen.HIDDEN: Text("l’élément est caché (hidden)", "its element is hidden"),
    Unseen.STYLE: Text("le style de l’élément l’efface", "the style of its element takes it away"),
    Unseen.ARIA_HIDDEN: Text("elle est tue aux lecteurs d’écran (aria-hidden)", "screen readers skip it (aria-hidden)"),
    Unseen.SCREEN_READER: Text("elle n’est dite qu’aux lecteurs d’écran", "it is said to screen readers alone"),
}
COLUMNS = ("file", "fine", "form", "channel", "unseen", "leads")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    expected: tuple[Expected, ...]
    url: str = ""

    @property
    def address(self) -> str:
        """Return the address as people write it."""
        return as_typed(self.url)


def as_typed(url: str) -> str:
    """Return an address as people write it."""
    return (url.partition("://")[2] or url).rstrip("/")


def command(language: Language) -> click.Command:
    """Return the command."""
    return family("notice", language, ABOUT, _check(language))


def _check(language: Language) -> click.Command:
    @balise_command(
        "check",
        language,
        CHECK_ABOUT,
        "balise notice check page.html --entry fiche.json",
        "balise notice check page.html --code 7k3m9q2x",
        'balise notice check page.html --text "Texte préparé avec l’aide d’une IA"',
    )
    @click.argument("pages", nargs=-1, type=FilePath(), metavar="PAGE…")
    @click.option("--entry", type=FilePath(), help=ENTRY.in_(language))
    @click.option("--id", "wanted_id", default="", metavar="CODE", help=ID.in_(language))
    @click.option("--code", default="", metavar="CODE", help=CODE.in_(language))
    @click.option(
        "--text", "texts", multiple=True, metavar=Text("TEXTE", "TEXT").in_(language), help=WORDS.in_(language)
    )
    @click.option("--address", default="", metavar=Text("ADRESSE", "ADDRESS").in_(language), help=ADDRESS.in_(language))
    @format_option(language)
    def check_command(
        pages: Sequence[Path],
        entry: Path | None,
        wanted_id: str,
        code: str,
        texts: tuple[str, ...],
        address: str,
        form: str,
    ) -> int:
        if not pages:
            raise click.ClickException(NO_PAGE.in_(language))
        if sum(map(bool, (entry, code, texts))) != 1:
            raise click.ClickException(ONE_SOURCE.in_(language))
        wanted = _wanted(entry, wanted_id, code, texts, address, language)
        found = [(page, _checked(page, wanted, language)) for page in pages]
        if form != Format.TEXT:
            rows = [_row(page, checked) for page, checked in found]
            pasted = [_snippet(wanted, checked) for _page, checked in found]
            data = [row | {"snippet": snippet} for row, snippet in zip(rows, pasted, strict=True)]
            write_data(form, data, rows, COLUMNS, rows)
        else:
            _tell(found, wanted, language)
        return FINE if all(checked.fine for _page, checked in found) else CHECK_FAILED

    return check_command


def _wanted(
    entry: Path | None, wanted_id: str, code: str, texts: tuple[str, ...], address: str, language: Language
) -> Wanted:
    if code:
        wanted = _of_the_site(code, language)
    elif entry is not None:
        wanted = _of_an_entry(entry, wanted_id, language)
    else:
        wanted = Wanted(tuple(Expected(text) for text in texts))
    return Wanted(wanted.expected, address or wanted.url)


def _of_an_entry(path: Path, wanted_id: str, language: Language) -> Wanted:
    try:
        found = read_published_notices(path, wanted_id)
    except UnusableEntryError as error:
        raise click.ClickException(error.sentence.in_(language)) from error
    notices = ((channel, Language.FRENCH, {Form.SHORT: text}) for channel, text in found.notices)
    return Wanted((*expected_from(notices), *_rebuilt(found)), found.address)


def _rebuilt(found: PublishedNotices) -> tuple[Expected, ...]:
    """Return the forms that the entry does not give and lets one rebuild."""
    if not found.authority:
        return ()
    public = PublicFacts(found.authority, as_typed(found.address), found.answers, found.tool)
    return rebuilt_from(public, [channel for channel, _text in found.notices])


def _of_the_site(code: str, language: Language) -> Wanted:
    open_site(language, existing=True)
    from django.utils import timezone  # noqa: PLC0415 - Django is ready now

    from balise.web.transparency.expected_notices import expected_of  # noqa: PLC0415

    found = expected_of(code, timezone.localdate())
    if found is None:
        raise click.ClickException(NO_SUCH_CODE.in_(language))
    if not found.expected:
        raise click.ClickException(NOT_NEEDED.in_(language))
    return Wanted(found.expected, found.url)


def _checked(page: Path, wanted: Wanted, language: Language) -> CheckedPage:
    try:
        return check_page(read_page(page), wanted.expected, wanted.address)
    except TooShortError as error:
        raise click.ClickException(TOO_SHORT.in_(language)) from error
    except PageTooLargeError as error:
        raise click.ClickException(TOO_LARGE.in_(language).format(path=page)) from error


def _row(page: Path, checked: CheckedPage) -> dict[str, Any]:
    found = checked.found
    return {
        "file": str(page),
        "fine": checked.fine,
        "form": None if found is None else found.form.value,
        "channel": None if found is None or found.channel is None else found.channel.value,
        "unseen": None if checked.unseen is None else checked.unseen.value,
        "leads": checked.leads,
    }


def _tell(found: Sequence[tuple[Path, CheckedPage]], wanted: Wanted, language: Language) -> None:
    for page, checked in found:
        click.echo(_sentence(page, checked, language))
        if checked.leads is False:
            click.echo(NO_WAY.in_(language).format(address=wanted.url or wanted.address))
    wrong = dict.fromkeys(_snippet(wanted, checked) for _page, checked in found if not checked.fine)
    if wrong:
        click.echo(TO_PASTE.in_(language))
        for snippet in wrong:
            click.echo(snippet)


def _sentence(page: Path, checked: CheckedPage, language: Language) -> str:
    if checked.found is None:
        return MISSING.in_(language).format(path=page)
    form = FORMS[checked.found.form].in_(language)
    if checked.found.channel is not None:
        form = f"{form}, {CHANNEL_WORDS[checked.found.channel].in_(language).lower()}"
    if checked.unseen is not None:
        return UNSEEN.in_(language).format(path=page, form=form, why=REASONS[checked.unseen].in_(language))
    return FINE_WORDS.in_(language).format(path=page, form=form)


def _snippet(wanted: Wanted, checked: CheckedPage) -> str:
    """Return what to paste: the most complete notice of the channel that the page was found to be, or of any."""
    best = _most_complete(wanted, checked.found)
    url = wanted.url if "://" in wanted.url else f"https://{wanted.url}"
    return notice_snippet(best.text, wanted.address, url, best.language)


def _most_complete(wanted: Wanted, found: Expected | None) -> Expected:
    given = [each for each in wanted.expected if not each.rebuilt]
    if found is None:
        return given[0]
    if found.channel is None:
        return found
    of_channel = [each for each in given if each.channel is found.channel]
    return next((each for each in of_channel if each.language is found.language), of_channel[0])
