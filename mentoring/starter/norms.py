"""The normative base an empty college begins with: loaded once by a migration, kept by the curator afterwards."""

import hashlib

from django.utils import timezone

from mentoring.starter import FOLDER, read

FIELDS = "code kind title number date since issuer link note"


def load_norms(get_model):
    """Create the acts of norms.yaml and the text of the college's regulation as its first version."""
    act_model, version_model = get_model("NormativeAct"), get_model("NormativeVersion")
    now = timezone.now()
    for row in read("norms")["norms"]:
        fields = {name: row[name] for name in FIELDS.split() if name in row}
        act = act_model.objects.create(**fields, to_check=row.get("check", False), created_at=now)
        if "text" in row:
            text = (FOLDER / f"{row['text']}.txt").read_text().strip()
            version_model.objects.create(
                act=act,
                number=1,
                label=row["label"],
                since=row["since"],
                text=text,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                created_at=now,
            )
