# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be kept of a page."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_lets_nobody_keep_a_page_shown_to_somebody_signed_in(member_with, client_of):
    client = client_of(member_with())
    for path in (reverse("catalogue:list", args=("valbrise",)), "/no-such-page/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_it_leaves_alone_a_page_open_to_anyone(client):
    assert "Cache-Control" not in client.get("/no-such-page/").headers
