"""All tables of a floor in one operation of a migration."""

from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """What a list of CreateModel, AddField, AddConstraint, AddIndex describes, made at one stroke.

    One by one, each of them has the models of the whole project built anew: a minute and a half on two hundred tables.
    """

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # built once, when all are described
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in _new(app_label, from_state, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(_new(app_label, to_state, from_state)):
            schema_editor.delete_model(model)

    def describe(self):
        return "Create all tables"


def _new(app_label, before, after):
    return [after.apps.get_model(*key) for key in after.models if key[0] == app_label and key not in before.models]
