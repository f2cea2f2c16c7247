"""What readers say is wrong in a document."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_issuers_positions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MistakeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(max_length=3000, verbose_name="what is wrong")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="For example: khoản 2 Điều 5, or page 3 of the scan.",
                        max_length=120,
                        verbose_name="where it stands",
                    ),
                ),
                (
                    "contact",
                    models.EmailField(
                        blank=True,
                        help_text="Only if you want an answer. It is erased when this is settled.",
                        max_length=254,
                        verbose_name="your e-mail address",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="sent at")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled at")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mistake_reports",
                        to="documents.documentpage",
                        verbose_name="document",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a mistake",
                "verbose_name_plural": "reports of mistakes",
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["document", "-at"], name="documents_mistakes")],
            },
        ),
    ]
