# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names of portals, as a setting gives them: a closed list that no request can widen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.config.environment import MisconfiguredError, read_environment
from balise.web.config.portal_hosts import MisnamedError, named_portals

LABELS = st.from_regex(r"[a-z][a-z0-9]{0,10}", fullmatch=True)
SLUGS = st.from_regex(r"[a-z]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)


@given(pairs=st.dictionaries(LABELS, SLUGS, max_size=5))
def test_it_reads_back_every_name_that_it_was_given(pairs: dict[str, str]):
    once = {slug: host for host, slug in pairs.items()}
    written = {f"{host}.ville.example": slug for slug, host in once.items()}

    assert dict(named_portals([f"{host}={slug}" for host, slug in written.items()], ["site.example"])) == written


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_it_takes_no_name_that_could_stand_for_several(name: str):
    try:
        found = named_portals([f"{name}=ville"], [])
    except MisnamedError:
        return
    ((host, slug),) = found
    assert slug == "ville"
    assert not set(host) & set("*/:@ ")
    assert not host.startswith(".")


@pytest.mark.parametrize(
    ("given_names", "said"),
    [
        (["ia.ville.example"], "ne se comprend pas"),
        (["*.ville.example=ville"], "ne se comprend pas"),
        ([".ville.example=ville"], "ne se comprend pas"),
        (["https://ia.ville.example=ville"], "ne se comprend pas"),
        (["ia.ville.example:8000=ville"], "ne se comprend pas"),
        (["10.0.0.1=ville"], "ne se comprend pas"),
        (["ia.ville.example=ville", "IA.ville.example=autre"], "deux fois"),
        (["ia.ville.example=ville", "ai.ville.example=ville"], "a deux noms"),
        (["Site.example=ville"], "nom du site entier"),
    ],
)
def test_it_refuses_a_name_that_would_lead_nowhere_or_everywhere(given_names: list[str], said: str):
    with pytest.raises(MisnamedError, match=said):
        named_portals(given_names, ["site.example"])


def test_the_setting_says_what_to_write(tmp_path):
    variables = {"BALISE_DATA_DIR": str(tmp_path), "BALISE_ADDRESS": "https://balise.example"}

    found = read_environment({**variables, "BALISE_PORTAL_HOSTS": "IA.ville.example = ville, ia.bourg.example=bourg"})
    assert found.portal_hosts == (("ia.ville.example", "ville"), ("ia.bourg.example", "bourg"))
    assert "ia.ville.example" not in found.hosts
    assert read_environment(variables).portal_hosts == ()
    with pytest.raises(MisconfiguredError, match=r"BALISE_PORTAL_HOSTS.*ia\.valbrise\.example=valbrise"):
        read_environment({**variables, "BALISE_PORTAL_HOSTS": "ville"})
    with pytest.raises(MisconfiguredError, match="nom du site entier"):
        read_environment({**variables, "BALISE_PORTAL_HOSTS": "balise.example=ville"})
    under = {"BALISE_HOSTS": ".example", "BALISE_PORTAL_HOSTS": "ia.ville.example=ville"}
    assert read_environment({**variables, **under}).portal_hosts == (("ia.ville.example", "ville"),)
