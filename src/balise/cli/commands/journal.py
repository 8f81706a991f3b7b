# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise journal``: check that nobody has rewritten the past, and note its last places elsewhere."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from balise.cli.exit_codes import CHECK_FAILED, FINE
from balise.cli.families import family
from balise.cli.output import write_data
from balise.cli.parameters import FilePath, Format, balise_command, format_option
from balise.cli.site import open_site
from balise.core.language import Language, Text
from balise.loading.nodes import reason_of
from balise.rendering.typography import Counted, date_in_words

if TYPE_CHECKING:
    from balise.web.journal.verification import Fault, Finding, Verification
    from balise.web.journal.witness import Witness

ABOUT = Text(
    "Vérifie ou relève le journal des actes.",
    "Verify the journal of acts, or note its last places.",
)
VERIFY_ABOUT = Text(
    "Rescelle chaque entrée du journal et signale toute modification, suppression, insertion ou permutation faite sans "
    "passer par Balise. La fin de chaque journal est comparée aux places que « balise tick » relève chaque jour dans "
    "le dossier de données. Code de sortie 1 si quelque chose ne va pas.",
    "Seals every entry of the journal again and reports anything edited, deleted, inserted or reordered without going "
    "through Balise. The end of each journal is compared with the places that “balise tick” notes every day in the "
    "data folder. Exit code 1 when something is wrong.",
)
HEADS_ABOUT = Text(
    "Écrit la dernière place de chaque journal. Gardez cette sortie hors du serveur : « balise journal verify "
    "--against » saura alors qu’une base entière a été remise à une date antérieure, même si le dossier de données "
    "l’a été aussi.",
    "Writes the last place of every journal. Keep this output away from the server: “balise journal verify --against” "
    "will then know that a whole database was put back to an earlier day, even when the data folder was too.",
)
COMPARED = Text(
    "Fin des journaux comparée aux places de « {path} », relevées en dernier le {day}.",
    "End of the journals compared with the places of “{path}”, last noted on {day}.",
)
COMPARED_NO_DAY = Text(
    "Fin des journaux comparée aux places de « {path} ».", "End of the journals compared with the places of “{path}”."
)
UNATTESTED = Text(
    "Fin non attestée : aucune place n’a été relevée auparavant dans « {path} ». Si les dernières entrées avaient été "
    "retirées, cela ne se verrait pas. « balise tick » relève les places chaque jour ; pour commencer maintenant : "
    "balise journal heads >> {shell}",
    "End not attested: no place was noted earlier in “{path}”. Had the last entries been taken away, it would not "
    "show. “balise tick” notes the places every day; to begin now: balise journal heads >> {shell}",
)
UNATTESTED_FOR = Text(
    "Fin non attestée pour {names} : ces journaux n’ont pas encore de place relevée. Le prochain « balise tick » le "
    "fera.",
    "End not attested for {names}: no place was noted for these journals yet. The next “balise tick” will.",
)
ROLLED_BACK = Text(
    "Des entrées que les places relevées attestent ne sont plus là : la base, ou la fin d’un journal, a été remise à "
    "un état antérieur. Si vous avez restauré une sauvegarde plus ancienne, ces actes sont perdus : consignez-le, "
    "puis mettez « {path} » de côté sous un autre nom et relevez de nouvelles places. Sinon, gardez la base et ce "
    "fichier tels quels et cherchez qui a écrit dans la base.",
    "Entries that the noted places attest are gone: the database, or the end of a journal, was put back to an earlier "
    "state. If you restored an older backup, those acts are lost: put it on record, then set “{path}” aside under "
    "another name and note new places. Otherwise keep the database and this file as they are, and look for whoever "
    "wrote to the database.",
)
OTHER_KEY = Text(
    "Aucune entrée ne répond à cette clé : ce n’est sans doute pas celle qui a scellé ce journal. Remettez le dossier "
    "« secrets » de l’installation d’origine (ou BALISE_JOURNAL_KEY), puis recommencez.",
    "No entry answers to this key: it is probably not the one that sealed this journal. Put back the “secrets” folder "
    "of the original installation (or BALISE_JOURNAL_KEY), then try again.",
)
SEALED_BY_A_LOST_KEY = Text(
    "{name} : scellé par une clé perdue jusqu’au n° {number} (enchaînement seul vérifié), vérifié depuis.",
    "{name}: sealed by a lost key up to no. {number} (only its links are verified), verified since.",
)
ENTRIES = Counted(Text("{n} entrée", "{n} entry"), Text("{n} entrées", "{n} entries"))
JOURNALS = Counted(Text("{n} journal", "{n} journal"), Text("{n} journaux", "{n} journals"))
UNREAD = Counted(
    Text(" ({n} ligne illisible)", " ({n} line that cannot be read)"),
    Text(" ({n} lignes illisibles)", " ({n} lines that cannot be read)"),
)
WITNESS_SPOILT = Text(
    "« {path} » a été retiré, vidé ou abîmé{unread} : remettez-en une copie gardée ailleurs et relancez, ou comparez "
    "avec elle (--against). Sans copie, rien n’atteste plus la fin de ces journaux jusqu’à ce jour : consignez-le, "
    "mettez de côté ce qu’il en reste, puis relancez « balise tick ».",
    "“{path}” was removed, emptied or damaged{unread}: put a copy kept elsewhere back and try again, or compare with "
    "it (--against). Without a copy, nothing attests the end of these journals up to this day: put it on record, set "
    "what is left of it aside, then run “balise tick” again.",
)
WITNESS_CLOSED = Text(
    "« {path} » ne s’ouvre pas ({reason}) : ce que le témoin atteste n’a pas pu être comparé. Vérifiez ses droits, et "
    "que c’est bien un fichier, puis relancez.",
    "“{path}” cannot be opened ({reason}): what the witness attests could not be compared. Check its permissions, and "
    "that it is a file, then run again.",
)
NO_SUCH_FILE = Text(
    "« {path} » n’existe pas : donnez le fichier écrit par « balise journal heads ».",
    "“{path}” does not exist: give the file written by “balise journal heads”.",
)
NO_PLACES = Text(
    "« {path} » n’est pas une liste de places : donnez le fichier écrit par « balise journal heads ».",
    "“{path}” is not a list of places: give the file written by “balise journal heads”.",
)
WHOLE_SITE = Text("Toute l’installation", "The whole installation")
GONE = Text("Collectivité retirée (n° {chain})", "Removed local authority (no. {chain})")
FAULTS = Counted(Text("{n} anomalie", "{n} fault"), Text("{n} anomalies", "{n} faults"))
COLUMNS = ("authority", "number", "fault", "meaning")


