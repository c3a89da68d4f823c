"""What it takes to undo an import is forgotten once it can no longer be undone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("exchange", "0002_records_written_together")]

    operations = [
        migrations.AddField("import", "forgotten_at", models.DateTimeField(blank=True, null=True)),
    ]
