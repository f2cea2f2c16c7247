"""The sections of Quy chế Điều 5 that hold news and introductions."""

from django.db import migrations

BASIS = "Quyết định 02/2011/QĐ-UBND, Quy chế Điều 5.{}"
# slug, title, English title, description, clause of Điều 5, new item at least every … days
SECTIONS = [
    (
        "chi-dao-dieu-hanh",
        "Chỉ đạo, điều hành",
        "Direction and administration",
        "Hoạt động chỉ đạo, điều hành của chính quyền các cấp.",
        1,
        7,
    ),
    ("hoat-dong", "Hoạt động của cơ quan", "Activities", "Hoạt động của các sở, ban, ngành, huyện, thành phố.", 1, 14),
    (
        "chinh-sach-phap-luat",
        "Chủ trương, chính sách, pháp luật",
        "Policy and law",
        "Chủ trương, chính sách, pháp luật của Đảng và Nhà nước.",
        2,
        30,
    ),
    (
        "pho-bien-phap-luat",
        "Phổ biến, hướng dẫn pháp luật",
        "Law guidance",
        "Hướng dẫn thực hiện pháp luật, chế độ, chính sách; chiến lược, quy hoạch.",
        6,
        30,
    ),
    (
        "khoa-hoc-kinh-te",
        "Khoa học, kinh tế",
        "Science and economy",
        "Thông tin quảng bá và kiến thức khoa học kỹ thuật.",
        7,
        30,
    ),
    (
        "van-hoa-xa-hoi",
        "Văn hóa, xã hội",
        "Culture and society",
        "Văn hóa, giáo dục, y tế, thể thao và đời sống.",
        9,
        30,
    ),
    ("thong-bao", "Thông báo", "Notices", "Thông báo của cơ quan tới người dân, doanh nghiệp.", 9, None),
]


def seed(apps, schema_editor):
    Section = apps.get_model("news", "Section")
    Section.objects.bulk_create(
        Section(
            slug=slug,
            title=title,
            title_en=title_en,
            description=description,
            order=10 * place,
            freshness_days=days,
            legal_basis=BASIS.format(clause),
        )
        for place, (slug, title, title_en, description, clause, days) in enumerate(SECTIONS, start=1)
    )


def unseed(apps, schema_editor):
    apps.get_model("news", "Section").objects.filter(slug__in=[row[0] for row in SECTIONS]).delete()


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]
    operations = [migrations.RunPython(seed, unseed)]
