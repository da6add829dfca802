"""Django's migrate, which says in plain words what to do with a database that an older version left half way.

It makes the table of a cache that is kept in the database as well: without it no page opens, after a restore above all.
"""

from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

HALF_WAY = (
    "Эту базу начала обновлять прежняя версия программы и не закончила: из её шагов сделано {done}, не сделано {left} "
    "(первый – {first}). Эта версия не знает, как закончить чужую работу, и ничего не тронула. Сделайте одно из двух:\n"
    "  1. Верните прежнюю версию программы, выполните её manage.py migrate до конца, потом поставьте эту и повторите.\n"
    "  2. Или восстановите резервную копию прежней версией (manage.py restore) и обновитесь снова: deploy/upgrade.sh."
)


class Command(migrate.Command):
    def handle(self, *args, **options):
        if words := half_way(connections[options["database"]]):
            raise CommandError(words)
        super().handle(*args, **options)
        if not (options["check_unapplied"] or options["plan"]):
            call_command("createcachetable", database=options["database"], verbosity=0)


def half_way(connection):
    """What is done and what is not of the steps that a first migration stands for; empty when all or none is."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    for migration in MigrationLoader(None).disk_migrations.values():
        steps = [tuple(step) for step in migration.replaces]
        left = [step for step in steps if step not in applied]
        if steps and left and len(left) < len(steps):
            first = f"{left[0][0]}.{left[0][1]}"
            return HALF_WAY.format(done=len(steps) - len(left), left=len(left), first=first)
    return ""
