from django.apps import AppConfig
from django.db.backends.signals import connection_created


class MentoringConfig(AppConfig):
    name = "mentoring"
    verbose_name = "Наставничество: люди, пары, документы"

    def ready(self):
        from mentoring.kit.text import teach_sqlite

        connection_created.connect(teach_sqlite, dispatch_uid="russian_fold")
