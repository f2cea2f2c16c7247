"""Works out the force and the citations of all public documents anew: after an upgrade, or when in doubt."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from documents.models import DocumentPage
from documents.settling import refresh, settle

BATCH = 200


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(DocumentPage.objects.live().order_by("pk").values_list("pk", flat=True))
        with tqdm(total=2 * len(ids), unit=" documents", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
            for start in range(0, len(ids), BATCH):
                with transaction.atomic():
                    settle(ids[start : start + BATCH])
                bar.update(len(ids[start : start + BATCH]))
            # Once more, now that every end is known: what hangs on a document may come before it.
            for start in range(0, len(ids), BATCH):
                with transaction.atomic():
                    refresh(list(DocumentPage.objects.filter(pk__in=ids[start : start + BATCH])))
                bar.update(len(ids[start : start + BATCH]))
        self.stdout.write(f"{len(ids)} documents looked at")
