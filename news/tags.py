"""Tags of an item: values of the page, not rows shared by all agencies (decision 0014)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from wagtail.admin.compare import FieldComparison, TextFieldComparison
from wagtail.admin.panels import FieldPanel

from vietnamese.legacy_encodings import repaired
from vietnamese.text import compact_spaces, normalise, slug

MOST_TAGS, LONGEST_TAG = 10, 60
TAGS_PATH = "the"  # `/tin-tuc/the/<key>/`
SUGGESTED = 12
_BETWEEN = re.compile(r"[,;\n]")


def tag_key(tag: str) -> str:
    """What a tag is found by, however it is written: `Chuyển đổi số` → `chuyen-doi-so`."""
    return slug(tag, LONGEST_TAG + 20)


def cleaned_tags(raw: Iterable[Any]) -> list[str]:
    """Tags in one spelling (NFC), each once, in the order given. Raises `ValidationError` in words."""
    found: dict[str, str] = {}
    for text in raw:
        text = repaired(str(text)) or str(text)
        visible = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in normalise(text))
        tag = compact_spaces(visible).lstrip("#").strip()
        if not tag:
            continue
        if len(tag) > LONGEST_TAG:
            said = _now("A tag has at most %(most)d characters: “%(tag)s…” is longer. Put commas between tags.")
            raise ValidationError(said % {"most": LONGEST_TAG, "tag": tag[:30]})
        if not tag_key(tag):
            raise ValidationError(_now("A tag needs a letter or a digit: “%(tag)s” has none.") % {"tag": tag})
        found.setdefault(tag_key(tag), tag)
    if len(found) > MOST_TAGS:
        raise ValidationError(_now("An item has at most %(most)d tags.") % {"most": MOST_TAGS})
    return list(found.values())


class TagList:
    """The list of one tag, where the list of a section would stand."""

    description = ""

    def __init__(self, key: str) -> None:
        self.key, self.slug, self.local_title = key, f"{TAGS_PATH}/{key}", key

    def named_by(self, newest: Any) -> None:
        """The tag is shown as it was last written."""
        self.local_title = next((tag for tag in newest.tags if tag_key(tag) == self.key), self.key)


class TagKeys(ArrayField):
    """The keys of the tags beside it, written with every row by whatever way it is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:
        keys = [tag_key(tag) for tag in getattr(model_instance, "tags", None) or []]
        setattr(model_instance, self.attname, list(dict.fromkeys(filter(None, keys))))
        return super().pre_save(model_instance, add)  # type: ignore[no-any-return]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs


class TagLine(forms.Field):
    """Tags as one line with commas between them."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": MOST_TAGS * (LONGEST_TAG + 2)})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return cleaned_tags(value if isinstance(value, list) else _BETWEEN.split(value or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return list(initial or []) != self.to_python(data)
        except ValidationError:
            return True


class TagsComparison(TextFieldComparison):
    """Two versions of the tags, as the editor writes them."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (", ".join(field.value_from_object(page) or []) for page in (obj_a, obj_b))


class TagsPanel(FieldPanel):
    def get_comparison_class(self) -> type[FieldComparison]:
        return TagsComparison


def recent_tags(pages: models.QuerySet[Any], count: int = SUGGESTED) -> list[str]:
    """The tags last used in these pages, each once as last written. One query over the newest hundred."""
    found: dict[str, str] = {}
    for tags in pages.exclude(tags=[]).order_by("-published_on", "-pk").values_list("tags", flat=True)[:100]:
        for tag in tags:
            found.setdefault(tag_key(tag), tag)
    return list(found.values())[:count]
