# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_dossier_submitted_by")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="imported_from",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
