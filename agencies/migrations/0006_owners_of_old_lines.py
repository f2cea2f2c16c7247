"""Lines of the log from before they knew their agency get it from the label they carry and the day they were written."""

from django.db import migrations

FILL = """
ALTER TABLE core_auditentry DISABLE TRIGGER core_log_only_grows;
UPDATE core_auditentry e SET owner = p.agency_id
FROM agencies_portalhost h JOIN agencies_portal p ON p.id = h.portal_id
WHERE e.owner IS NULL AND e.agency_label <> '' AND h.label = e.agency_label AND h.agreed_on IS NOT NULL
  AND h.valid_from <= e.at::date AND (h.valid_to IS NULL OR h.valid_to >= e.at::date);
ALTER TABLE core_auditentry ENABLE TRIGGER core_log_only_grows;
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_fingerprints"), ("core", "0005_owner_of_a_line")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
