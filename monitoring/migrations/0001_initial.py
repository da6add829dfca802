import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mentoring', '0001_initial'),
        ('programs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='код')),
                ('kind', models.CharField(choices=[('survey', 'Анкета'), ('test', 'Тест'), ('observation', 'Карта наблюдения')], max_length=20, verbose_name='вид')),
                ('title', models.CharField(max_length=200, verbose_name='название')),
                ('level', models.CharField(blank=True, max_length=1, verbose_name='уровень')),
                ('audience', models.CharField(choices=[('mentor', 'Наставник'), ('mentee', 'Наставляемый')], default='mentee', max_length=10, verbose_name='кто отвечает')),
            ],
            options={
                'verbose_name': 'бланк',
                'verbose_name_plural': 'бланки',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('program', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation', to='programs.program', verbose_name='программа')),
                ('levels', models.JSONField(default=list, verbose_name='какие уровни оцениваем')),
                ('conclusion', models.TextField(blank=True, verbose_name='вывод')),
                ('concluded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentoring.person', verbose_name='кто сделал вывод')),
                ('concluded_on', models.DateField(blank=True, null=True, verbose_name='дата вывода')),
                ('created_at', models.DateTimeField(verbose_name='начата')),
                ('lock_version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'оценка программы',
                'verbose_name_plural': 'оценки программ',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='InstrumentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='monitoring.instrument', verbose_name='бланк')),
                ('number', models.PositiveSmallIntegerField(verbose_name='версия')),
                ('state', models.CharField(choices=[('draft', 'Черновик'), ('published', 'Бланк готов')], default='draft', max_length=10, verbose_name='состояние')),
                ('title', models.CharField(max_length=200, verbose_name='заголовок')),
                ('lead', models.TextField(blank=True, verbose_name='вступление')),
                ('scoring', models.JSONField(default=dict, verbose_name='правила счёта')),
                ('scale', models.JSONField(default=dict, verbose_name='шкала')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='опубликована')),
                ('lock_version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'версия бланка',
                'verbose_name_plural': 'версии бланков',
                'ordering': ['instrument', '-number'],
                'constraints': [models.UniqueConstraint(fields=('instrument', 'number'), name='instrument_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='monitoring.instrumentversion', verbose_name='версия')),
                ('code', models.SlugField(max_length=20, verbose_name='код')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='порядок')),
                ('kind', models.CharField(choices=[('scale_1_10', 'Шкала 1–10'), ('scale_0_10', 'Шкала 0–10'), ('one', 'Один вариант'), ('many', 'Несколько вариантов'), ('text', 'Текст')], max_length=12, verbose_name='вид')),
                ('subscale', models.CharField(blank=True, choices=[('M', 'Наставник'), ('P', 'Программа'), ('O', 'Организация')], max_length=1, verbose_name='раздел')),
                ('text', models.CharField(max_length=400, verbose_name='вопрос')),
                ('hint', models.CharField(blank=True, max_length=300, verbose_name='пояснение')),
                ('options', models.JSONField(blank=True, default=list, verbose_name='варианты')),
                ('most', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='не больше ответов')),
                ('required', models.BooleanField(default=False, verbose_name='обязательный')),
                ('in_index', models.BooleanField(default=True, verbose_name='входит в индекс')),
                ('low_only', models.BooleanField(default=False, verbose_name='только при низкой оценке')),
            ],
            options={
                'verbose_name': 'вопрос',
                'verbose_name_plural': 'вопросы',
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='question_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='monitoring.instrumentversion', verbose_name='бланк')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='mentoring.academicyear', verbose_name='учебный год')),
                ('title', models.CharField(max_length=200, verbose_name='название')),
                ('mode', models.CharField(choices=[('confidential', 'Конфиденциальная'), ('anonymous', 'Анонимная и сводная')], default='confidential', max_length=12, verbose_name='режим')),
                ('dimension', models.CharField(choices=[('none', 'Техникум целиком'), ('unit', 'По подразделениям'), ('program', 'По программам')], default='none', max_length=10, verbose_name='разбивка итогов')),
                ('state', models.CharField(choices=[('draft', 'Черновик'), ('running', 'Идёт сбор'), ('closed_few', 'Недостаточно данных'), ('closed', 'Итоги готовы'), ('archived', 'В архиве')], default='draft', max_length=12, verbose_name='состояние')),
                ('deadline', models.DateField(verbose_name='ответить до')),
                ('threshold', models.PositiveSmallIntegerField(default=5, verbose_name='порог для чисел, человек')),
                ('text_threshold', models.PositiveSmallIntegerField(default=10, verbose_name='порог для текстов, человек')),
                ('created_at', models.DateTimeField(verbose_name='создана')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentoring.person', verbose_name='кто создал')),
                ('launched_at', models.DateTimeField(blank=True, null=True, verbose_name='запущена')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='закрыта')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='последнее напоминание')),
                ('reminders', models.PositiveSmallIntegerField(default=0, verbose_name='напоминаний')),
                ('release', models.JSONField(blank=True, null=True, verbose_name='зафиксированные итоги')),
            ],
            options={
                'verbose_name': 'анкетирование',
                'verbose_name_plural': 'анкетирования',
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('threshold__gte', 5)), name='survey_threshold_floor'), models.CheckConstraint(condition=models.Q(('text_threshold__gte', models.F('threshold'))), name='survey_text_threshold_floor')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='monitoring.survey', verbose_name='анкетирование')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='mentoring.person', verbose_name='кто отвечает')),
                ('program', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='programs.program', verbose_name='о какой программе')),
                ('deadline', models.DateField(verbose_name='ответить до')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='начата')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлена')),
            ],
            options={
                'verbose_name': 'приглашение',
                'verbose_name_plural': 'приглашения',
                'ordering': ['survey', 'person__sort_key'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'person', 'program'), name='invitation_once')],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='response', to='monitoring.invitation')),
                ('page', models.PositiveSmallIntegerField(default=1, verbose_name='страница')),
                ('saved_at', models.DateTimeField(verbose_name='сохранено')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлено')),
                ('index', models.FloatField(blank=True, null=True, verbose_name='индекс, %')),
            ],
            options={
                'verbose_name': 'ответ',
                'verbose_name_plural': 'ответы',
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='monitoring.response')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.question')),
                ('number', models.SmallIntegerField(blank=True, null=True)),
                ('skipped', models.BooleanField(default=False, verbose_name='не могу оценить')),
                ('options', models.JSONField(blank=True, default=list)),
                ('text', models.TextField(blank=True)),
            ],
            options={
                'verbose_name': 'ответ на вопрос',
                'verbose_name_plural': 'ответы на вопросы',
                'constraints': [models.UniqueConstraint(fields=('response', 'question'), name='one_answer_per_question')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='monitoring.survey')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentoring.person')),
                ('answered', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'участие в анонимной анкете',
                'verbose_name_plural': 'участие в анонимных анкетах',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'person'), name='participation_once')],
            },
        ),
        migrations.CreateModel(
            name='AnswerCounter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counters', to='monitoring.survey')),
                ('question_code', models.CharField(max_length=20)),
                ('cell', models.CharField(blank=True, max_length=60, verbose_name='ячейка разбивки')),
                ('value', models.CharField(max_length=60)),
                ('count', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'счётчик ответов',
                'verbose_name_plural': 'счётчики ответов',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'question_code', 'cell', 'value'), name='counter_once')],
            },
        ),
        migrations.CreateModel(
            name='AnonymousText',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='monitoring.survey')),
                ('question_code', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('shown', models.BooleanField(default=False, verbose_name='проверен куратором')),
            ],
            options={
                'verbose_name': 'текст анонимной анкеты',
                'verbose_name_plural': 'тексты анонимных анкет',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='monitoring.evaluation', verbose_name='оценка')),
                ('level', models.CharField(choices=[('1', 'Реакция'), ('2', 'Знания'), ('3', 'Поведение'), ('4', 'Результаты')], max_length=1, verbose_name='уровень')),
                ('name', models.CharField(max_length=200, verbose_name='что измеряли')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mentoring.person', verbose_name='у кого')),
                ('unit', models.CharField(default='%', max_length=40, verbose_name='единица')),
                ('before', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='до')),
                ('before_on', models.DateField(blank=True, null=True, verbose_name='дата «до»')),
                ('after', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='после')),
                ('after_on', models.DateField(blank=True, null=True, verbose_name='дата «после»')),
                ('higher_is_better', models.BooleanField(default=True, verbose_name='больше – лучше')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='откуда число')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentoring.person', verbose_name='кто внёс')),
                ('entered_at', models.DateTimeField(verbose_name='внесено')),
            ],
            options={
                'verbose_name': 'измерение',
                'verbose_name_plural': 'измерения',
                'ordering': ['level', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['2', '3', '4'])), name='entry_level_2_to_4'), models.CheckConstraint(condition=models.Q(('before__isnull', False), ('after__isnull', False), _connector='OR'), name='entry_has_a_number')],
            },
        ),
    ]
