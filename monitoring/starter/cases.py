"""The starter cases and their rubric, loaded once by a migration."""

from mentoring.starter import read

from . import FOLDER


def load_cases(get_model, at):
    words = read("cases", FOLDER)["cases"]
    given = {**words["rubric"], "state": "active", "created_at": at}
    rubric, _ = get_model("Rubric").objects.get_or_create(title=given.pop("title"), defaults=given)
    for row in words["tasks"]:
        fields = {**row, "rubric": rubric, "state": "active", "created_at": at}
        get_model("CaseTask").objects.get_or_create(title=fields.pop("title"), defaults=fields)
