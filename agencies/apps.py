"""Floor 2: agencies in time, their people, their organisation pages, the wall around them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        from agencies import checks, periodic, sign_in, signal_handlers  # noqa: F401
        from agencies.ownership import owner_of
        from agencies.portal_parts import PortalPart, register_part
        from core.audit import register_owner

        register_owner(owner_of)

        register_part(
            PortalPart(
                model="agencies.OrganisationPage",
                titles={"vi": "Giới thiệu", "en": "About"},
                slugs={"vi": "gioi-thieu", "en": "about"},
                order=10,
            )
        )
        register_part(
            PortalPart(
                model="agencies.ContactPage",
                titles={"vi": "Liên hệ", "en": "Contact"},
                slugs={"vi": "lien-he", "en": "contact"},
                order=90,
            )
        )
