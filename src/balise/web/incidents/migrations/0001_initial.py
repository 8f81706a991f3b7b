# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assessments", "0004_dossier_imported_from"),
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("wrong_result", "wrong_result"),
                            ("unfair_result", "unfair_result"),
                            ("personal_data", "personal_data"),
                            ("outage", "outage"),
                            ("out_of_frame", "out_of_frame"),
                            ("serious_harm", "serious_harm"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("text", models.TextField(max_length=4000)),
                (
                    "affected",
                    models.CharField(choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")], max_length=10),
                ),
                ("reported_at", models.DateTimeField()),
                ("reported_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.dossier"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IncidentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.CharField(
                        choices=[("measure", "measure"), ("closure", "closure"), ("reopening", "reopening")],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(max_length=4000)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="incidents.incident"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["closed_on", "reported_at"], name="incidents_open"),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("reported_on"))), name="incidents_has_happened"
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "nature__in",
                        [
                            "wrong_result",
                            "unfair_result",
                            "personal_data",
                            "outage",
                            "out_of_frame",
                            "serious_harm",
                            "other",
                        ],
                    )
                ),
                name="incidents_nature",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="incidents_told"),
        ),
        migrations.AddConstraint(
            model_name="incidentstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="incidents_step_told"
            ),
        ),
    ]
