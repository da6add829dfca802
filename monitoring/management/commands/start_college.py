"""The first administrator and the requisites of an empty college."""

import getpass

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mentoring.actions.college import start_college
from mentoring.kit.verdict import Refused


class Command(BaseCommand):
    help = "Start an empty college: its requisites, the current academic year and the first administrator."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="administrator's e-mail")
        parser.add_argument("--name", required=True, help="administrator's full name: «Фамилия Имя Отчество»")
        parser.add_argument("--college", required=True, help="full official name of the college")
        parser.add_argument("--short", required=True, help="short official name")
        parser.add_argument("--city", default="", help="place printed in documents, «г. Дзержинск»")
        parser.add_argument("--parent", default="", help="founder printed on the letterhead")
        parser.add_argument("--password", help="password; asked for when left out")
        parser.add_argument(
            "--without-code",
            action="store_true",
            help="do not ask the leaders for a code beside the password (to try out)",
        )

    def handle(self, *args, **options):
        password = options["password"] or getpass.getpass("Пароль администратора: ")
        try:
            person = start_college(
                email=options["email"],
                full_name=options["name"],
                password=password,
                organization={
                    "full_name": options["college"],
                    "short_name": options["short"],
                    "city": options["city"],
                    "parent_body": options["parent"],
                },
                at=timezone.now(),
                with_factor=not (options["without_code"] or settings.DEMO),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Готово. Администратор: {person.full_name}, {options['email']}. Войдите и загрузите список работников."
        )
