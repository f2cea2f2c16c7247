"""Portals that were opened before get the new approval step; what waited for a decision is to be submitted again."""

from django.db import migrations


def new_tasks(apps, schema_editor):
    Portal = apps.get_model("agencies", "Portal")
    ApprovalTask = apps.get_model("agencies", "ApprovalTask")
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowState = apps.get_model("wagtailcore", "WorkflowState")
    TaskState = apps.get_model("wagtailcore", "TaskState")
    for portal in Portal.objects.filter(workflow__isnull=False):
        for step in WorkflowTask.objects.filter(workflow=portal.workflow):
            old = GroupApprovalTask.objects.filter(pk=step.task_id).first()
            if old is None:
                continue
            kind, _made = ContentType.objects.get_or_create(app_label="agencies", model="approvaltask")
            new = ApprovalTask.objects.create(name=old.name, content_type=kind, active=True)
            new.groups.set(old.groups.all())
            step.task_id = new.pk
            step.save()
            TaskState.objects.filter(task_id=old.pk, status="in_progress").update(status="cancelled")
            WorkflowState.objects.filter(workflow=portal.workflow, status__in=["in_progress", "needs_changes"]).update(
                status="cancelled"
            )
            type(old).objects.filter(pk=old.pk).update(active=False)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_approval_and_people"), ("contenttypes", "0002_remove_content_type_name")]
    operations = [migrations.RunPython(new_tasks, migrations.RunPython.noop)]
