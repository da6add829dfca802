"""Which card a person is observed by: chosen by the post (clause 5.4), the newest published version."""

from mentoring.kit.text import fold
from monitoring.choices import VersionState
from monitoring.models import CardByPost, InstrumentVersion


def version_for(person):
    """The InstrumentVersion of the first row whose words begin a word of the post, or None when no card is ready."""
    ready = InstrumentVersion.objects.filter(state=VersionState.PUBLISHED, instrument__kind="observation")
    newest = {version.instrument_id: version for version in ready.select_related("instrument").order_by("number")}
    for row in CardByPost.objects.order_by("position", "pk"):
        if row.instrument_id in newest and suits(row.words, person.post):
            return newest[row.instrument_id]
    return None


def suits(words, post):
    """Whether one of the comma-separated beginnings begins a word of the post; no words suit everybody."""
    beginnings = [fold(part.strip()) for part in words.split(",") if part.strip()]
    spoken = fold(post).replace("-", " ").split()
    return not beginnings or any(word.startswith(start) for word in spoken for start in beginnings)
