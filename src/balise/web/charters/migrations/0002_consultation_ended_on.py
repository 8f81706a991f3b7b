# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("charters", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
