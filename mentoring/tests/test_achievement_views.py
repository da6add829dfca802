"""R35, R36: the way of an achievement by its pages: prepared for, helped with, told, confirmed, shown; refusals in words."""

import pytest
from django.urls import reverse

from mentoring.actions.achievement import edit_achievement, remove_achievement
from mentoring.actions.achievement_check import unconfirm_achievement
from mentoring.actions.open_bank import accept_publication, agree_to_publish, open_publication, save_publication
from mentoring.actions.open_bank.publication import put_up
from mentoring.kit.dates import short, today
from mentoring.kit.verdict import Refused
from mentoring.models import Achievement, AchievementHelp, MentorPublication
from mentoring.queries.open_bank.agreement import agreement_of
from mentoring.queries.open_bank.public import card_of, draft_card
from mentoring.tests import make, outside
from mentoring.tests import make_achievement as ma
from mentoring.tests.uploads import pdf_upload


def posted(**fields):
    told = ma.values(**fields)
    data = {name: getattr(value, "pk", value) for name, value in told.items() if value not in (None, False)}
    data["day"] = short(told["day"])
    return {**data, "since": "", "seen": fields.get("seen", "")}


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_the_whole_way(cast, sign_in):
    client = sign_in(cast.mentee)
    create = reverse("achievement_create")
    assert f'<option value="{cast.pair.pk}" selected>' in client.get(create).content.decode()
    response = client.post(create, posted(result=None, day=today(), pair=cast.pair), follow=True)
    row = Achievement.objects.get()
    assert (row.state, row.pair, "впишите результат" in said(response)) == ("planned", cast.pair, True)
    url = reverse("achievement_detail", args=[row.pk])
    response = client.post(reverse("achievement_help_ask", args=[row.pk]), {"text": "Посмотрите заявку"}, follow=True)
    assert "Просьбу получит Ковалёва\xa0М.\xa0С." in said(response)
    help = AchievementHelp.objects.get()

    client = sign_in(cast.mentor)
    assert "Помочь: Жуков" in client.get("/").content.decode()
    answer = reverse("achievement_help_answer", args=[help.pk])
    assert "Посмотрите заявку" in client.get(answer).content.decode()
    client.post(answer, {"text": "Поправили план", "given_on": short(today())})
    assert "Поправили план" in client.get(url).content.decode()

    client = sign_in(cast.mentee)
    edit, seen = reverse("achievement_edit", args=[row.pk]), Achievement.objects.get().lock_version
    data = posted(day=today(), pair=cast.pair, seen=seen, mentor_part="Вычитал заявку")
    client.post(edit, {**data, "files": [pdf_upload("диплом.pdf")]})
    row.refresh_from_db()
    assert (row.state, row.files.count(), row.mentor_part) == ("told", 1, "Вычитал заявку")

    client = sign_in(cast.curator)
    assert "Подтвердить достижение: Жуков" in client.get("/").content.decode()
    client.post(reverse("achievement_confirm", args=[row.pk]))
    page = client.get(url).content.decode()
    assert ("Снять подтверждение" in page, "Попросить поправить" in page) == (True, False)
    card = client.get(reverse("person_detail", args=[cast.mentee.pk])).content.decode()
    assert ("Мастер года" in card, "Подтверждено" in card) == (True, True)


def test_the_mentor_is_asked_whose_it_is(cast, sign_in):
    client = sign_in(cast.mentor)
    create = reverse("achievement_create") + f"?pair={cast.pair.pk}"
    assert "Чьё достижение?" in client.get(create).content.decode()
    response = client.post(create, {"person": cast.mentee.pk})
    assert response.url == f"/achievements/new/?person={cast.mentee.pk}&pair={cast.pair.pk}"
    page = client.get(response.url).content.decode()
    assert f'<option value="{cast.pair.pk}" selected>' in page
    assert client.get(reverse("achievement_create") + f"?person={cast.other_mentee.pk}").status_code == 404


def test_a_refusal_stands_in_the_form_with_what_was_typed(cast, sign_in):
    client = sign_in(cast.mentee)
    response = client.post(reverse("achievement_create"), posted(result="published"))
    page = response.content.decode()
    assert (response.status_code, "не подходит к виду" in page, 'value="Мастер года"' in page) == (200, True, True)
    assert not Achievement.objects.exists()


def test_who_saves_second_sees_both_texts(cast, sign_in):
    row = ma.write(cast.mentee, cast.actor("mentee"), pair=cast.pair)
    changed = ma.values(title="От наставника", pair=cast.pair)
    edit_achievement(row, seen=0, by=cast.actor("mentor"), at=ma.AT, **changed)
    client = sign_in(cast.mentee)
    page = client.post(reverse("achievement_edit", args=[row.pk]), posted(title="Моё", seen=0, pair=cast.pair))
    html = page.content.decode()
    assert ("Два человека правили одновременно" in html, "От наставника" in html) == (True, True)
    assert Achievement.objects.get().title == "От наставника"


def test_the_curator_asks_to_mend(cast, sign_in):
    row = ma.write(cast.mentee, cast.actor("mentee"))
    client = sign_in(cast.curator)
    url = reverse("achievement_return", args=[row.pk])
    assert "Напишите, что поправить" in client.post(url, {"remark": ""}).content.decode()
    client.post(url, {"remark": "Приложите диплом"})
    client = sign_in(cast.mentee)
    assert "Куратор просит поправить" in client.get(reverse("achievement_edit", args=[row.pk])).content.decode()


