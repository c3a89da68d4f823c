"""`people` has the table of what was touched; the tables of this room are as they were."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('thread', '0002_check_in_asks_for_help'),
        ('people', '0004_touched'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name='Touched')]),
    ]