def command(language: Language) -> click.Command:
    """Return the command."""
    return family("journal", language, ABOUT, _verify(language), _heads(language))


def _verify(language: Language) -> click.Command:
    @balise_command(
        "verify", language, VERIFY_ABOUT, "balise journal verify", "balise journal verify --against places.jsonl"
    )
    @click.option(
        "--against",
        type=FilePath(),
        help=Text(
            "Places relevées auparavant par « balise journal heads ».",
            "Places noted earlier by “balise journal heads”.",
        ).in_(language),
    )
    @format_option(language)
    def verify_command(against: Path | None, form: str) -> int:
        open_site(language, existing=True)
        from django.conf import settings  # noqa: PLC0415 - Django is ready now
        from django.utils import timezone  # noqa: PLC0415

        from balise.web.journal.keys import learn_key  # noqa: PLC0415
        from balise.web.journal.verification import noted_chains, verify  # noqa: PLC0415
        from balise.web.journal.witness import faults_of  # noqa: PLC0415

        path = against or settings.JOURNAL_WITNESS
        witness = _given_witness(path, language) if against else _own_witness(path)
        learn_key(settings.JOURNAL_KEY)
        found = verify(settings.JOURNAL_KEY, witness.places)
        wrong = (*found.findings, *faults_of(witness, () if against else noted_chains(), timezone.localdate()))
        if form != Format.TEXT:
            rows = _rows(wrong, language)
            write_data(form, _whole(found, rows, path, witness, language), rows, COLUMNS, rows)
        elif _sealed_by_another_key(found):
            click.echo(OTHER_KEY.in_(language))
        else:
            _tell(found, wrong, path, witness, language)
        return CHECK_FAILED if wrong else FINE

    return verify_command


def _heads(language: Language) -> click.Command:
    @balise_command("heads", language, HEADS_ABOUT, "balise journal heads > places.jsonl")
    def heads_command() -> None:
        open_site(language, existing=True)
        from django.utils import timezone  # noqa: PLC0415 - Django is ready now

        from balise.web.journal.verification import heads  # noqa: PLC0415
        from balise.web.journal.witness import line_of  # noqa: PLC0415

        for place in heads():
            click.echo(line_of(place, timezone.localdate()))

    return heads_command


def _own_witness(path: Path) -> "Witness":
    """Return the places that this installation noted; what is wrong with the file is a fault, and not a refusal."""
    from balise.web.journal.witness import Witness, WitnessError, read_witness  # noqa: PLC0415 - Django is ready now

    try:
        return read_witness(path)
    except FileNotFoundError:
        return Witness((), None)
    except WitnessError as error:
        return Witness((), None, error.unread)
    except OSError as error:
        return Witness((), None, closed=error)


def _given_witness(path: Path, language: Language) -> "Witness":
    """Read places noted earlier, and kept elsewhere.

    Raises:
        click.ClickException: the file does not exist, or is not one of them.
        OSError: it cannot be read.
    """
    from balise.web.journal.witness import WitnessError, read_witness  # noqa: PLC0415 - Django is ready now

    try:
        witness = read_witness(path)
    except FileNotFoundError as error:
        raise click.ClickException(NO_SUCH_FILE.in_(language).format(path=path)) from error
    except WitnessError as error:
        raise click.ClickException(NO_PLACES.in_(language).format(path=path)) from error
    if not witness.places:
        raise click.ClickException(NO_PLACES.in_(language).format(path=path))
    return witness


