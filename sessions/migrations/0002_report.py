import django.db.models.deletion
import sessions.models.identifiers
from django.conf import settings
from django.db import migrations, models


def give_ids(apps, _schema_editor):
    """Give every membership that is there an id for its address."""
    for membership in apps.get_model('airsessions', 'Membership').objects.all():
        membership.public_id = sessions.models.identifiers.new_public_id()
        membership.save(update_fields=['public_id'])


class Migration(migrations.Migration):

    dependencies = [
        ('airsessions', '0001_first'),
    ]

    operations = [
        # In three steps, because every row that is there needs an id of its own.
        migrations.AddField(
            model_name='membership',
            name='public_id',
            field=models.CharField(editable=False, max_length=22, null=True),
        ),
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='membership',
            name='public_id',
            field=models.CharField(default=sessions.models.identifiers.new_public_id, editable=False, max_length=22, unique=True),
        ),
        migrations.AddField(
            model_name='session',
            name='names_in_report',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='session',
            name='screen_view',
            field=models.CharField(choices=[('auto', 'Follow the session'), ('invitation', 'QR code'), ('question', 'Question'), ('answer', 'Answer'), ('overview', 'Overview')], default='auto', max_length=20),
        ),
        migrations.AlterField(
            model_name='participant',
            name='role',
            field=models.CharField(choices=[('facilitator', 'Facilitator'), ('scribe', 'Scribe'), ('participant', 'Participant'), ('vendor', 'Vendor'), ('observer', 'Observer'), ('projector', 'Projector')], max_length=20),
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=sessions.models.identifiers.new_public_id, editable=False, max_length=22, unique=True)),
                ('kind', models.CharField(choices=[('vendor_statement', 'Vendor statement'), ('dissent', 'Different view')], max_length=20)),
                ('text', models.CharField(max_length=4000)),
                ('unnamed', models.BooleanField(default=False)),
                ('proof', models.CharField(blank=True, choices=[('shown', 'Shown'), ('promised', 'Promised'), ('unconfirmed', 'Not confirmed')], max_length=20)),
                ('document', models.CharField(blank=True, max_length=200)),
                ('document_date', models.DateField(blank=True, null=True)),
                ('document_address', models.URLField(blank=True, max_length=500)),
                ('document_place', models.CharField(blank=True, max_length=200)),
                ('added_at', models.DateTimeField()),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='airsessions.answer')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='airsessions.participant')),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=sessions.models.identifiers.new_public_id, editable=False, max_length=22, unique=True)),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('facilitator', 'Facilitator'), ('reader', 'Reader (HR)')], max_length=20)),
                ('note', models.CharField(blank=True, max_length=80)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='airsessions.organisation')),
                ('used_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=sessions.models.identifiers.new_public_id, editable=False, max_length=22, unique=True)),
                ('session_public_id', models.CharField(max_length=22)),
                ('version', models.PositiveIntegerField()),
                ('changed', models.CharField(blank=True, max_length=500)),
                ('final_at', models.DateTimeField()),
                ('contents', models.BinaryField(null=True)),
                ('contents_hash', models.CharField(db_index=True, max_length=64)),
                ('pdf', models.BinaryField(null=True)),
                ('pdf_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('final_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='airsessions.organisation')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='airsessions.session')),
            ],
            options={
                'ordering': ['-final_at', '-version'],
            },
        ),
        migrations.CreateModel(
            name='PdfJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('contents', models.BinaryField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('making', 'Being made'), ('made', 'Ready'), ('failed', 'Failed')], default='waiting', max_length=20)),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=40)),
                ('asked_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('pdf', models.BinaryField(null=True)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pdf_jobs', to='airsessions.session')),
                ('report', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pdf_jobs', to='airsessions.report')),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ScreenLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=sessions.models.identifiers.new_public_id, editable=False, max_length=22, unique=True)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('screen', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='screen_link', to='airsessions.participant')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='screen_links', to='airsessions.session')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ShareLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=sessions.models.identifiers.new_public_id, editable=False, max_length=22, unique=True)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('note', models.CharField(blank=True, max_length=80)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('opened', models.PositiveIntegerField(default=0)),
                ('last_opened_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='share_links', to='airsessions.report')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contents_hash', models.CharField(max_length=64)),
                ('capacity', models.CharField(choices=[('hr', 'Responsible for HR: agrees'), ('facilitator', 'Facilitator: drew it up'), ('privacy', 'Data protection officer: has seen it'), ('works_council', 'Works council: has seen it (this is no consent)'), ('vendor', 'Vendor: has checked the facts')], max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('remark', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField()),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='airsessions.report')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SystemCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(blank=True, max_length=80)),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('place_in_process', models.CharField(blank=True, max_length=1000)),
                ('what_it_does', models.CharField(blank=True, max_length=1000)),
                ('data_used', models.CharField(blank=True, max_length=1000)),
                ('who_decides', models.CharField(blank=True, max_length=1000)),
                ('candidates', models.CharField(blank=True, max_length=200)),
                ('period', models.CharField(blank=True, max_length=1000)),
                ('since', models.CharField(blank=True, max_length=200)),
                ('high_risk', models.CharField(blank=True, max_length=1000)),
                ('impact_assessment', models.CharField(blank=True, max_length=1000)),
                ('works_council', models.CharField(blank=True, max_length=1000)),
                ('complaints', models.CharField(blank=True, max_length=1000)),
                ('documents', models.CharField(blank=True, max_length=1000)),
                ('emotions', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'We do not know')], max_length=20)),
                ('biometrics', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'We do not know')], max_length=20)),
                ('changed_at', models.DateTimeField()),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='system_card', to='airsessions.session')),
            ],
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('session_public_id', 'version'), name='one_report_per_version'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(fields=('report', 'capacity'), name='one_sign_off_per_capacity'),
        ),
    ]
