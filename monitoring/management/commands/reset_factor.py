"""A lost second step, when there is no other administrator to ask."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoring.access import SYSTEM
from mentoring.actions.login import reset_factor
from mentoring.kit.verdict import Refused
from mentoring.models import User


class Command(BaseCommand):
    help = "Take off the second step of somebody's sign-in; the owner is told by letter, the journal keeps a line."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address the person signs in with")

    def handle(self, *args, email, **options):
        user = User.objects.filter(email=User.objects.clean_email(email)).first()
        if user is None:
            raise CommandError("Такого входа нет. Проверьте почту.")
        try:
            reset_factor(user, by=SYSTEM, at=timezone.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Готово. Второй шаг сброшен: вход снова по одному паролю, вход на всех устройствах завершён.")