def _sealed_by_another_key(found: "Verification") -> bool:
    """Tell whether nothing answers to the key in use, neither an entry nor a last place: it is another one."""
    from balise.web.journal.verification import Fault  # noqa: PLC0415 - Django is ready now

    faults = [finding.fault for finding in found.findings]
    return 0 < found.entries == faults.count(Fault.ALTERED) and faults.count(Fault.HEAD_ALTERED) == found.chains


def _lost(found: "Verification", language: Language) -> list[dict[str, Any]]:
    """Return up to where a lost key sealed each journal, under the name of its authority."""
    from balise.web.organisations.queries.authorities import authority_names  # noqa: PLC0415 - Django is ready now

    names = authority_names({place.chain for place in found.lost}) if found.lost else {}
    return [{"authority": _name(place.chain, names, language), "number": place.number} for place in found.lost]


def _whole(
    found: "Verification", rows: list[dict[str, Any]], path: Path, witness: "Witness", language: Language
) -> dict[str, Any]:
    told = {
        "file": str(path),
        "on": witness.on.isoformat() if witness.on else None,
        "places": len(witness.places),
        "unread": witness.unread,
        "closed": witness.closed is not None,
        "unattested": _journals_without_place(witness),
    }
    return {
        "journals": found.chains,
        "entries": found.entries,
        "faults": rows,
        "sealed_by_a_lost_key": _lost(found, language),
        "witness": told,
    }


def _tell(
    found: "Verification", wrong: "tuple[Finding, ...]", path: Path, witness: "Witness", language: Language
) -> None:
    for row in _rows(wrong, language):
        place = f", n° {row['number']}" if row["number"] else ""  # a journal removed whole has no place left
        click.echo(f"■ {row['authority']}{place}\u00a0: {row['meaning']}.")
    click.echo(
        f"{JOURNALS.of(found.chains, language)}, {ENTRIES.of(found.entries, language)}, "
        f"{FAULTS.of(len(wrong), language)}."
    )
    for row in _lost(found, language):
        click.echo(SEALED_BY_A_LOST_KEY.in_(language).format(name=row["authority"], number=row["number"]))
    _tell_of_the_witness({finding.fault for finding in wrong}, path, witness, language)


def _tell_of_the_witness(faults: "set[Fault]", path: Path, witness: "Witness", language: Language) -> None:
    from balise.web.journal.verification import Fault  # noqa: PLC0415 - Django is ready now

    if witness.closed:
        reason = reason_of(witness.closed).in_(language)
        click.echo(WITNESS_CLOSED.in_(language).format(path=path, reason=reason))
        return
    if faults & {Fault.WITNESS_MISSING, Fault.WITNESS_UNREAD}:
        unread = UNREAD.of(witness.unread, language) if witness.unread else ""
        click.echo(WITNESS_SPOILT.in_(language).format(path=path, unread=unread))
    if witness.places:
        _tell_compared(path, witness, language)
    elif Fault.WITNESS_MISSING not in faults:
        click.echo(UNATTESTED.in_(language).format(path=path, shell=shlex.quote(str(path))))
    if Fault.BEHIND_WITNESS in faults:
        click.echo(ROLLED_BACK.in_(language).format(path=path))


def _tell_compared(path: Path, witness: "Witness", language: Language) -> None:
    day = date_in_words(witness.on, language) if witness.on else ""
    click.echo((COMPARED if day else COMPARED_NO_DAY).in_(language).format(path=path, day=day))
    if unattested := _journals_without_place(witness):
        click.echo(UNATTESTED_FOR.in_(language).format(names=", ".join(unattested)))


def _journals_without_place(witness: "Witness") -> list[str]:
    """Return the names of the authorities whose journal nobody noted yet."""
    from balise.web.journal.tables import whole  # noqa: PLC0415 - Django is ready now
    from balise.web.journal.verification import heads  # noqa: PLC0415
    from balise.web.organisations.queries.authorities import authority_names  # noqa: PLC0415

    new = {place.chain for place in heads()} - witness.chains if whole() else set()
    return sorted(authority_names(new).values()) if new else []


def _rows(findings: "tuple[Finding, ...]", language: Language) -> list[dict[str, Any]]:
    from balise.web.journal.verification import FAULT_WORDS  # noqa: PLC0415 - Django is ready now
    from balise.web.organisations.queries.authorities import authority_names  # noqa: PLC0415

    names = authority_names({finding.chain for finding in findings})
    return [
        {
            "authority": _name(finding.chain, names, language),
            "number": finding.number,
            "fault": finding.fault.value,
            "meaning": FAULT_WORDS[finding.fault].in_(language),
        }
        for finding in findings
    ]


def _name(chain: int, names: Mapping[int, str], language: Language) -> str:
    """Return whose journal it is; that of an authority which is gone keeps its number."""
    from balise.web.journal.verification import INSTALLATION  # noqa: PLC0415 - Django is ready now

    if chain == INSTALLATION:
        return WHOLE_SITE.in_(language)
    return names.get(chain) or GONE.in_(language).format(chain=chain)
