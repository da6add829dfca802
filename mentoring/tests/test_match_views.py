"""Pages of matching all at once: start, progress, draft, a line, publication, the order; «почему не он» (R12)."""

import pytest
from django.urls import reverse

from mentoring.actions.match import compute_match, start_match
from mentoring.kit.dates import today
from mentoring.models import MatchBatch, Mentor, Pair, RequestOffer
from mentoring.queries.deeds.request import sources
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene

AT = make.moment()


@pytest.fixture
def as_curator(cast, sign_in):
    return sign_in(cast.curator, "curator")


@scene
def waiting(cast):
    """Two requests; the cast's mentors may take both."""
    return [make.request(make.mentee("Агеев Степан Юрьевич").person), make.request(make.mentee("Яшина Вера").person)]


@scene
def batch(cast, waiting):
    return counted(cast)


def counted(cast, **options):
    started = start_match(by=cast.actor("curator"), at=AT, **options)
    compute_match(started, at=AT)
    return started


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("<b>", "").replace("</b>", "")


def test_the_way_from_the_list_to_one_order(cast, waiting, as_curator, django_capture_on_commit_callbacks):
    assert reverse("match_list") in text(as_curator.get(reverse("request_list")))
    with django_capture_on_commit_callbacks() as jobs:
        page = as_curator.post(reverse("match_list"), {"start": "1"}, follow=True)
    assert "Страница обновится сама" in text(page)
    assert page.headers["Refresh"] == "2"
    for job in jobs:
        job()
    batch = MatchBatch.objects.get()
    page = as_curator.get(reverse("match_detail", args=[batch.pk]))
    assert "Refresh" not in page.headers
    assert "2 из 2" in text(page)
    publish = reverse("match_publish", args=[batch.pk])
    assert "2 запроса, 2 наставника" in text(as_curator.get(publish))
    page = as_curator.post(publish, {"way": "pairs", "checked": "on", "seen": "0"}, follow=True)
    assert "Готово. Создано: 2 пары." in text(page)
    assert "Включить в приказ: 2 пары" in text(page)
    pairs = list(Pair.objects.filter(requests__in=waiting).values_list("pk", flat=True))
    assert all(f'name="pair" value="{pk}"' in text(page) for pk in pairs)
    page = as_curator.post(reverse("order_create"), {"pair": pairs}, follow=True)
    assert "Проверьте приказ перед отправкой на подпись" in text(page)
    assert "В приказ войдут 2 из 2." in text(page)
    page = as_curator.get(reverse("match_detail", args=[batch.pk]))
    assert "Включить в приказ" not in text(page)


def test_offers_from_the_page_and_a_second_press(batch, as_curator):
    publish = reverse("match_publish", args=[batch.pk])
    sent = {"way": "offers", "checked": "on", "seen": "0"}
    page = as_curator.post(publish, sent, follow=True)
    assert "Готово. Наставников спросили: 2 запроса." in text(page)
    page = as_curator.post(publish, sent, follow=True)
    assert "уже опубликован или удалён. Второй раз не нужно" in text(page)
    assert RequestOffer.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"checked": ""}, "Отметьте, что проверили подбор."),
        ({"way": ""}, "Выберите, как опубликовать подбор."),
        ({"way": "pigeon"}, "Выберите из списка."),
    ],
)
def test_publication_needs_a_way_and_the_tick(batch, as_curator, changes, words):
    page = as_curator.post(
        reverse("match_publish", args=[batch.pk]), {"way": "offers", "checked": "on", "seen": "0"} | changes
    )
    assert words in text(page)
    assert not RequestOffer.objects.exists()


def test_a_line_is_given_to_another_or_to_nobody(cast, batch, as_curator):
    line = batch.lines.first()
    url = reverse("match_line", args=[batch.pk, line.pk])
    other = (cast.mentor if line.mentor_id != cast.mentor.pk else cast.other_mentor).mentor
    page = text(as_curator.get(url))
    assert f'value="{line.mentor_id}" id="mentor-{line.mentor_id}" checked' in page
    assert "Оставить без наставника" in page
    assert f"Готово. {line.request.person.short_name}: {other.person.short_name}".replace("\u00a0", " ") in text(
        as_curator.post(url, {"mentor": other.pk}, follow=True)
    )
    page = text(as_curator.post(url, {"mentor": "nobody"}, follow=True))
    assert "Все вместе, с вашими правками" in page
    assert "Выбрали вы." in page
    for bad in ("", "0", "99999", "<b>"):
        assert "Выберите наставника из списка или" in text(as_curator.post(url, {"mentor": bad}, follow=True))
    assert as_curator.get(reverse("match_line", args=[batch.pk, 99999])).status_code == 404


