"""A line of the open bank goes as soon as its achievement is mended, taken away or no longer confirmed (R35)."""

from mentoring.models import MentorPublication


def withdraw_line(achievement):
    """Take the achievement's line off the mentor's shown card; what was agreed to is shown narrower, never wider."""
    card = MentorPublication.objects.filter(mentor=achievement.person_id, shown__isnull=False).first()
    merits = (card.shown or {}).get("merits", {}) if card else {}
    if str(achievement.pk) in merits:
        left = {key: line for key, line in merits.items() if key != str(achievement.pk)}
        MentorPublication.objects.filter(pk=card.pk).update(shown={**card.shown, "merits": left})
