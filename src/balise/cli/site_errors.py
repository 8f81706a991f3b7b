# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the database of the site would not do, in words; what is a fault of ours keeps its traceback."""

import re
import sys

from balise.core.language import Text

NO_DATABASE = Text(
    "La base de données ne répond pas : vérifiez BALISE_DATABASE_URL, et que son serveur est démarré.",
    "The database does not answer: check BALISE_DATABASE_URL, and that its server is running.",
)
NOT_WRITABLE = Text(
    "La base de données ne s’écrit pas ici : vérifiez que BALISE_DATA_DIR et le fichier de la base appartiennent à "
    "l’utilisateur qui lance Balise, qu’il peut y écrire, et que le disque n’est pas en lecture seule.",
    "The database cannot be written here: check that BALISE_DATA_DIR and the file of the database belong to the user "
    "who runs Balise, that they may write there, and that the disk is not read-only.",
)
NO_RIGHT = Text(
    "L’utilisateur de la base de données n’y a pas les droits qu’il faut : rendez-le propriétaire de la base et de ses "
    "tables, ou corrigez l’utilisateur de BALISE_DATABASE_URL.",
    "The user of the database has not the rights it takes there: make them the owner of the database and of its "
    "tables, or mend the user of BALISE_DATABASE_URL.",
)
NO_SUCH_DATABASE = Text(
    "Le serveur répond, mais n’a pas de base « {name} » : créez-la, ou corrigez son nom dans BALISE_DATABASE_URL.",
    "The server answers, but has no database “{name}”: create it, or mend its name in BALISE_DATABASE_URL.",
)
NO_SUCH_USER = Text(
    "Le serveur répond, mais n’a pas d’utilisateur « {name} » : créez-le, ou corrigez son nom dans "
    "BALISE_DATABASE_URL.",
    "The server answers, but has no user “{name}”: create it, or mend its name in BALISE_DATABASE_URL.",
)
NO_ROOM = Text(
    "Il n’y a plus de place pour écrire dans la base de données : libérez-en sur le disque, puis recommencez.",
    "There is no room left to write to the database: make some on the disk, then start again.",
)
BUSY = Text(
    "La base de données est occupée depuis trop longtemps par une autre commande : recommencez dans une minute.",
    "The database has been busy with another command for too long: start again in a minute.",
)
NOT_A_DATABASE = Text(
    "Le fichier de la base de données n’en est pas une, ou il est abîmé : vérifiez BALISE_DATABASE_URL et "
    "BALISE_DATA_DIR, ou remettez une sauvegarde (« balise restore »).",
    "The file of the database is none, or is damaged: check BALISE_DATABASE_URL and BALISE_DATA_DIR, or put a backup "
    "back (“balise restore”).",
)
MISSING_TABLE = Text(
    "Il manque une table ou une colonne à la base de données : sauvegardez-la (« balise backup FICHIER »), mettez-la à "
    "jour (« balise manage migrate »), puis relancez.",
    "The database lacks a table or a column: back it up (“balise backup FILE”), upgrade it (“balise manage migrate”), "
    "then start again.",
)
TOO_LONG = Text(
    "« {column} » ne peut pas dépasser {limit} caractères, et en a {length}. Rien n’a été enregistré : raccourcissez, "
    "puis recommencez.",
    "“{column}” may have {limit} characters at most, and has {length}. Nothing was recorded: shorten it, then start "
    "again.",
)
NULL_CHARACTER = Text(
    "« {column} » contient un caractère nul, qu’aucun texte ne doit contenir. Rien n’a été enregistré : ôtez-le, puis "
    "recommencez.",
    "“{column}” holds a null character, which no text may hold. Nothing was recorded: remove it, then start again.",
)
DOES_NOT_FIT = Text(
    "Une valeur donnée est trop longue, ou contient un caractère nul. Rien n’a été enregistré : corrigez-la, puis "
    "recommencez.",
    "A value given is too long, or holds a null character. Nothing was recorded: mend it, then start again.",
)

_SIGNS = (
    (("readonly", "read-only", "unable to open database file"), NOT_WRITABLE),
    (("permission denied for",), NO_RIGHT),
    (("is full", "no space left", "disk i/o error", "file too large"), NO_ROOM),
    (("locked",), BUSY),
    (("not a database", "malformed"), NOT_A_DATABASE),
    (("no such table", "no such column", "has no column"), MISSING_TABLE),
)
"""What the engines say, in their own words, and what it means for whoever runs the site."""
_UNKNOWN = re.compile(r'(database|role) "([^"]*)" does not exist')
"""How PostgreSQL refuses a connection to what it does not know."""


def told(error: BaseException) -> Text | None:
    """Return what to say of an error of the database; None when it is none, or may be a fault of this program."""
    if "django.db" not in sys.modules:
        return None
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - loaded already, see above
    from django.db import (  # noqa: PLC0415
        DataError,
        IntegrityError,
        InterfaceError,
        OperationalError,
        ProgrammingError,
    )
    from django.db.utils import Error  # noqa: PLC0415

    if isinstance(error, ImproperlyConfigured):
        return NO_DATABASE if _about_the_database(error) else None
    if not isinstance(error, Error) or isinstance(error, IntegrityError):
        return None
    if isinstance(error, DataError):
        return _about_the_value(error)
    said = str(error).casefold()
    for signs, sentence in _SIGNS:
        if any(sign in said for sign in signs):
            return sentence
    if isinstance(error, ProgrammingError):
        return MISSING_TABLE if "does not exist" in said else None
    if isinstance(error, OperationalError) and (unknown := _UNKNOWN.search(str(error))):
        return _filled(NO_SUCH_DATABASE if unknown[1] == "database" else NO_SUCH_USER, name=unknown[2])
    return NO_DATABASE if isinstance(error, OperationalError | InterfaceError) else None


def _about_the_value(error: Exception) -> Text:
    from balise.web.ui.column_limits import DoesNotFitError  # noqa: PLC0415 - Django is there

    if not isinstance(error, DoesNotFitError):
        return DOES_NOT_FIT
    sentence = NULL_CHARACTER if error.limit is None else TOO_LONG
    return _filled(sentence, column=error.column, limit=error.limit, length=error.length)


def _filled(sentence: Text, **given: object) -> Text:
    return Text(sentence.fr.format(**given), (sentence.en or sentence.fr).format(**given))


def _about_the_database(error: Exception) -> bool:
    return any(word in str(error) for word in ("DATABASES", "database", "psycopg"))
