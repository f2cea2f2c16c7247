"""Floor 5: the portal as a whole."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Portals")

    def ready(self) -> None:
        from core.importing import register_importer
        from home.blocks import register
        from home.importing import import_agencies

        register()
        register_importer("agencies.jsonl", import_agencies, order=10)
