# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Each chain says which key seals it, by a fingerprint; the list of the chains is sealed too.

Chains written before take the fingerprint of the key in use when it does answer to their last entry. The list is begun
from the last places that are there: what was removed before this day was not written anywhere.
"""

from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from balise.web.journal.sealing import Sealed, canonical_chains, fingerprint, seal_of_head, seal_of_roll


def begin(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the chains that the key in use has sealed, and write the list of all of them."""
    entries, heads, rolls = (apps.get_model("journal", name) for name in ("Entry", "Head", "Roll"))
    key = settings.JOURNAL_KEY
    for head in heads._default_manager.all():
        last = entries._default_manager.filter(chain_id=head.chain_id).order_by("-number").first()
        if _answers(head, last, key):
            heads._default_manager.filter(pk=head.pk).update(key=fingerprint(key))
    if chains := list(heads._default_manager.values_list("chain_id", flat=True)):
        written = canonical_chains(chains)
        rolls._default_manager.create(pk=1, chains=written, seal=seal_of_roll(key, written))


def _answers(head: Any, last: Any, key: str) -> bool:
    if last is None:
        return bool(head.seal == seal_of_head(key, head.chain_id, head.number, head.digest))
    words = Sealed(
        chain=last.chain_id,
        number=last.number,
        at=last.at,
        act=last.act,
        actor_id=last.actor_id,
        actor_name=last.actor_name,
        subject_kind=last.subject_kind,
        subject_id=last.subject_id,
        subject_title=last.subject_title,
        details=last.details,
        previous=last.previous,
    )
    return bool(words.digest(key) == last.digest)


class Migration(migrations.Migration):
    """Two columns, one table, and what they say of the chains that are there."""

    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.AddField("head", "key", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("head", "noted", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chains", models.TextField()),
                ("seal", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
