# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tables are those of the code: a model changed without its migration would only fail at an authority's."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_it_has_a_migration_for_every_change_of_its_tables():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
