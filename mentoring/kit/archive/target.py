"""The database an archive goes into: is it empty, is it of this version, and how it is made anew."""

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def is_filled(connection, shipped_empty):
    """Does any of these tables have a row? Asked without the ORM: the tables may be another version's."""
    names = set(connection.introspection.table_names())
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in shipped_empty):
            if table in names:
                cursor.execute(f"SELECT 1 FROM {quote(table)} LIMIT 1")  # noqa: S608 the model's own name
                if cursor.fetchone():
                    return True
    return False


def is_of_this_version(connection):
    """Every migration of this version is applied and none that it does not know."""
    known = MigrationLoader(None).disk_migrations
    replaced = {key for migration in known.values() for key in migration.replaces}
    ours = {config.label for config in apps.get_app_configs()}
    applied = {key for key in MigrationRecorder(connection).applied_migrations() if key[0] in ours}
    return set(known) <= applied <= set(known) | replaced


def files_named(connection):
    """Names of all files that rows speak of, whatever the version of the tables."""
    names, tables = set(), set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            wanted = {
                field.column for field in model._meta.local_concrete_fields if isinstance(field, models.FileField)
            }
            if not wanted or table not in tables:
                continue
            for column in wanted & {row.name for row in connection.introspection.get_table_description(cursor, table)}:
                cursor.execute("SELECT {} FROM {}".format(*map(connection.ops.quote_name, (column, table))))  # noqa: S608
                names.update(name for (name,) in cursor.fetchall())
    return names - {"", None}


def drop_tables(connection):
    """Every table of ours, of whatever version; tables of other programs in the same database stay."""
    prefixes = tuple(f"{config.label}_" for config in apps.get_app_configs())
    own = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    found = {name for name in connection.introspection.table_names() if name in own or name.startswith(prefixes)}
    quote = connection.ops.quote_name
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table in sorted(found):
                cursor.execute(f"DROP TABLE {quote(table)}")
        elif found:
            cursor.execute(f"DROP TABLE {', '.join(map(quote, sorted(found)))} CASCADE")
