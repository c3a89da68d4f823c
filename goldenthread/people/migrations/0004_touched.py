"""The table of what was touched moves here from `thread` with its rows, under its new name."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_role_profile_shares_whole'),
        ('thread', '0002_check_in_asks_for_help'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Touched',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('item', 'Item'), ('task', 'Task'), ('post', 'Post'), ('person', 'Person'), ('everything', 'Everything')], max_length=12)),
                        ('number', models.BigIntegerField(default=0)),
                        ('at', models.DateTimeField()),
                    ],
                    options={'db_table': 'thread_touched'},
                ),
            ],
        ),
        migrations.AlterModelTable(name='touched', table=None),
    ]
