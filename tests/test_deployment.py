# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a city copies to put the site in service: settings read alike by a shell and by systemd, and units that hold."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
TIMERS = sorted((ROOT / "deploy").glob("*.timer"))
SITE = ROOT / "deploy" / "balise.service"
BASH = shutil.which("bash") or "/bin/bash"
ANALYSE = shutil.which("systemd-analyze") or ""
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
FENCE = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"^BALISE_[A-Z_]+=")
PLAIN = re.compile(r"[\w:/.,@+%…-]*")
QUOTED = re.compile(r"'[^']*'")
GATEWAY = ROOT / "deploy" / "balise-gateway.service"
OF_ITS_OWN = {"Type", "ExecStart", "Restart", "ReadWritePaths", "LimitNOFILE", "TimeoutStopSec"}
"""What one service says and another need not."""


def settings_blocks() -> list[str]:
    """Return every file of settings that a guide gives to copy."""
    blocks = [block for guide in GUIDES for block in FENCE.findall(guide.read_text(encoding="utf-8"))]
    return [block for block in blocks if all(map(SETTING.match, block.splitlines()))]


def read_by_a_shell(settings: Path) -> dict[str, str]:
    """Return the settings that ``. file`` gives to the commands launched next."""
    done = subprocess.run(
        [BASH, "-euc", 'set -a; . "$1"; env -0', "bash", str(settings)],
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    found = dict(each.split("=", 1) for each in done.stdout.split("\0") if each)
    return {name: value for name, value in found.items() if name.startswith("BALISE_")}


def read_by_systemd(text: str) -> dict[str, str]:
    """Return the settings that ``EnvironmentFile`` reads: of a line, all that follows the sign, less its quotes."""
    given = dict(line.split("=", 1) for line in text.splitlines())
    return {name: value[1:-1] if QUOTED.fullmatch(value) else value for name, value in given.items()}


def entries(unit: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line)


def test_it_finds_the_settings_that_the_guides_give():
    assert len(settings_blocks()) >= 3


@pytest.mark.parametrize("block", settings_blocks())
def test_it_gives_settings_that_a_shell_and_systemd_read_alike(tmp_path, block):
    file = tmp_path / "balise.env"
    file.write_text(block, encoding="utf-8")

    for value in (line.partition("=")[2] for line in block.splitlines()):
        assert PLAIN.fullmatch(value) or QUOTED.fullmatch(value), value
    assert read_by_a_shell(file) == read_by_systemd(block)


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_it_shuts_every_service_as_tightly_as_the_site(unit):
    found, site = entries(unit), entries(SITE)

    expected = {name: value for name, value in site.items() if name not in {*OF_ITS_OWN, "Description", "WantedBy"}}
    assert {name: found.get(name) for name in expected} == expected
    assert set(found) - set(site) <= OF_ITS_OWN


def test_it_has_a_service_for_every_timer():
    assert {path.stem for path in TIMERS} <= {path.stem for path in UNITS}
    assert {path.stem for path in UNITS} - {path.stem for path in TIMERS} == {SITE.stem, GATEWAY.stem}


@pytest.mark.skipif(not ANALYSE, reason="no systemd here")
def test_it_is_understood_by_systemd():
    done = subprocess.run(
        [ANALYSE, "verify", *map(str, (*UNITS, *TIMERS))], capture_output=True, text=True, check=False
    )

    complaints = (done.stdout + done.stderr).splitlines()
    assert [line for line in complaints if "/opt/balise/bin/balise is not executable" not in line] == []


def test_it_says_in_the_guide_how_to_install_each_service():
    guide = (ROOT / "docs" / "guides" / "installer-le-site.md").read_text(encoding="utf-8")

    enabled = " ".join(re.findall(r"^systemctl enable --now (.*)$", guide, re.MULTILINE))
    assert sorted(enabled.split()) == sorted([SITE.name, GATEWAY.name, *(path.name for path in TIMERS)])
    assert f"{entries(ROOT / 'deploy/balise-backup.service')['ReadWritePaths']}\n" in guide
