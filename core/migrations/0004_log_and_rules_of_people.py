"""The log can only grow: the database itself refuses to change or remove a line. And the rules about accounts."""

import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "rules_people.json"

CLOSE = """
CREATE FUNCTION core_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log only grows: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER core_log_only_grows BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_log_only_grows();
"""
OPEN = """
DROP TRIGGER core_log_only_grows ON core_auditentry;
DROP FUNCTION core_log_only_grows();
"""


def seed(apps, schema_editor):
    Rule = apps.get_model("core", "Rule")
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        if not Rule.objects.filter(kind=row["kind"], scope=row["scope"]).exists():
            Rule.objects.create(**row)


def unseed(apps, schema_editor):
    kinds = {row["kind"] for row in json.loads(DATA.read_text(encoding="utf-8"))}
    apps.get_model("core", "Rule").objects.filter(kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0003_people_and_log")]
    operations = [
        migrations.RunSQL(CLOSE, OPEN),
        migrations.RunPython(seed, unseed),
    ]
