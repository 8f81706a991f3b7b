# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Each chain says up to where a lost key sealed it, and what it held, sealed by the key that took over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Three columns; a chain whose key was never lost leaves them empty."""

    dependencies = [("journal", "0004_no_truncate")]
    operations = [
        migrations.AddField("head", "lost_until", models.PositiveIntegerField(default=0)),
        migrations.AddField("head", "lost_words", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("head", "lost_seal", models.CharField(blank=True, default="", max_length=64)),
    ]
