"""Floor 2: agencies in time, their people, their organisation pages, the wall around them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    name = "agencies"
    verbose_name = _("Agencies")

    def ready(self) -> None:
        from agencies import cache_purge, checks, periodic, pictures, sign_in, signal_handlers  # noqa: F401
        from agencies.addresses import DUTY_SLUGS
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
        # Every footer leads to these (agencies/context_processors.py).
        register_part(
            PortalPart(
                model="agencies.ChannelsPage",
                titles={"vi": "Kênh thông tin chính thức", "en": "Official channels"},
                slugs=DUTY_SLUGS["channels"],
                order=92,
                in_menu=False,
            )
        )
        register_part(
            PortalPart(
                model="agencies.PolicyPage",
                titles={"vi": "Chính sách quyền riêng tư", "en": "Privacy policy"},
                slugs=DUTY_SLUGS["privacy"],
                order=94,
                in_menu=False,
                main_only=True,
                values={"policy_kind": "privacy"},
            )
        )
        register_part(
            PortalPart(
                model="agencies.PolicyPage",
                titles={"vi": "Tuyên bố về khả năng tiếp cận", "en": "Accessibility statement"},
                slugs=DUTY_SLUGS["accessibility"],
                order=96,
                in_menu=False,
                main_only=True,
                values={"policy_kind": "accessibility"},
            )
        )
