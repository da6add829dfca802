"""The demo's scenes of the office's year run through the real actions in a small college."""

from datetime import date
from types import SimpleNamespace

from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.demo import office_year
from monitoring.demo.clock import YearClock
from monitoring.models import RecognitionProposal, Roadmap, RoadmapTask, YearlyAssessment
from monitoring.tests import make_year as play
from monitoring.tests.make_year import now


def stage_of(cast, year):
    clock = YearClock(year.starts, today(), now())
    return SimpleNamespace(clock=clock, year=year, curator=cast.actor("curator"), director=cast.actor("director"))


def test_two_years_are_played(cast):
    term = {"since": date(2025, 10, 1), "until": date(2026, 6, 15), "ended_on": date(2026, 6, 15)}
    last = make.year(2025, current=False)
    make.pair([cast.other_mentor], [cast.outsider], state="completed", year=last, **term)
    office_year.last_year(stage_of(cast, last))
    office_year.this_year(stage_of(cast, make.year(2026)))
    assert set(Roadmap.objects.values_list("state", flat=True)) == {"approved"}
    assert RoadmapTask.objects.filter(roadmap__year__starts__year=2025).exclude(state="done").count() == 0
    assert YearlyAssessment.objects.get().state == "signed"
    mixed = set(RoadmapTask.objects.filter(roadmap__year__current=True).values_list("state", flat=True))
    assert {"done", "in_progress", "moved", "planned", "not_needed"} <= mixed
    assert RoadmapTask.objects.filter(origin="decision").count() == 2
    assert set(RecognitionProposal.objects.values_list("state", flat=True)) == {"proposed", "approved", "awarded"}


def test_home_words_every_deed_and_wait_of_the_year(cast, sign_in):
    """Each source is worded once on the page of who it waits for."""
    play.sent(cast)
    play.signing(cast)
    play.begun(cast, make.year(2025, current=False))
    play.agreed(cast)
    play.proposed(cast, kind="diploma")
    order = play.orders.create_order([play.agreed(cast, kind="letter")], **play.who(cast, "curator"))
    drafts = sign_in(cast.curator).get(reverse("home")).content.decode()
    play.orders.send_recognition_order(order, checked=True, **play.who(cast, "curator"))
    told = {
        part: sign_in(getattr(cast, part)).get(reverse("home")).content.decode() for part in ("curator", "director")
    }
    for words in (
        "Проверить приказ о поощрении",
        "Включить в приказ: Ковалёва М.",
        "Дописать оценку внедрения 2025/26",
    ):
        assert words.split(" М.")[0] in drafts, words
    for words in ("Подписать оценку внедрения 2026/27", "утверждение дорожной карты", "подпись приказа о поощрении"):
        assert words in told["curator"], words
    for words in ("Утвердить дорожную карту", "Решить о поощрении: Ковалёва", "Подписать приказ о поощрении"):
        assert words in told["director"], words
