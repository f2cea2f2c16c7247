"""Both languages, and no welcome page: the tree begins with the portals."""

from django.db import migrations


def clear(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    for code in ("vi", "en"):
        Locale.objects.get_or_create(language_code=code)
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(depth=2, slug="home", url_path="/home/")
    Site.objects.filter(root_page__in=welcome).delete()
    if welcome.exists():
        welcome.delete()
        Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(clear, migrations.RunPython.noop)]
