"""Floor 3: legal and administrative documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def decisions_of_the_province() -> str:
    """The list of documents, narrowed to the decisions of the Provincial People's Committee."""
    from django.conf import settings

    from vietnamese.text import slug

    return f"/van-ban/?type=quyet-dinh&issuer={slug(f'Ủy ban nhân dân tỉnh {settings.PROVINCE_NAME}', 120)}"


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = _("Legal documents")

    def ready(self) -> None:
        from agencies.cache_purge import watch
        from agencies.feeds import register_feed, register_feed_parts
        from agencies.portal_parts import HomeBlock, PortalPart, Task, register_block, register_part, register_task
        from core.importing import follow_ups, register_folder_importer, register_importer
        from documents import settling, signal_handlers, tasks  # noqa: F401
        from documents.blocks import latest_documents
        from documents.feeds import newest_documents, of_type
        from documents.importing import import_decision, import_documents, import_files
        from documents.importing.files import SUFFIXES
        from documents.models import DocumentType, Field, Issuer

        watch(DocumentType, Issuer, Field)
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
                url=decisions_of_the_province,
                order=20,
            )
        )
        register_feed_parts("van-ban", of_type)
        register_feed("van-ban", _("Legal documents"), newest_documents, order=20)
        register_importer("decision-*.txt", import_decision, order=40)
        register_importer("documents.jsonl", import_documents, order=50)
        register_folder_importer(SUFFIXES, import_files)
        follow_ups.update({"documents.settle", "documents.settle_keys"})
