from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_survey")]

    operations = [
        migrations.AddField(
            model_name="usageimport",
            name="beginning",
            field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
    ]
