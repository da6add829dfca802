"""Old versions of rows that a database keeps for a while after a change. Sweeping is a help: its failure stops nothing."""

import logging

from django.db import DatabaseError, connection

from monitoring.models import AnonymousText, AnswerCounter, Participation

log = logging.getLogger(__name__)
TABLES = (Participation, AnswerCounter, AnonymousText)


def sweep_after_sending():
    """Versions that the last sheet has replaced are cleared away at once: old rows, on SQLite the log of old pages.

    The log holds the counters before and after every sheet, in turn with who has answered.
    """
    if connection.vendor == "postgresql":
        _run("VACUUM " + ", ".join(_table(model) for model in TABLES))
    elif connection.vendor == "sqlite":
        _run("PRAGMA wal_checkpoint(TRUNCATE)")


def sweep_after_closing():
    """Files are written anew without what was deleted, in the order of random keys where the database can."""
    if connection.vendor == "postgresql":
        for model in TABLES:
            _run(f"CLUSTER {_table(model)} USING {connection.ops.quote_name(_key_index(model))}")
    elif connection.vendor == "sqlite":
        _run("VACUUM")
        _run("PRAGMA wal_checkpoint(TRUNCATE)")


def _table(model):
    return connection.ops.quote_name(model._meta.db_table)


def _key_index(model):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return next(name for name, one in found.items() if one["primary_key"])


def _run(statement):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        log.warning("sweeping was put off: %s", type(error).__name__)
