"""Floor 3: news by section."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from agencies.cache_purge import watch
        from agencies.feeds import register_feed
        from agencies.portal_parts import HomeBlock, PortalPart, Task, register_block, register_part, register_task
        from news.blocks import latest_news, sections
        from news.feeds import newest_news
        from news.models import Section

        watch(Section)
        register_part(
            PortalPart(model="news.NewsIndexPage", titles={"vi": "Tin tức"}, slugs={"vi": "tin-tuc"}, order=30)
        )
        register_block(HomeBlock("news", "news/blocks/latest.html", latest_news, order=30))
        register_block(HomeBlock("sections", "news/blocks/sections.html", sections, order=30, place="aside"))
        register_feed("tin-tuc", _("News"), newest_news, order=10)
        register_task(
            Task(
                title=_("News from the provincial government"),
                summary=_("What the province decided and did"),
                url=lambda: "/tin-tuc/chi-dao-dieu-hanh/",
                order=50,
            )
        )
