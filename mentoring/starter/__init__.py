"""What the product ships: reference data, loaded once by a migration and edited by the college afterwards.

help/ is read as it stands: questions and answers of each role, one file a role, the release's own words.
"""

from datetime import date
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HOLIDAY_YEARS = range(2020, 2036)
CONSENTS_SINCE = date(2023, 9, 1)


def read(name, folder=FOLDER):
    """A starter file as Python data."""
    return yaml.load((folder / f"{name}.yaml").read_text(), Loader=SAFE_LOADER)  # noqa: S506


def load(get_model):
    """Create the ground floor's starter records. `get_model(name)` gives a model class, historical or current."""
    _bank(get_model)
    _kinds(get_model)
    _lists(get_model)
    _settings(get_model)
    _documents(get_model)
    _diagnosis(get_model)


def _create(model, rows):
    model.objects.bulk_create(model(position=number, **row) for number, row in enumerate(rows, 1))


def _bank(get_model):
    directions = read("directions")
    _create(
        get_model("Direction"),
        [
            {**{k: row.get(k, "") for k in ("code", "name", "short", "hint", "clause")}, "cross": cross}
            for cross, key in ((False, "directions"), (True, "cross_directions"))
            for row in directions[key]
        ],
    )
    bank = read("bank")
    _create(get_model("MentorGroup"), [_pick(r, "code name hint evidence") for r in bank["mentor_groups"]])
    _create(get_model("MenteeGroup"), [_pick(r, "code name note") for r in bank["mentee_groups"]])
    _create(get_model("Competence"), [_pick(r, "code name caution") for r in bank["mentor_competences"]])
    _create(get_model("PartnerKind"), [_pick(r, "code name helps posts social") for r in bank["partner_kinds"]])
    _create(get_model("EventForm"), [_pick(r, "code name minutes proof") for r in read("event_forms")["event_forms"]])


def _pick(row, names):
    return {name: row[name] for name in names.split() if name in row}


def _kinds(get_model):
    words = read("kinds")
    modes = read("lists")["modes"]
    note_fields = [{"code": k, "name": v} for k, v in read("labels")["labels"]["note_fields"].items()]
    groups = {
        "form": words["forms"],
        "model": words["interaction_models"],
        "kind": words["kinds"],
        "mode": modes,
        "note_field": note_fields,
    }
    label = get_model("ChoiceLabel")
    for group, rows in groups.items():
        _create(
            label,
            [
                {
                    "group": group,
                    "code": row["code"],
                    "label": row["name"],
                    "lead": row.get("lead", row.get("hint", "")),
                    "shown": row.get("shown", True),
                    "clause": row.get("clause", ""),
                    "data": _pick(row, "rules compulsory optional term typical needs_model"),
                }
                for row in rows
            ],
        )


def _lists(get_model):
    lists = read("lists")
    entry = get_model("ListEntry")
    names = {
        "request_ground": "request_grounds",
        "decline_reason": "mentor_decline_reasons",
        "close_reason": "request_close_reasons",
        "event_reason": "event_not_done_reasons",
        "leave_reason": "leave_reasons",
        "motivation": "motivation_kinds",
    }
    for name, key in names.items():
        _create(entry, [{"list": name, "code": r["code"], "name": r["name"]} for r in lists[key]])
    _create(
        entry,
        [
            {
                "list": "completion_reason",
                "code": reason["code"],
                "name": reason["name"],
                "extra": {"ground": ground["code"], "success": reason["success"]},
            }
            for ground in lists["completion_grounds"]
            for reason in ground["reasons"]
        ],
    )
    evidence = read("labels")["labels"]["evidence"]
    _create(entry, [{"list": "evidence", "code": code, "name": name} for code, name in evidence.items()])


def add_achievement_lists(get_model):
    """Kinds, levels and results of achievements; a result names the kinds it fits, or fits any."""
    lists, entry = read("lists"), get_model("ListEntry")
    for name in ("achievement_kind", "achievement_level", "achievement_result"):
        for number, row in enumerate(lists[f"{name}s"], 1):
            extra = {"kinds": row["kinds"]} if "kinds" in row else {}
            fresh = {"name": row["name"], "position": number, "extra": extra}
            entry.objects.get_or_create(list=name, code=row["code"], defaults=fresh)


def _settings(get_model):
    words = read("settings")
    _create(
        get_model("Setting"),
        [{"group": group["group"], **row} for group in words["settings"] for row in group["rows"]],
    )
    holiday = get_model("Holiday")
    holiday.objects.bulk_create(
        holiday(day=date(year, *map(int, row["day"].split("-"))), name=row["name"])
        for year in HOLIDAY_YEARS
        for row in words["holidays"]
    )


def add_new_settings(get_model):
    """Settings a filled database does not know yet; its own values stay, the order is the file's."""
    setting, position = get_model("Setting"), 0
    for group in read("settings")["settings"]:
        for row in group["rows"]:
            position += 1
            kept, _ = setting.objects.get_or_create(code=row["code"], defaults={"group": group["group"], **row})
            setting.objects.filter(pk=kept.pk).update(position=position)


def _documents(get_model):
    words = read("documents")
    _create(
        get_model("DocumentType"),
        [
            _pick(row, "code name prefix gender signs stamps sign acquaint note")
            for row in words["document_types"] + words["extra_document_types"]
        ],
    )
    types = {row.code: row for row in get_model("DocumentType").objects.all()}
    text = get_model("ConsentText")
    text.objects.bulk_create(
        text(
            kind=row["code"],
            name=row["name"],
            text=row["text"],
            who=row["who"],
            revoke=row["revoke"],
            blocks=row["blocks"],
            document=types[row["document"]],
            since=CONSENTS_SINCE,
        )
        for row in read("consents")["consent_kinds"]
    )


def _diagnosis(get_model):
    words = read("diagnosis")["diagnosis_card"]
    card = get_model("DiagnosisCard").objects.create(
        code=words["code"],
        lead=words["lead"],
        question=words["question"],
        scale=words["scale"],
        scoring=words["scoring"],
        published=True,
    )
    directions = {row.code: row for row in get_model("Direction").objects.all()}
    _create(
        get_model("DiagnosisStatement"),
        [
            {"card": card, "code": row["code"], "direction": directions[direction], "text": row["text"].strip("… ")}
            for direction, rows in words["statements"].items()
            for row in rows
        ],
    )
