"""Rules with their legal basis, the working calendar 2011–2030, and the usual office hours."""

import csv
import datetime
import json
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
FIRST_YEAR, LAST_YEAR = 2011, 2030


def seed(apps, schema_editor):
    Rule = apps.get_model("core", "Rule")
    rows = json.loads((DATA / "rules.json").read_text(encoding="utf-8"))
    Rule.objects.bulk_create(Rule(**row) for row in rows)
    CalendarDay = apps.get_model("core", "CalendarDay")
    with (DATA / "calendar.csv").open(encoding="utf-8", newline="") as lines:
        CalendarDay.objects.bulk_create(CalendarDay(**row) for row in csv.DictReader(lines))
    OfficeHours = apps.get_model("core", "OfficeHours")
    OfficeHours.objects.bulk_create(
        OfficeHours(
            valid_from=datetime.date(year, 1, 1),
            valid_to=datetime.date(year, 12, 31),
            morning_opens=datetime.time(7, 30),
            morning_closes=datetime.time(11, 30),
            afternoon_opens=datetime.time(13, 30),
            afternoon_closes=datetime.time(17, 0),
            legal_basis="Giờ hành chính mặc định; UBND tỉnh quy định hằng năm",
        )
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    )


def unseed(apps, schema_editor):
    for name in ("Rule", "CalendarDay", "OfficeHours"):
        apps.get_model("core", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
