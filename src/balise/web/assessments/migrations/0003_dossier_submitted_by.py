# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remember(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name whoever submitted each dossier last: the verdict kept that day says it."""
    dossiers = apps.get_model("assessments", "Dossier")
    verdicts = apps.get_model("assessments", "Verdict")
    kept = verdicts.objects.filter(occasion="submission", by__isnull=False).order_by("at", "pk")
    last = dict(kept.values_list("dossier_id", "by_id"))
    for dossier_id, by_id in last.items():
        dossiers.objects.filter(pk=dossier_id).update(submitted_by_id=by_id)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("assessments", "0002_opinions_awaited"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="submitted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
