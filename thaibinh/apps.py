"""The top floor: settings, root URLs, the look."""

from django.apps import AppConfig


class ThaibinhConfig(AppConfig):
    name = "thaibinh"
    verbose_name = "Portal"
