"""When documents come into force where their text is silent, for databases made before these rules."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "rules.json"
KIND = "document-default-effect"


def seed(apps, schema_editor):
    Rule = apps.get_model("core", "Rule")
    if not Rule.objects.filter(kind=KIND).exists():
        rows = json.loads(DATA.read_text(encoding="utf-8"))
        Rule.objects.bulk_create(Rule(**row) for row in rows if row["kind"] == KIND)


def unseed(apps, schema_editor):
    apps.get_model("core", "Rule").objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0006_rule_of_event_news")]
    operations = [migrations.RunPython(seed, unseed)]