def test_who_is_given_to_others_is_told_so(cast, batch, as_curator):
    Mentor.objects.update(capacity=2)  # one place each is taken by the cast's live pairs
    first, second = batch.lines.all()
    page = text(as_curator.get(reverse("match_line", args=[batch.pk, first.pk])))
    assert "Занят в подборе" in page
    assert f"Места отданы: {second.request.person.short_case('dat')}".replace("\u00a0", " ") in page


def test_an_obstacle_is_shown_and_taken_out(cast, batch, waiting, as_curator):
    waiting[0].state = "withdrawn"
    waiting[0].save(update_fields=["state"])
    page = text(as_curator.get(reverse("match_detail", args=[batch.pk])))
    assert "Есть помехи." in page
    assert "Запрос больше не ждёт подбора: отозван." in page
    page = text(as_curator.get(reverse("match_publish", args=[batch.pk])))
    assert "Сначала разберите строки с помехой." in page
    page = text(as_curator.post(reverse("match_clean", args=[batch.pk]), follow=True))
    assert "Готово. Эти запросы останутся без наставника" in page
    assert "1 запрос, 1 наставник" in page


def test_a_draft_is_taken_away(batch, as_curator):
    page = text(as_curator.post(reverse("match_discard", args=[batch.pk]), follow=True))
    assert "Готово. Черновик удалён, запросы не изменились." in page
    assert "Подобрать всем сразу" in page
    assert "Удалён" in page


def test_a_second_start_leads_to_the_open_draft(batch, as_curator):
    page = text(as_curator.get(reverse("match_list")))
    assert f"Открыть подбор № {batch.pk}" in page
    assert 'name="start"' not in page
    assert MatchBatch.objects.count() == 1
    assert "Общий подбор уже начат." in text(as_curator.post(reverse("match_list"), {"start": "1"}))


def test_a_counting_that_hangs_says_so(cast, waiting, as_curator):
    started = start_match(by=cast.actor("curator"), at=make.moment("2026-11-01 10:00"))
    page = text(as_curator.get(reverse("match_detail", args=[started.pk])))
    assert "Похоже, фоновая служба не работает" in page
    assert "Отменить подбор" in page


def test_the_draft_waits_among_the_curators_deeds(cast, batch):
    (source,) = [s for s in sources(cast.actor("curator"), today()) if s.code == "publish_match"]
    deed = source.deed(source.queryset.get())
    assert deed.title == "Опубликовать общий подбор: 2 из 2"
    assert not [s for s in sources(cast.actor("director"), today()) if s.code == "publish_match"]


@pytest.mark.parametrize("show", ["", "new", "nobody", "changed", "broken", "held", "nonsense"])
def test_lines_are_filtered(batch, as_curator, show):
    assert as_curator.get(reverse("match_detail", args=[batch.pk]), {"show": show}).status_code == 200


@pytest.mark.parametrize(
    ("name", "most"), [("match_detail", 12), ("match_publish", 12), ("match_line", 12), ("match_list", 11)]
)
def test_as_many_queries_for_one_line_as_for_three(cast, as_curator, name, most):
    make.request(make.mentee().person)
    one = counted(cast)

    def asked(batch):
        line = [batch.lines.first().pk] if name == "match_line" else []
        return queries_of(as_curator, reverse(name, args=[] if name == "match_list" else [batch.pk, *line]))

    first = asked(one)
    MatchBatch.objects.all().delete()
    for _ in range(2):
        make.request(make.mentee().person)
    assert asked(counted(cast)) == first <= most


# «Почему не он»


def why_not(client, request, who):
    return text(client.get(reverse("request_candidates", args=[request.pk]), {"who": who}))


def test_any_mentor_of_the_bank_is_found_with_his_arithmetic(cast, waiting, as_curator):
    page = why_not(as_curator, waiting[0], "ковалева марина")
    assert "1-е место из 2" in page
    assert "Можно спросить" in page
    assert page.count("все 2 направления запроса") >= 2


def test_every_stop_is_told_not_only_the_first(cast, waiting, as_curator):
    Mentor.objects.filter(pk=cast.mentor.pk).update(capacity=1, takes_new=False)
    page = why_not(as_curator, waiting[0], "Ковалёва").partition('id="why-not"')[2]
    assert "Нет места" in page
    assert "Не берёт новых" in page
    assert "Сейчас спросить нельзя" in page
    assert "Отметить в списке" not in page


def test_nobody_of_that_name_and_too_many_of_it(cast, waiting, as_curator):
    assert "В банке нет наставника с такой фамилией." in why_not(as_curator, waiting[0], "Ъ" * 300)
    for number in range(6):
        make.mentor(f"Орлов{number} Пётр Ильич")
    assert "Ещё 1 наставник с такими буквами" in why_not(as_curator, waiting[0], "орлов")
    assert "В банке нет" not in why_not(as_curator, waiting[0], "")
