"""Every view that gives a file away says whose data it holds, or stands here with the reason why nobody's."""

import ast

from django.conf import settings
from django.urls import get_resolver

from monitoring.queries.privacy.reads import READS

NOT_OF_PEOPLE = {
    "my_data_file": "архив получает только сам человек",
    "depersonalization_pdf": "в акте имени нет",
    "depersonalization_docx": "в акте имени нет",
    "sitting_pdf": "протокол заседания",
    "sitting_docx": "протокол заседания",
    "norm_version_file": "нормативный акт",
    "material_file": "материал библиотеки",
    "survey_pdf": "итоги без имён",
    "instrument_pdf": "пустой бланк",
    "instrument_export": "пустой бланк",
    "bank_question_json": "вопросы без людей",
    "indicator_curves_paper": "показатели без имён",
    "indicator_file": "показатели без имён",
    "roadmap_pdf": "задачи года",
    "roadmap_docx": "задачи года",
    "assessment_pdf": "оценка внедрения",
    "assessment_docx": "оценка внедрения",
    "reply_file": "показатели без имён",
    "year_report_file": "показатели без имён",
    "dashboard_report": "показатели без имён",
    "indicator_register": "показатели без имён",
    "stage_change_paper": "показатели без имён",
    "subject_list_file": "журнал тех, кто отвечает за данные; в таблице имена находит посредник",
    "incident_paper": "людей по именам в уведомлении нет",
    "privacy_notice_file": "цели и категории без людей",
}
GIVES = {"download", "file_answer", "send_file", "FileResponse", "_download"}
WORKBOOKS = ("_xlsx", "_xlsx_file", "_sample", "_errors")  # the middleware finds who is named in them


def test_files_are_told_of():
    given = {name for path in views() for name in giving(ast.parse(path.read_text()))}
    told = {name for name in READS if ":" not in name} | set(NOT_OF_PEOPLE)
    assert {name for name in given if not name.endswith(WORKBOOKS)} - told == set()
    assert set(NOT_OF_PEOPLE) - given == set()


def test_addresses_are_there():
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in READS if ":" not in name} - known == set()


def views():
    return [
        path
        for app in ("mentoring", "programs", "monitoring")
        for path in (settings.BASE_DIR / app / "views").rglob("*.py")
        if path.name != "files.py"  # it gives what the views ask it to give
    ]


def giving(tree):
    """Names of a module's views that end in giving a file, by themselves or through its helpers."""
    functions = {node.name: called(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    hot = set(GIVES)
    while fresh := {name for name, calls in functions.items() if calls & hot} - hot:
        hot |= fresh
    return {name for name in functions if name in hot and not name.startswith("_") and name not in GIVES}


def called(node):
    return {
        getattr(one.func, "id", getattr(one.func, "attr", "")) for one in ast.walk(node) if isinstance(one, ast.Call)
    }
