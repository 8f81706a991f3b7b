# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An image of every kind of page of the site, light and dark, on a desk and on a telephone.

``python dev/screenshots.py FOLDER`` starts a demonstration of its own, and needs Chromium. The table of the pages is
that of the browser tests. With ``--docs``, only the images of the documentation: those of the site by day, those of
the portal by day and by night.

Chromium writes true colours, which is heavy. The page is drawn again in the 256 colours that it uses most: text and
flat colours lose nothing that an eye can see. The browser counts the colours, so that no image library is needed.
"""

import argparse
import base64
import contextlib
import re
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import ARGUMENTS  # noqa: E402 - the tests are not installed
from tests.browser.furnishing import Furnished, furnished  # noqa: E402
from tests.browser.running_site import Site, running_site  # noqa: E402
from tests.browser.site_pages import PAGES, Shown  # noqa: E402
from tests.servers.processes import free_port  # noqa: E402
from tests.servers.tools import program  # noqa: E402

from balise.demo.beside import gateway_running  # noqa: E402

DESK, TELEPHONE = 1200, 390
TALLEST = {DESK: 1500, TELEPHONE: 1900}
"""Beyond, nobody looks any more."""

IMAGES = ROOT / "docs" / "images" / "site"
CITY = "/espace/valbrise/"
TOLD = {
    "accueil": ("instructeur", CITY),
    "dossier": ("elue", f"{CITY}dossiers/2026-008/"),
    "formulaire": ("porteuse", f"{CITY}dossiers/2026-002/formulaire/people/"),
    "instruction": ("instructeur", f"{CITY}dossiers/2026-016/instruction/"),
    "puis-je": ("porteuse", CITY + "outils/puis-je/?outil={tool}&donnees=personal&tache=drafting"),
    "journal": ("elue", f"{CITY}dossiers/2026-011/journal/"),
    "passerelle": ("instructeur", f"{CITY}dossiers/2026-001/passerelle/"),
    "assistant": ("instructeur", f"{CITY}dossiers/2026-001/assistant/"),
    "formations": ("formateur", f"{CITY}formations/"),
    "couverture": ("formateur", f"{CITY}formations/couverture/"),
    "projet-de-charte": ("instructeur", CITY + "projets-de-charte/{drafted}/"),
    "etude": ("instructeur", CITY + "projets-de-charte/{drafted}/etude/"),
    "usages-mesures": ("instructeur", f"{CITY}usages-mesures/"),
    "recapitulatif": ("instructeur", f"{CITY}recapitulatif/"),
}
"""The images of the documentation: who opens what."""

REQUEST = (
    "Résume en une phrase :\nMme Élise Fournier (06 12 34 56 78) demande l’ouverture de la crèche le samedi. "
    "Le conseil en débat."
)
"""What is asked of the assistant, for its image to show what it recognises."""

PORTAL_IMAGES = ROOT / "docs" / "images" / "portail"
PUBLIC = "/portail/valbrise/"
TOLD_OUTSIDE = {
    "accueil": ("", PUBLIC),
    "collectivites": ("", "/portail/"),
    "metropole": ("", "/portail/valbrise-metropole/registre/"),
    "registre": ("", f"{PUBLIC}registre/"),
    "fiche": ("", "/r/{entry}/"),
    "historique": ("", "/r/{entry}/historique/"),
    "edition": ("", "/r/{entry}/historique/1/"),
    "retiree": ("", "/r/{gone}/"),
    "ecrire": ("", "/r/{entry}/question/"),
    "reponse": ("", "{said}"),
    "questions": ("", f"{PUBLIC}questions/"),
    "charte": ("", f"{PUBLIC}charte/"),
    "changement-de-charte": ("", "/portail/bourg-mesange/charte/changements/1/"),
    "guide": ("", f"{PUBLIC}guide/agents/"),
    "situation": ("", f"{PUBLIC}guide/agents/answer-letter/"),
    "donnees": ("", f"{PUBLIC}donnees/"),
    "api": ("", "/api/v1/"),
    "outils": ("", f"{PUBLIC}catalogue/"),
    "outil": ("", PUBLIC + "catalogue/{tool}/"),
    "aide": ("", f"{PUBLIC}aide/"),
    "accessibilite": ("", f"{PUBLIC}accessibilite/"),
    "mentions-legales": ("", f"{PUBLIC}mentions-legales/"),
    "bilan-annuel": ("", PUBLIC + "rapports/{reported}/"),
    "concertation": ("", PUBLIC + "concertations/{consultation}/"),
    "attestation": ("", "/attestations/{attested}/"),
    "publier": ("portail", f"{CITY}dossiers/2026-001/registre/"),
    "mentions": ("portail", f"{CITY}dossiers/2026-001/mentions/"),
    "repondre": ("portail", CITY + "questions/{question}/"),
    "mentions-en-place": ("portail", f"{CITY}mentions/"),
    "regler": ("portail", f"{CITY}portail/"),
    "fiches-publiees": ("portail", f"{CITY}registre-public/"),
    "exporter": ("portail", f"{CITY}registre-public/exporter/"),
    "pertes": ("portail", f"{CITY}registre-public/exporter/canada-ai-register/"),
    "partir-d-une-fiche": ("porteuse", f"{CITY}dossiers/copier/fiche/"),
}
"""The images of the portal: who opens what; nobody signed in but for the last ones."""

COUNTED = """async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height), ink = canvas.getContext("2d");
    ink.drawImage(image, 0, 0);
    const pixels = new Uint32Array(ink.getImageData(0, 0, image.width, image.height).data.buffer);
    const uses = new Map();
    for (const pixel of pixels) uses.set(pixel, (uses.get(pixel) || 0) + 1);
    const palette = [...uses].sort((one, other) => other[1] - one[1]).slice(0, 256).map((each) => each[0]);
    const places = new Map(palette.map((colour, place) => [colour, place]));
    const parts = (colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255];
    const known = palette.map(parts);
    const nearest = (colour) => {
        const [red, green, blue] = parts(colour);
        let best = 0, least = Infinity;
        known.forEach((each, place) => {
            const far = (each[0] - red) ** 2 + (each[1] - green) ** 2 + (each[2] - blue) ** 2;
            if (far < least) { least = far; best = place; }
        });
        places.set(colour, best);
        return best;
    };
    const indices = new Uint8Array(pixels.length);
    pixels.forEach((colour, rank) => { indices[rank] = places.has(colour) ? places.get(colour) : nearest(colour); });
    let text = "";
    for (let at = 0; at < indices.length; at += 32768) {
        text += String.fromCharCode(...indices.subarray(at, at + 32768));
    }
    return { width: image.width, height: image.height, palette: known.flat(), indices: btoa(text) };
}"""


def light_png(page: Page, png: bytes) -> bytes:
    """Return the same image in 256 colours."""
    found = page.evaluate(COUNTED, base64.b64encode(png).decode())
    width, height = found["width"], found["height"]
    rows = base64.b64decode(found["indices"])
    lines = b"".join(b"\x00" + rows[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(found["palette"])), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@contextlib.contextmanager
def opened(browser: Browser, site: Site, furniture: Furnished, who: str, width: int, scheme: str) -> Iterator[Page]:
    """Open a page as somebody, on a screen of this width, by day or by night."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale="fr-FR",
        timezone_id="Europe/Paris",
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    if who:
        context.add_cookies([{"name": "sessionid", "value": furniture.sessions[who], "url": site.address}])
    yield context.new_page()
    context.close()


