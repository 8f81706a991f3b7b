# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_letter_without_dossier")]

    operations = [
        migrations.AddField(
            model_name="reservation",
            name="without_object",
            field=models.BooleanField(default=False),
        ),
    ]