def test_empty_pages_say_what_to_do(cast, sign_in):
    client = sign_in(cast.mentee)
    assert "Достижений пока нет" in client.get(reverse("achievement_mine")).content.decode()
    assert "Мои достижения" in client.get(reverse("profile")).content.decode()
    client = sign_in(cast.curator)
    url = reverse("achievement_list")
    assert "Внести первое" in client.get(url).content.decode()
    assert "По этим условиям ничего нет" in client.get(url, {"q": "нет"}).content.decode()
    assert url in client.get(reverse("person_list")).content.decode()


def test_nothing_is_confirmed_that_was_mended_meanwhile(cast, sign_in):
    row = ma.write(cast.mentee, cast.actor("mentee"))
    client = sign_in(cast.curator)
    detail = reverse("achievement_detail", args=[row.pk])
    assert f'name="seen" value="{row.lock_version}"' in client.get(detail).content.decode()
    edit_achievement(row, seen=row.lock_version, by=cast.actor("mentee"), at=ma.AT, **ma.values(title="Другое"))
    url = reverse("achievement_confirm", args=[row.pk])
    assert "Прочитайте её ещё раз" in said(client.post(url, {"seen": row.lock_version - 1}, follow=True))
    assert Achievement.objects.get().state == "told"
    client.post(url, {"seen": row.lock_version})
    assert Achievement.objects.get().state == "confirmed"


def test_a_file_is_saved_never_opened(cast, sign_in):
    row = ma.write(cast.mentee, cast.actor("mentee"), files=[pdf_upload("диплом.pdf")], pair=cast.pair)
    url = reverse("achievement_file", args=[row.pk, row.files.get().pk])
    response = sign_in(cast.mentor).get(url)
    assert response["Content-Disposition"].startswith("attachment")
    assert sign_in(cast.other_mentor).get(url).status_code == 404


class TestOpenBank:
    def publish(self, cast, fields=("achievements",)):
        mentor = cast.mentor.mentor
        mentor.achievements = "Свои слова"
        mentor.save()
        publication = outside.published(mentor, fields=list(fields))
        MentorPublication.objects.filter(pk=publication.pk).update(state="awaiting")
        publication.refresh_from_db()
        put_up(publication, ma.AT)
        return MentorPublication.objects.get(pk=publication.pk)

    def shown(self, publication):
        mentor = publication.mentor
        mentor.confirmed_marks = []
        return card_of(mentor, publication.slug, publication.shown, today(), load=0).achievements

    def test_only_confirmed_own_ones_and_only_when_chosen(self, cast):
        mentor, curator = cast.actor("mentor"), cast.actor("curator")
        ma.write(cast.mentor, mentor, title="Со слов")
        ma.confirmed(cast.mentor, mentor, curator, title="Победа")
        ma.confirmed(cast.mentee, cast.actor("mentee"), curator, title="Чужая", pair=cast.pair)
        assert self.shown(self.publish(cast)).split("\n") == [
            "Свои слова", "Конкурс: «Победа» – победитель, регион, 2026 год",
        ]  # fmt: skip

    def test_nothing_without_the_mentor_s_choice(self, cast):
        ma.confirmed(cast.mentor, cast.actor("mentor"), cast.actor("curator"), title="Победа")
        publication = self.publish(cast, fields=("post",))
        assert ("merits" in publication.shown, self.shown(publication)) == (False, "")

    def test_a_line_goes_at_once_when_it_is_not_confirmed_any_more(self, cast):
        mentor, curator = cast.actor("mentor"), cast.actor("curator")
        first = ma.confirmed(cast.mentor, mentor, curator, title="Первая")
        second = ma.confirmed(cast.mentor, mentor, curator, title="Вторая")
        publication = self.publish(cast)
        unconfirm_achievement(first, by=curator, at=ma.AT)
        publication.refresh_from_db()
        assert ("Первая" in self.shown(publication), "Вторая" in self.shown(publication)) == (False, True)
        remove_achievement(second, by=mentor, at=ma.AT)
        publication.refresh_from_db()
        assert self.shown(publication) == "Свои слова"

    def test_what_is_confirmed_while_the_card_is_checked_does_not_go_out(self, cast):
        mentor, curator = cast.actor("mentor"), cast.actor("curator")
        row = open_publication(cast.mentor.mentor, by=mentor, at=ma.AT)
        row = save_publication(row, fields=["achievements"], name_form="full", about="", seen=0, by=mentor, at=ma.AT)
        agree_to_publish(row, shown=agreement_of(row).mark, by=mentor, at=ma.AT)
        ma.confirmed(cast.mentor, mentor, curator, title="Новая")
        row = MentorPublication.objects.get(pk=row.pk)
        with pytest.raises(Refused, match="После согласия"):
            accept_publication(row, shown=agreement_of(row).mark, by=curator, at=ma.AT)
        assert MentorPublication.objects.get(pk=row.pk).shown is None

    def test_what_is_confirmed_later_waits_for_a_new_consent(self, cast):
        publication = self.publish(cast)
        mark = agreement_of(publication).mark
        row = ma.confirmed(cast.mentor, cast.actor("mentor"), cast.actor("curator"), title="Новая")
        publication.refresh_from_db()
        assert "Новая" not in self.shown(publication)
        assert "Новая" in draft_card(publication, today()).achievements
        assert agreement_of(publication).mark != mark
        assert row.state == "confirmed"


def test_the_bank_of_mentors_shows_confirmed_ones_to_colleagues(cast, sign_in):
    ma.write(cast.mentor, cast.actor("mentor"), title="Со слов")
    ma.confirmed(cast.mentor, cast.actor("mentor"), cast.actor("curator"), title="Победа")
    page = sign_in(make.person("Орлова Вера Петровна", login=True)).get(reverse("mentor_list")).content.decode()
    assert ("«Победа» – победитель" in page, "Со слов" in page) == (True, False)
