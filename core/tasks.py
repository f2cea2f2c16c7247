"""What procrastinate runs: one job when it is told, a sweep and scheduled publications every minute, duties hourly."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate.contrib.django import app

from core import jobs, periodic


@app.task(name="core.run_job", queue="jobs")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@app.periodic(cron="* * * * *")
@app.task(name="core.sweep", queue="jobs", queueing_lock="core.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    jobs.sweep()


@app.periodic(cron="* * * * *")
@app.task(name="core.publish_scheduled", queue="jobs", queueing_lock="core.publish_scheduled")
def publish_scheduled(timestamp: int) -> None:
    """Pages whose time has come go live, those whose time is over are withdrawn (Wagtail's own command)."""
    call_command("publish_scheduled")


@app.periodic(cron="7 * * * *")
@app.task(name="core.hourly", queue="jobs", queueing_lock="core.hourly")
def hourly(timestamp: int) -> None:
    periodic.run_all()
    jobs.forget_done()


@app.periodic(cron="0 17 * * *")
@app.task(name="core.new_day", queue="jobs", queueing_lock="core.new_day")
def new_day(timestamp: int) -> None:
    """Midnight in Asia/Ho_Chi_Minh, which is 17:00 UTC all the year: what a new day changes, at its first minute."""
    periodic.run_all()
