"""Floor 3: legal and administrative documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Legal documents")

    def ready(self) -> None:
        from agencies.portal_parts import HomeBlock, PortalPart, Task, register_block, register_part, register_task
        from core.importing import register_importer
        from documents.blocks import latest_documents
        from documents.importing import import_decision, import_documents

        register_part(
            PortalPart(model="documents.DocumentIndexPage", titles={"vi": "Văn bản"}, slugs={"vi": "van-ban"}, order=20)
        )
        register_block(HomeBlock("documents", "documents/blocks/latest.html", latest_documents, order=20))
        register_task(
            Task(
                title=_("Find a document"),
                summary=_("Laws, decrees, decisions: by number, type, year"),
                url=lambda: "/van-ban/",
                order=10,
            )
        )
        register_task(
            Task(
                title=_("Decisions of the province"),
                summary=_("What the Provincial People's Committee decided"),
                url=lambda: "/van-ban/?type=quyet-dinh",
                order=20,
            )
        )
        register_importer("decision-*.txt", import_decision, order=40)
        register_importer("documents.jsonl", import_documents, order=50)
