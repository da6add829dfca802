"""The demo college."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mentoring.authentication import DEMO_PASSWORD
from mentoring.models import Organization, Person
from monitoring.demo.play import play
from monitoring.demo.staff import ACCOUNTS


class Command(BaseCommand):
    help = "Fill an empty database with the demo college, played through the real actions. Needs DEMO=1."

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=90)
        parser.add_argument("--pairs", type=int, default=34)
        parser.add_argument("--years", type=int, default=3)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--if-empty", action="store_true", help="say so and stop when the database is filled")

    def handle(self, *args, **options):
        if not settings.DEMO and not settings.TESTING:
            raise CommandError("The demo fills only a demo: set DEMO=1.")
        if Organization.objects.exists() or Person.objects.exists():
            if options["if_empty"]:
                self.stdout.write("База уже заполнена, демонстрационный техникум не создаём.")
                return
            raise CommandError("The database is not empty: the demo needs an empty one.")
        started = time.monotonic()
        with transaction.atomic():
            play(
                people=options["people"],
                pair_count=options["pairs"],
                years=options["years"],
                seed=options["seed"],
                now=timezone.now(),
                say=self.stdout.write,
            )
        self.stdout.write(f"Готово за {time.monotonic() - started:.0f} с. Пароль демонстрации: {DEMO_PASSWORD}")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account}@demo.example")
