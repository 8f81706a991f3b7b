# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models

import balise.web.accounts.addresses


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_invitation"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=balise.web.accounts.addresses.AddressField(
                max_length=254, unique=True, verbose_name="adresse électronique"
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="name",
            field=models.CharField(max_length=150, verbose_name="nom"),
        ),
    ]
