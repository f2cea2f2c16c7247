"""Types of documents: the normative ones and the 29 administrative ones of NĐ 30/2020/NĐ-CP, Điều 7."""

from django.db import migrations

from vietnamese.collation import sort_key
from vietnamese.text import slug

# name, abbreviation
TYPES = [
    ("Luật", ""),
    ("Bộ luật", ""),
    ("Pháp lệnh", "PL"),
    ("Nghị quyết", "NQ"),
    ("Nghị quyết liên tịch", "NQLT"),
    ("Lệnh", "L"),
    ("Nghị định", "NĐ"),
    ("Quyết định", "QĐ"),
    ("Chỉ thị", "CT"),
    ("Thông tư", "TT"),
    ("Thông tư liên tịch", "TTLT"),
    ("Quy chế", "QC"),
    ("Quy định", "QyĐ"),
    ("Thông cáo", "TC"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"),
    ("Kế hoạch", "KH"),
    ("Phương án", "PA"),
    ("Đề án", "ĐA"),
    ("Dự án", "DA"),
    ("Báo cáo", "BC"),
    ("Biên bản", "BB"),
    ("Tờ trình", "TTr"),
    ("Hợp đồng", "HĐ"),
    ("Công văn", ""),
    ("Công điện", "CĐ"),
    ("Bản ghi nhớ", "BGN"),
    ("Bản thỏa thuận", "BTT"),
    ("Giấy ủy quyền", "GUQ"),
    ("Giấy mời", "GM"),
    ("Giấy giới thiệu", "GGT"),
    ("Giấy nghỉ phép", "GNP"),
    ("Phiếu gửi", "PG"),
    ("Phiếu chuyển", "PC"),
    ("Phiếu báo", "PB"),
    ("Thư công", ""),
    ("Văn bản hợp nhất", "VBHN"),
]


def seed(apps, schema_editor):
    DocumentType = apps.get_model("documents", "DocumentType")
    DocumentType.objects.bulk_create(
        DocumentType(
            name=name, abbreviation=short, slug=slug(name, 120), name_key=sort_key(name)[:400], order=10 * place
        )
        for place, (name, short) in enumerate(TYPES, start=1)
    )


def unseed(apps, schema_editor):
    apps.get_model("documents", "DocumentType").objects.filter(name__in=[row[0] for row in TYPES]).delete()


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
