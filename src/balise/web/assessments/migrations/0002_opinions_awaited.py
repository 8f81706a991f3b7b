# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

# Dossiers written before keep ``False`` until they are next judged: by an act, by answers that are saved, or by the
# nightly ``balise tick``. Judging them here would take the charters and the rules of today into a migration, which must
# give the same rows whenever it runs; until then a list says « réponses manquantes » of what awaits opinions alone.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="awaits_opinions_only",
            field=models.BooleanField(default=False),
        ),
    ]
