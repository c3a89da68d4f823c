"""Units can be touched too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_touched'),
    ]

    operations = [
        migrations.AlterField(
            model_name='touched',
            name='kind',
            field=models.CharField(choices=[('item', 'Item'), ('task', 'Task'), ('post', 'Post'), ('unit', 'Unit'), ('person', 'Person'), ('everything', 'Everything')], max_length=12),
        ),
    ]
