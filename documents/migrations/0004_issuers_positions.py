"""The province's own issuers, common positions of signers; levels of known issuers; parts of known numbers."""

import datetime

from django.conf import settings
from django.db import migrations

from documents.issuers import level_of_name
from vietnamese.collation import sort_key
from vietnamese.document_number import parse_number
from vietnamese.text import slug

POSITIONS = [
    "Chủ tịch",
    "Phó Chủ tịch",
    "Phó Chủ tịch Thường trực",
    "Chủ tịch Hội đồng nhân dân",
    "Phó Chủ tịch Hội đồng nhân dân",
    "Chánh Văn phòng",
    "Phó Chánh Văn phòng",
    "Giám đốc",
    "Phó Giám đốc",
    "Chánh Thanh tra",
    "Trưởng ban",
    "Phó Trưởng ban",
    "Trưởng phòng",
    "Thủ tướng",
    "Phó Thủ tướng",
    "Bộ trưởng",
    "Thứ trưởng",
    "Chủ tịch Quốc hội",
    "Chủ tịch nước",
]


def seed(apps, schema_editor):
    Issuer, Position = apps.get_model("documents", "Issuer"), apps.get_model("documents", "Position")
    province = settings.PROVINCE_NAME
    for name, names_portal in (
        (f"Ủy ban nhân dân tỉnh {province}", True),
        (f"Chủ tịch Ủy ban nhân dân tỉnh {province}", False),
        (f"Hội đồng nhân dân tỉnh {province}", False),
    ):
        row, _ = Issuer.objects.get_or_create(
            slug=slug(name, 120), defaults={"name": name, "name_key": sort_key(name)[:400]}
        )
        row.names_portal = row.names_portal or names_portal
        row.save()
    for issuer in Issuer.objects.filter(level=""):
        issuer.level = level_of_name(issuer.name)
        issuer.save()
    Position.objects.bulk_create(
        Position(name=name, slug=slug(name, 120), name_key=sort_key(name)[:400]) for name in POSITIONS
    )
    DocumentPage = apps.get_model("documents", "DocumentPage")
    for page in DocumentPage.objects.only("number").iterator(500):
        parsed = parse_number(page.number)
        # Long due: the hourly duty works out its state of today.
        DocumentPage.objects.filter(pk=page.pk).update(
            validity_until=datetime.date(2000, 1, 1),
            number_raw=page.number,
            ordinal=parsed.ordinal,
            symbol=parsed.symbol[:60],
        )


def unseed(apps, schema_editor):
    apps.get_model("documents", "Position").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_texts_relations_events")]
    operations = [migrations.RunPython(seed, unseed)]
