# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How files are found and named to their reader."""

from pathlib import Path

YAML_SUFFIXES = (".yaml", ".yml")


def shown(path: Path) -> str:
    """Return the path as its reader would type it: relative to the current folder when it is below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in a stable order; none when it does not exist."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in YAML_SUFFIXES)