def shoot(page: Page, tallest: int) -> bytes:
    """Return the image of the page that is open, cut where it becomes too tall."""
    size = page.viewport_size
    assert size is not None  # noqa: S101 - every page here is opened with one
    height = min(page.evaluate("document.documentElement.scrollHeight"), tallest)
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": size["width"], "height": height})


def name_of(rank: int, shown: Shown) -> str:
    """Return the name of the file of a page."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{shown.route} {shown.who}".lower()).strip("-")
    return f"{rank:03d}-{words}"


def _of_the_documentation() -> Iterator[tuple[Path, str, str, int, str]]:
    """Yield the images of the documentation: the file, who opens what, on which screen and in which light."""
    for name, (who, path) in TOLD.items():
        yield IMAGES / f"{name}.png", who, path, DESK, "light"
    for name, (who, path) in TOLD_OUTSIDE.items():
        for scheme, light in (("light", "clair"), ("dark", "sombre")):
            yield PORTAL_IMAGES / f"{name}-{light}.png", who, path, DESK, scheme


@contextlib.contextmanager
def _site_and_gateway(data: Path) -> Iterator[Site]:
    """Run the site, and beside it the gateway of which the assistant asks what would leave."""
    port = free_port()
    rules, journal = data / "regles.json", data / "usages.db"
    settings = {
        "BALISE_GATEWAY_ADDRESS": f"http://127.0.0.1:{port}",
        "BALISE_BUNDLE_FILE": str(rules),
        "BALISE_USAGE_JOURNAL": str(journal),
    }
    with running_site(data, **settings) as site, gateway_running(rules, str(journal), port):
        yield site


def _ask(page: Page) -> None:
    """Ask the assistant what would leave."""
    page.get_by_label("Votre demande").fill(REQUEST)
    page.get_by_role("button", name="Vérifier avant d’envoyer").click()
    page.get_by_role("button", name="Envoyer", exact=True).wait_for()


def main() -> int:
    """Shoot, and say how heavy the heaviest image is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    parser.add_argument("--docs", action="store_true", help="only the images of the documentation, in their places")
    wanted = parser.parse_args()
    heaviest = 0
    with (
        tempfile.TemporaryDirectory() as data,
        _site_and_gateway(Path(data)) as site,
        sync_playwright() as playwright,
    ):
        binary = program("chromium", "chromium-browser", "google-chrome")
        browser = playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)
        furniture = furnished(site)
        blank = browser.new_page()
        todo = (
            list(_of_the_documentation())
            if wanted.docs
            else [
                (wanted.folder / f"{name_of(rank, shown)}-{scheme}-{width}.png", shown.who, shown.path, width, scheme)
                for rank, shown in enumerate(PAGES, 1)
                for scheme in ("light", "dark")
                for width in (DESK, TELEPHONE)
            ]
        )
        for file, who, path, width, scheme in todo:
            with opened(browser, site, furniture, who, width, scheme) as page:
                page.goto(site.url(path.format(**furniture.values)))
                if file.name == "assistant.png":
                    _ask(page)
                image = light_png(blank, shoot(page, TALLEST[width]))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(image)
            heaviest = max(heaviest, len(image))
        browser.close()
    print(f"{len(todo)} images, {heaviest // 1000} ko la plus lourde")
    return 0


if __name__ == "__main__":
    sys.exit(main())
