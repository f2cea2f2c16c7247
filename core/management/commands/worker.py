"""`manage.py worker`: does jobs until it is stopped."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from core import jobs, periodic


class Command(BaseCommand):
    help = "Does the jobs that publications and other changes leave, and the scheduled ones."

    def handle(self, *args: Any, **options: Any) -> None:
        periodic.run_all()
        taken = jobs.sweep(limit=100_000)
        if taken:
            self.stdout.write(f"took up {taken} jobs that were left waiting")
        call_command("procrastinate", "worker", "--queues", "jobs", "--concurrency", "1", "--delete-jobs", "successful")
