"""What an import wrote is kept in batches; a source's key names the table it means."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.RemoveField("importchange", "number"),
        migrations.RemoveField("importchange", "before"),
        migrations.RemoveField("importchange", "after"),
        migrations.AddField(
            "importchange", "position", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField("importchange", "is_new", models.BooleanField(default=True), preserve_default=False),
        migrations.AddField("importchange", "records", models.JSONField(default=dict), preserve_default=False),
        migrations.AddConstraint(
            "importchange",
            models.UniqueConstraint(fields=("of_import", "position"), name="import_change_position_once"),
        ),
        migrations.RemoveConstraint("sourcekey", "source_key_once"),
        migrations.RenameField("sourcekey", "model", "table"),
        migrations.AlterField("sourcekey", "table", models.CharField(max_length=32)),
        migrations.AddConstraint(
            "sourcekey",
            models.UniqueConstraint(fields=("source", "table", "key"), name="source_key_once"),
        ),
        migrations.AddIndex("sourcekey", models.Index(fields=["table", "number"], name="source_key_record")),
        migrations.AlterField("importfile", "file", models.FileField(blank=True, upload_to="imports/%Y/%m/")),
        migrations.AddField("importrow", "changes", models.JSONField(blank=True, default=dict)),
        migrations.AddField("import", "problem", models.TextField(blank=True)),
    ]
