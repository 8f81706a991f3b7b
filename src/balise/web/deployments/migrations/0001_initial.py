# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("assessments", "0004_dossier_imported_from"),
        ("catalogue", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveBigIntegerField(unique=True)),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identifier", models.SlugField(max_length=80, unique=True)),
                (
                    "data_policy",
                    models.CharField(
                        choices=[
                            ("off", "off"),
                            ("observe", "observe"),
                            ("pseudonymise", "pseudonymise"),
                            ("block", "block"),
                        ],
                        max_length=20,
                    ),
                ),
                ("spare_officials", models.BooleanField(default=False)),
                ("jurisdictions", models.JSONField(default=list)),
                ("tokens_per_day", models.PositiveBigIntegerField(blank=True, null=True)),
                ("tokens_per_month", models.PositiveBigIntegerField(blank=True, null=True)),
                ("wh_per_day", models.FloatField(blank=True, null=True)),
                ("wh_per_month", models.FloatField(blank=True, null=True)),
                ("exit_formats", models.CharField(blank=True, max_length=300)),
                ("exit_clause", models.TextField(blank=True, max_length=2000)),
                ("exit_days", models.PositiveIntegerField(blank=True, null=True)),
                ("exit_cost", models.CharField(blank=True, max_length=200)),
                ("switched_at", models.DateTimeField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.localauthority"
                    ),
                ),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.dossier"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("data_policy__in", ["off", "observe", "pseudonymise", "block"])),
                        name="deployments_data_policy",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExitDrill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=80)),
                ("test_set", models.CharField(max_length=80)),
                ("current_model", models.CharField(max_length=80)),
                ("substitute_model", models.CharField(max_length=80)),
                ("trials", models.PositiveIntegerField()),
                ("current_passed", models.PositiveIntegerField()),
                ("substitute_passed", models.PositiveIntegerField()),
                ("shortfall", models.CharField(blank=True, max_length=40)),
                ("ends_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "data",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.evidencefile"
                    ),
                ),
                (
                    "deployment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drills", to="deployments.deployment"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.evidencefile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Provider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identifier", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("base_url", models.CharField(max_length=300)),
                ("jurisdiction", models.CharField(max_length=2)),
                ("secret", models.CharField(blank=True, max_length=80)),
                ("hosting", models.CharField(blank=True, max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.localauthority"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ServedModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("upstream_name", models.CharField(max_length=120)),
                ("capabilities", models.JSONField(default=list)),
                ("active_parameters", models.FloatField(blank=True, null=True)),
                ("total_parameters", models.FloatField(blank=True, null=True)),
                ("energy_provider", models.CharField(blank=True, max_length=60)),
                ("energy_model", models.CharField(blank=True, max_length=120)),
                ("zone", models.CharField(max_length=3)),
                ("pue", models.FloatField(default=1.2)),
                ("wh_per_thousand_tokens", models.FloatField(default=1.0)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ai_model",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalogue.aimodel",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.localauthority"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="served", to="deployments.provider"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pue__gte", 1)), name="deployments_model_pue"),
                    models.CheckConstraint(
                        condition=models.Q(("wh_per_thousand_tokens__gte", 0)), name="deployments_model_energy"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="deployment",
            name="largest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deployments.servedmodel",
            ),
        ),
        migrations.AddField(
            model_name="deployment",
            name="models_asked",
            field=models.ManyToManyField(related_name="+", to="deployments.servedmodel"),
        ),
        migrations.AddField(
            model_name="deployment",
            name="substitute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="deployments.servedmodel",
            ),
        ),
        migrations.CreateModel(
            name="StaffToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("valid_until", models.DateField()),
                ("training", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.localauthority"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=120)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("beginning", models.CharField(max_length=16)),
                ("created_at", models.DateTimeField()),
                ("not_after", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("for_assistant", models.BooleanField(default=False)),
                ("sealed", models.TextField(blank=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deployments.accesskey",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deployment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="deployments.deployment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("for_assistant", True), ("revoked_at", None)),
                        fields=("deployment",),
                        name="deployments_one_assistant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed", ""), models.Q(("for_assistant", True), ("revoked_at", None)), _connector="OR"
                        ),
                        name="deployments_sealed_for_the_assistant",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="deployment",
            constraint=models.CheckConstraint(
                condition=models.Q(("switched_at", None), ("substitute__isnull", False), _connector="OR"),
                name="deployments_switched_to_something",
            ),
        ),
    ]
