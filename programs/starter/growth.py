"""The first checklists of induction; loaded once by a migration into new and filled databases alike."""

from mentoring.starter import read

from . import FOLDER


def load_inductions(get_model):
    """Each list is its own rows after those that stand in every list, category by category."""
    words = read("induction", FOLDER)
    template, item = get_model("InductionTemplate"), get_model("InductionItem")
    for place, row in enumerate(words["induction_templates"], 1):
        made = template.objects.create(name=row["name"], posts=row["posts"], position=place)
        rows = [
            (category, line)
            for category, common in words["induction_common"].items()
            for line in (*common, *row["items"].get(category, ()))
        ]
        item.objects.bulk_create(
            item(template=made, position=n, category=category, text=line["text"], required=line.get("required", True))
            for n, (category, line) in enumerate(rows, 1)
        )
