# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A missing tool is said aloud at home, and stops everything in CI."""

import pytest
from tests.servers import tools


@pytest.fixture
def bare_machine(tmp_path, monkeypatch):
    """A machine where nothing is installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "PACKAGES", tmp_path)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("bare_machine")
def test_it_skips_at_home_and_names_the_command_to_type():
    with pytest.raises(pytest.skip.Exception, match=r"Il manque java .* sudo apt install default-jre-headless"):
        tools.program("java")
    with pytest.raises(pytest.skip.Exception, match=r"npm ci --prefix tests/servers"):
        tools.package_file("axe-core/axe.min.js")


@pytest.mark.usefixtures("bare_machine")
def test_it_fails_in_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="Il manque chromium"):
        tools.program("chromium")


def test_it_takes_the_first_name_this_machine_knows(tmp_path, monkeypatch):
    known = tmp_path / "chromium-browser"
    known.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert tools.program("chromium", "chromium-browser") == str(known)
