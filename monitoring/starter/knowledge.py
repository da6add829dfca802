"""The starter bank of questions and rubrics, loaded once by a migration."""

from mentoring.starter import read

from . import FOLDER


def load_knowledge(get_model, at):
    """Questions of the file, active but those still to be compared with their source; rubrics ready for use."""
    words = read("question_bank", FOLDER)
    directions = {row.code: row for row in get_model("Direction", "mentoring").objects.all()}
    skills = skills_by_statement()
    question, rubric = get_model("BankQuestion"), get_model("Rubric")
    for row in words["question_bank"]:
        if row["direction"] in directions:
            fields = question_fields(row, directions[row["direction"]], skills[row["statement"]], at)
            question.objects.get_or_create(code=row["code"], defaults=fields)
    for row in words["rubrics"]:
        rubric.objects.get_or_create(title=row["title"], defaults={**row, "state": "active", "created_at": at})


def name_competences(get_model):
    """Competences for the questions of a bank loaded before they had any; what the college wrote itself stays."""
    skills = skills_by_statement()
    for row in read("question_bank", FOLDER)["question_bank"]:
        unnamed = get_model("BankQuestion").objects.filter(code=row["code"], competence="")
        unnamed.update(competence=skills[row["statement"]])


def skills_by_statement():
    """{code of a statement: the skill it names}, of the starter's diagnosis card."""
    blocks = read("diagnosis")["diagnosis_card"]["statements"].values()
    return {row["code"]: row["text"].removeprefix("…") for block in blocks for row in block}


def question_fields(row, direction, competence, at):
    """A row of the file as columns; places are counted from 0, `order` and `match` lie in their right order."""
    kind, answer = row["kind"], row["answer"]
    placed = kind in ("order", "match")
    options = row.get("left", row.get("options", []))
    matches = row.get("right", [])
    if kind == "order":
        options = [options[place - 1] for place in answer]
    if kind == "match":
        matches = [matches[place - 1] for place in answer]
    return {
        "direction": direction,
        "competence": competence,
        "kind": kind,
        "text": row["text"],
        "options": options,
        "matches": matches,
        "right": [] if placed or kind == "number" else [place - 1 for place in answer],
        "number": answer if kind == "number" else None,
        "clause": row.get("clause", ""),
        "note": row.get("check", ""),
        "state": "draft" if row.get("check") else "active",
        "created_at": at,
    }
