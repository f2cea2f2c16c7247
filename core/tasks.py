"""What procrastinate runs: one job when it is told, and a sweep every minute."""

from __future__ import annotations

from procrastinate.contrib.django import app

from core import jobs


@app.task(name="core.run_job", queue="jobs")
def run_job(job_id: int) -> None:
    jobs.run(job_id)


@app.periodic(cron="* * * * *")
@app.task(name="core.sweep", queue="jobs", queueing_lock="core.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    jobs.sweep()
