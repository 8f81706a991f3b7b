# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The gateway of the demonstration: a call that passes, one that is refused in the name of a commitment."""

import pytest
from django.utils import timezone

from balise.core.policy import Allowed, Asked, Capability, Refused, decide
from balise.core.refusals import RefusalCode
from balise.demo.serving import draw_demo_doors
from balise.gateway.bundle import read_bundle
from balise.web.deployments.operations.publishing import publish_to_nobody


@pytest.mark.django_db
def test_it_gives_a_call_that_passes_and_one_that_is_refused(valbrise, settings, tmp_path):
    settings.BUNDLE_FILE = tmp_path / "passerelle.json"
    now = timezone.now()
    first, again = draw_demo_doors(now), draw_demo_doors(now)
    bundle = read_bundle(publish_to_nobody(at=now).content.encode())
    assert [door.deployment[-3:] for door in again] == ["001", "007"]
    for old, door in zip(first, again, strict=True):
        served = decide(Asked(door.key, door.served, Capability.CHAT, now, door.staff), bundle)
        assert isinstance(served, Allowed)
        assert served.provider.base_url == "http://127.0.0.1:9100/v1"
        refused = decide(Asked(door.key, door.refused, Capability.CHAT, now, door.staff), bundle)
        assert isinstance(refused, Refused)
        assert refused.code is RefusalCode.JURISDICTION
        assert refused.commitments
        stale = decide(Asked(old.key, old.served, Capability.CHAT, now, old.staff), bundle)
        assert isinstance(stale, Refused)
        assert stale.code is RefusalCode.UNKNOWN_KEY
