"""Pages of the cards of difficulties: the road of a teacher, the profile, the comparison, the list, the request."""

import re

import pytest
from django.urls import reverse

from mentoring.actions import diagnosis as act
from mentoring.models import Diagnosis, DiagnosisCard, DiagnosisStatement, MentoringRequest
from mentoring.tests import make
from mentoring.tests import make_diagnosis as md
from mentoring.tests.counting import queries_of

NBSP = "\u00a0"


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace(NBSP, " ").split())


def see(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, name
    return words(answer)


def test_a_teacher_fills_page_by_page_and_sends(cast, sign_in):
    """R11: by direction, blanks allowed, kept at every step, no script needed."""
    client = sign_in(cast.mentee)
    diagnosis = md.asked(cast.mentee, by=cast.curator)
    sheet = md.own_sheet(diagnosis)
    page = see(client, "diagnosis_sheet", sheet.pk)
    assert "0 из 32 вопросов отвечено" in page
    assert "Наставник – Марина Ковалёва" in page
    assert "Руководитель – Наталья Соколова" in page
    assert "На оплату и аттестацию карта не влияет" in page
    first = reverse("diagnosis_part", args=[sheet.pk, "theory"])
    answer = client.post(first, {"theory_1": "2", "theory_2": "skip", "important": "on", "go": "next"})
    assert answer.url == reverse("diagnosis_part", args=[sheet.pk, "legal"])
    html = client.get(first).content.decode()
    assert re.search(r'name="theory_1" value="2"[^>]* checked', html)
    assert re.search(r'name="theory_2" value="skip"[^>]* checked', html)
    assert "необязательно" not in html
    assert client.post(first, {"theory_1": "2", "theory_2": "skip", "go": "later"}).url == "/"
    about = reverse("diagnosis_part", args=[sheet.pk, "about"])
    assert client.post(about, {"scientific": "3", "motivation": "1"}).url == reverse("diagnosis_sheet", args=[sheet.pk])
    assert client.post(reverse("diagnosis_send", args=[sheet.pk])).url == reverse(
        "diagnosis_detail", args=[diagnosis.pk]
    )
    page = see(client, "diagnosis_detail", diagnosis.pk)
    assert "Моя карта затруднений" in page
    assert "Недостаточно данных" in page
    assert client.get(first).url == reverse("diagnosis_detail", args=[diagnosis.pk])


def test_a_strange_answer_is_told_and_nothing_is_lost(cast, sign_in):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    answer = sign_in(cast.mentee).post(reverse("diagnosis_part", args=[sheet.pk, "ict"]), {"ict_1": "7"})
    assert "Выберите из предложенного" in words(answer)
    assert sign_in(cast.mentee).get(reverse("diagnosis_part", args=[sheet.pk, "nowhere"])).status_code == 404


def test_the_profile_names_deficits_strengths_and_what_they_are_counted_of(cast, sign_in):
    diagnosis = md.done(cast.mentee, by=cast.curator, important=["method"])
    page = see(sign_in(cast.mentor), "diagnosis_detail", diagnosis.pk)
    assert "Трудных направлений – 2, сильных – 1 из 3 направлений, где хватило ответов." in page
    assert "Методическое 2,5 Трудное направление важно сейчас 4 из 4" in page
    assert "ИКТ и цифровизация 2 Трудное направление 3 из 4" in page
    assert "Предметно-профессиональное 0,25 Сильная сторона 4 из 4" in page
    assert "Здоровьесбережение – Недостаточно данных 1 из 4" in page
    assert "Нормативно-правовое – Недостаточно данных 0 из 4" in page, "a blank is not a zero"
    assert "пропуск и «не могу оценить» в расчёт не входят" in page


def test_two_opinions_stand_side_by_side_with_their_differences(cast, sign_in):
    diagnosis = md.done(cast.mentee, by=cast.curator)
    md.opinion(diagnosis, cast.supervisor)
    page = see(sign_in(cast.mentee), "diagnosis_detail", diagnosis.pk)
    assert "Соколова Наталья Юрьевна" in page
    assert "Методическое: сам педагог – 2,5, руководитель – 0,5: со стороны видно меньше трудностей." in page
    assert "ИКТ и цифровизация: сам" not in page, "2 and 2,33: both a deficit, less than a mark apart"


def exit_card(cast, marks):
    entry = md.done(cast.mentee, by=cast.curator, at=md.now(days=-1))
    return entry, md.done(cast.mentee, by=cast.curator, moment="exit", marks=marks)


def test_removed_difficulties_with_numerator_and_denominator(cast, sign_in):
    """R11: only what was answered both times, in one version."""
    _, exit = exit_card(cast, {"method": [1, 1, 2, 0], "ict": [2, None, 0, 0], "subject": [3]})
    page = see(sign_in(cast.mentee), "diagnosis_detail", exit.pk)
    assert "Снятые затруднения: 3 из 5." in page  # method 4 + ict_1; ict_2 was not answered at the exit
    assert "Снятые трудные направления: 1 из 1." in page
    assert "Оба раза ответили на 7 вопросов из 32." in page
    assert "Стало трудно" in page


def test_versions_that_differ_are_not_compared(cast, sign_in):
    entry, exit = exit_card(cast, md.EASY)
    other = act.copy_card(entry.card, by=cast.actor("curator"), at=md.now())
    Diagnosis.objects.filter(pk=entry.pk).update(card=other)
    page = see(sign_in(cast.mentee), "diagnosis_detail", exit.pk)
    assert "Карты разных версий (на входе – версия 2, на выходе – версия 1)" in page
    assert "Снятые затруднения" not in page


def test_an_exit_without_an_entry_says_so(cast, sign_in):
    exit = md.done(cast.mentee, by=cast.curator, moment="exit")
    assert "Карты на входе нет: сравнить не с чем." in see(sign_in(cast.mentee), "diagnosis_detail", exit.pk)


def test_an_entry_the_reader_may_not_see_is_not_told_through_the_exit(cast, sign_in):
    entry, exit = exit_card(cast, md.EASY)
    Diagnosis.objects.filter(pk=entry.pk).update(to_director=False)
    page = see(sign_in(cast.director), "diagnosis_detail", exit.pk)
    assert "Карту на входе вам не показывают" in page
    assert "Снятые затруднения" not in page


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_the_profile_on_paper(cast, sign_in, extension):
    entry, exit = exit_card(cast, md.EASY)
    md.opinion(entry, cast.supervisor)
    client = sign_in(cast.mentee)
    for diagnosis in (entry, exit):
        answer = client.get(reverse(f"diagnosis_{extension}", args=[diagnosis.pk]))
        assert answer.status_code == 200
        assert answer.content[:2] in (b"%P", b"PK")
    filling = md.asked(cast.other_mentee, by=cast.curator)
    answer = sign_in(cast.curator).get(reverse(f"diagnosis_{extension}", args=[filling.pk]))
    assert answer.url == reverse("diagnosis_detail", args=[filling.pk])


def test_the_paper_says_what_the_page_says(cast):
    from mentoring.documents.diagnosis import diagnosis_paper
    from mentoring.queries.diagnosis.profile import full_diagnoses, profile_page

    diagnosis = md.done(cast.mentee, by=cast.curator)
    md.opinion(diagnosis, cast.supervisor)
    page = profile_page(cast.actor("mentee"), full_diagnoses(Diagnosis.objects).get())
    text = repr(diagnosis_paper(page)).replace("\\xa0", NBSP)
    assert "КАРТА ЗАТРУДНЕНИЙ" in text
    assert page.summary in text
    assert all(line in text for line in page.differences)
    assert all(row.name in text for row in page.rows)


# Asking and the list


def test_the_curator_asks_a_unit_at_once(cast, sign_in):
    client = sign_in(cast.curator)
    page = see(client, "diagnosis_ask", unit=cast.unit.pk, who="all", tick="all")
    assert "Жуков Артём Денисович" in page
    assert "Ершов Денис" not in page
    data = {"people": [cast.mentee.pk, cast.mentor.pk], "moment": "entry", "due": "31.12.2099", "opinion": "on"}
    answer = client.post(reverse("diagnosis_ask"), data, follow=True)
    assert "Попросили 2 человека" in words(answer) or "Попросили 2 человек" in words(answer)
    assert Diagnosis.objects.filter(state="asked").count() == 2
    assert "Уже просят: до 31 декабря 2099 года" in see(client, "diagnosis_ask")


def test_asking_nobody_or_strangers_is_told(cast, sign_in):
    client = sign_in(cast.supervisor)
    rest = {"moment": "entry", "due": "31.12.2099"}
    assert "Отметьте хотя бы одного" in words(client.post(reverse("diagnosis_ask"), rest))
    answer = client.post(reverse("diagnosis_ask"), {"people": [cast.other_mentee.pk], **rest})
    assert "Выберите людей из списка" in words(answer)
    assert not Diagnosis.objects.exists()


def test_the_list_tells_what_is_difficult_and_whose_turn(cast, sign_in):
    md.done(cast.mentee, by=cast.curator)
    md.asked(cast.other_mentee, by=cast.curator)
    client = sign_in(cast.curator)
    page = see(client, "diagnosis_list")
    assert "Жуков Артём Денисович" in page
    assert "методика, цифра" in page
    assert "Педагог заполняет до" in page
    assert "Ершов" not in see(client, "diagnosis_list", q="жуков")
    assert "Жуков" not in see(client, "diagnosis_list", tab="open")
    assert "По этим условиям карт нет" in see(client, "diagnosis_list", moment="exit")
    assert "Карт затруднений пока нет" in see(sign_in(cast.outsider), "diagnosis_list")


def test_a_teacher_starts_an_own_card_from_the_list(cast, sign_in):
    client = sign_in(cast.outsider)
    answer = client.post(reverse("diagnosis_start"))
    sheet = md.own_sheet(Diagnosis.objects.get(person=cast.outsider))
    assert answer.url == reverse("diagnosis_sheet", args=[sheet.pk])


@pytest.mark.parametrize("page", ["diagnosis_list", "diagnosis_ask"])
def test_lists_take_a_constant_number_of_queries(cast, sign_in, page):
    client, counts = sign_in(cast.curator), []
    for more in (1, 2):
        for _ in range(more):
            md.done(make.mentee().person, by=cast.curator)
        counts.append(queries_of(client, reverse(page)))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("part", ["mentee", "curator", "mentor"])
def test_one_card_takes_few_queries_whatever_is_in_it(cast, sign_in, part):
    entry, exit = exit_card(cast, md.EASY)
    md.opinion(exit, cast.supervisor)
    client = sign_in(getattr(cast, part))
    many = queries_of(client, reverse("diagnosis_detail", args=[exit.pk]))
    md.opinion(exit, cast.curator)
    assert queries_of(client, reverse("diagnosis_detail", args=[exit.pk])) == many <= 12
    assert queries_of(client, reverse("diagnosis_detail", args=[entry.pk])) <= 12


def test_a_sheet_takes_few_queries(cast, sign_in):
    sheet = md.own_sheet(md.asked(cast.mentee, by=cast.curator))
    client = sign_in(cast.mentee)
    assert queries_of(client, reverse("diagnosis_sheet", args=[sheet.pk])) <= 12
    assert queries_of(client, reverse("diagnosis_part", args=[sheet.pk, "method"])) <= 12


# The request


def test_a_request_is_prefilled_from_the_card(cast, sign_in):
    """R11: the card is carried into the request; its words may be changed before it is sent."""
    client = sign_in(cast.mentee)
    diagnosis = md.done(cast.mentee, by=cast.curator)
    address = f"{reverse('request_create')}?diagnosis={diagnosis.pk}"
    page = words(client.get(address))
    assert "методическое (2,5 из 3) и ИКТ и цифровизация (2 из 3)" in page
    answer = client.post(address)
    draft = MentoringRequest.objects.get()
    assert answer.url == reverse("request_edit", args=[draft.pk])
    assert set(draft.directions.values_list("code", flat=True)) == {"method", "ict"}
    assert "поставить цель занятия" in draft.problem
    assert (draft.state, draft.person) == ("draft", cast.mentee)


def test_no_request_from_anothers_card_or_without_difficulties(cast, sign_in):
    diagnosis = md.done(cast.mentee, by=cast.curator, marks={"method": [0, 0, 0, 0]})
    address = f"{reverse('request_create')}?diagnosis={diagnosis.pk}"
    assert "В карте нет трудного" in words(sign_in(cast.mentee).get(address, follow=True))
    client = sign_in(cast.other_mentor)
    assert "Что перейдёт в запрос" not in words(client.get(address))
    client.post(address, {"own": "1"})
    assert MentoringRequest.objects.get().problem == ""


# Versions of the card


def test_the_editor_writes_a_draft_and_publishes_it_after_a_check(cast, sign_in):
    client = sign_in(cast.curator)
    first = DiagnosisCard.objects.get()
    assert "её не правят" in see(client, "diagnosis_card_detail", first.pk)
    client.post(reverse("diagnosis_card_copy", args=[first.pk]))
    draft = DiagnosisCard.objects.get(version=2)
    address = reverse("diagnosis_card_detail", args=[draft.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"method-1": "…поставить цель", "method-4": ""}
    data |= {"deficit_from": "1,5", "strength_to": "0,25", "onward": "1"}
    answer = client.post(address, data)
    assert answer.url == reverse("diagnosis_card_publish", args=[draft.pk])
    draft.refresh_from_db()
    texts = dict(draft.statements.values_list("code", "text"))
    assert texts["method_1"] == "поставить цель"
    assert "method_4" not in texts
    assert (draft.scoring["deficit_from"], draft.scoring["min_answered"]) == (1.5, 2)
    assert "Не по четыре утверждения: методическое – 3." in see(client, "diagnosis_card_publish", draft.pk)
    assert "поставить цель" in see(client, "diagnosis_card_preview", draft.pk)
    client.post(reverse("diagnosis_card_publish", args=[draft.pk]))
    assert set(DiagnosisStatement.objects.in_use().values_list("card", flat=True)) == {draft.pk}
    assert first.statements.count() == 32


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"deficit_from": "0,1"}, "Сильная сторона – меньше"),
        ({"deficit_from": "9"}, "от 0 до 3"),
        ({"min_answered": "0"}, "больше нуля"),
        ({"strength_to": "много"}, "Напишите число"),
        ({"question": ""}, "Напишите, например"),
        ({"seen": "прежнее"}, "кто-то ещё изменил"),
    ],
)
def test_the_editor_refuses_in_words(cast, sign_in, change, said):
    client = sign_in(cast.curator)
    draft = act.copy_card(DiagnosisCard.objects.get(), by=cast.actor("curator"), at=md.now())
    address = reverse("diagnosis_card_detail", args=[draft.pk])
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"method-1": "новое"} | change
    assert said in words(client.post(address, data))
    assert not draft.statements.filter(text="новое").exists()


def test_a_direction_too_short_to_count_is_not_published(cast, sign_in):
    draft = act.copy_card(DiagnosisCard.objects.get(), by=cast.actor("curator"), at=md.now())
    draft.statements.filter(direction__code="ict").exclude(code="ict_1").delete()
    page = words(sign_in(cast.curator).post(reverse("diagnosis_card_publish", args=[draft.pk]), follow=True))
    assert "Мало утверждений, чтобы считать: ИКТ и цифровизация" in page
    assert not DiagnosisCard.objects.get(pk=draft.pk).published


def test_a_draft_is_deleted_and_a_published_version_is_not(cast, sign_in):
    client, first = sign_in(cast.curator), DiagnosisCard.objects.get()
    draft = act.copy_card(first, by=cast.actor("curator"), at=md.now())
    for card in (draft, first):
        client.post(reverse("diagnosis_card_delete", args=[card.pk]))
    assert list(DiagnosisCard.objects.all()) == [first]
