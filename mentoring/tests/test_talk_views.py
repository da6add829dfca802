"""R32: the page of the conversation, its files, the curator's way in; what could leak is there and does not."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import talk as act
from mentoring.models import ConversationOpening, Message, Pair, ReadMark
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene

SECRET = "сокровенное слово"  # noqa: S105
PDF = b"%PDF-1.4\n%%EOF\n"


@scene
def url(cast):
    return reverse("pair_talk", args=[cast.pair.pk])


@pytest.fixture
def write(cast):
    def send(part, text, **more):
        pair = Pair.objects.with_members().get(pk=cast.pair.pk)
        return act.send_message(pair, by=cast.actor(part), at=timezone.now(), text=text, **more)

    return send


def pdf(name="План урока.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def text(response):
    return response.content.decode()


def test_a_question_is_sent_and_answered(cast, sign_in, url):
    client = sign_in(cast.mentee)
    answer = client.post(url, {"text": "Как начать?", "is_question": "on", "files": [pdf()]})
    assert (answer.status_code, answer["Location"]) == (302, f"{url}#last")
    page = text(client.get(url))
    assert "Готово.</b> Вопрос отправлен, наставник ответит до" in page
    assert "Ждёт ответа" in page
    assert "Последний вопрос задан сегодня" in page
    client = sign_in(cast.mentor)
    assert "Прошу совета" not in text(client.get(url)), "the mentor answers"
    client.post(url, {"text": "С вопроса к группе."})
    page = text(client.get(url))
    assert "Ответ есть" in page
    assert "в тот же день" in page
    assert "Ответов в срок: 1 из 1" in page


def test_a_double_press_sends_once(cast, sign_in, url):
    client = sign_in(cast.mentee)
    for _ in range(2):
        client.post(url, {"text": "Здравствуйте"})
    assert Message.objects.count() == 1


def test_a_refusal_keeps_what_was_typed(cast, sign_in, url):
    answer = sign_in(cast.mentee).post(url, {"text": "Мой текст", "files": [pdf(content=b"MZ")]})
    page = text(answer)
    assert answer.status_code == 200
    assert "Мой текст</textarea>" in page
    assert "внутри другое" in page
    assert Message.objects.count() == 0
    assert "Напишите сообщение или приложите файл." in text(sign_in(cast.mentee).post(url, {"text": " "}))


def test_what_was_written_outlives_the_session(cast, client, sign_in, url, settings):
    sign_in(cast.mentee).get(url)
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    answer = client.post(url, {"text": "Долго писал"})
    assert answer.status_code == 403
    assert 'name="kept"' in text(answer)
    assert Message.objects.count() == 0


def test_links_are_for_http_alone_and_markup_is_text(cast, sign_in, url, write):
    write(
        "mentee",
        "<script>alert(1)</script> https://sdo.example/a?b=1&c=2, javascript:alert(1) http://u:p@evil.example/",
    )
    page = text(sign_in(cast.mentor).get(url))
    assert "<script>alert(1)" not in page
    assert '<a href="https://sdo.example/a?b=1&amp;c=2" rel="nofollow noopener noreferrer external">' in page
    assert 'href="javascript' not in page
    assert 'href="http://u:p@' not in page


def test_a_file_is_always_saved_never_shown(cast, sign_in, write):
    kept = write("mentee", "Смотрите", files=[pdf()]).files.get()
    path = reverse("message_file", args=[kept.pk])
    answer = sign_in(cast.mentor).get(path)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == PDF


def test_a_lost_file_is_told_to_its_reader_and_to_the_log(cast, sign_in, write, caplog):
    kept = write("mentee", "Смотрите", files=[pdf()]).files.get()
    kept.file.file.storage.delete(kept.file.file.name)
    answer = sign_in(cast.mentor).get(reverse("message_file", args=[kept.pk]))
    assert (answer.status_code, "Файл не нашёлся в хранилище" in text(answer)) == (404, True)
    assert f"no file of record {kept.file.pk}" in caplog.text
    missing = sign_in(cast.outsider).get(reverse("message_file", args=[kept.pk]))
    assert (missing.status_code, "Файл не нашёлся" in text(missing)) == (404, False)


@pytest.mark.parametrize("part", ["curator", "director", "supervisor", "admin", "other_mentor", "outsider"])
def test_a_file_is_closed_to_the_rest(cast, sign_in, write, part):
    kept = write("mentee", "Смотрите", files=[pdf()]).files.get()
    assert sign_in(getattr(cast, part)).get(reverse("message_file", args=[kept.pk])).status_code == 404


def test_a_file_follows_the_last_day_and_the_opening(cast, sign_in, write):
    kept = write("mentee", "Смотрите", files=[pdf()]).files.get()
    path = reverse("message_file", args=[kept.pk])
    cast.pair.members.filter(person=cast.mentor).update(until=timezone.localdate() - timedelta(days=1))
    assert sign_in(cast.mentor).get(path).status_code == 404
    pair = Pair.objects.with_members().get(pk=cast.pair.pk)
    act.open_talk(pair, reason="Проверка", by=cast.actor("curator"), at=timezone.now())
    assert sign_in(cast.curator).get(path).status_code == 200
    ConversationOpening.objects.update(at=timezone.now() - timedelta(days=3), until=timezone.now() - timedelta(days=2))
    assert sign_in(cast.curator).get(path).status_code == 404


# The office


def test_the_curator_is_asked_for_a_reason_before_a_word_is_shown(cast, sign_in, url, write):
    write("mentee", SECRET)
    client = sign_in(cast.curator)
    asked = client.get(url, follow=True)
    assert asked.redirect_chain == [(f"{url}open/", 302)]
    assert SECRET not in text(asked)
    refused = client.post(f"{url}open/", {"reason": " "})
    assert "Напишите причину. Пара увидит, что переписку открыли." in text(refused)
    opened = client.post(f"{url}open/", {"reason": "Жалоба на молчание"}, follow=True)
    assert SECRET in text(opened)
    assert "Вы смотрите как куратор." in text(opened)
    assert "Новое сообщение" not in text(opened)
    assert client.post(url, {"text": "Вмешаюсь"}).status_code == 200
    assert Message.objects.count() == 1


def test_the_pair_sees_who_opened_it_when_and_why(cast, sign_in, url, write):
    write("mentee", SECRET)
    sign_in(cast.curator).post(f"{url}open/", {"reason": "Жалоба на молчание"})
    for part in ("mentor", "mentee"):
        client = sign_in(getattr(cast, part))
        assert "Переписку открывала Белова" in text(client.get(url)).replace("открывал(а)", "открывала")
        assert "Причина: Жалоба на молчание." in text(client.get(url))
        assert "Переписку открыл" in text(client.get(reverse("pair_detail", args=[cast.pair.pk])))


@pytest.mark.parametrize("part", ["director", "supervisor"])
def test_others_who_see_the_pair_see_nothing_of_its_conversation(cast, sign_in, url, write, part):
    write("mentee", SECRET, is_question=True)
    sign_in(cast.curator).post(f"{url}open/", {"reason": "Жалоба на молчание"}, follow=True)
    client = sign_in(getattr(cast, part))
    page = text(client.get(reverse("pair_detail", args=[cast.pair.pk])))
    for word in (SECRET, "Жалоба на молчание", "Переписк", "Ответов в срок"):
        assert word not in page
    assert [client.get(path).status_code for path in (url, f"{url}open/")] == [404, 404]
    assert client.post(f"{url}open/", {"reason": "Любопытно"}).status_code == 404


def test_the_curator_sees_counts_on_the_pair_and_not_a_word(cast, sign_in, write):
    write("mentee", SECRET, is_question=True)
    page = text(sign_in(cast.curator).get(reverse("pair_detail", args=[cast.pair.pk])))
    assert "Последний вопрос задан сегодня" in page
    assert "Открыть переписку с причиной" in page
    assert SECRET not in page


def test_texts_are_not_in_the_administration():
    from django.contrib import admin

    from mentoring.models import MessageFile

    assert not {Message, MessageFile, ConversationOpening, ReadMark} & set(admin.site._registry)


# Reading


def test_unread_marks_go_when_the_page_is_opened(cast, sign_in, url, write):
    write("mentee", "Раз")
    write("mentee", "Два")
    client = sign_in(cast.mentor)
    assert "2\u00a0новых сообщения" in text(client.get("/pairs/"))
    assert "2\u00a0новых сообщения" in text(client.get(reverse("pair_detail", args=[cast.pair.pk])))
    assert "Прочитать в переписке: 2\u00a0новых сообщения" in text(client.get("/"))
    assert text(client.get(url)).count("<b>новое</b>") == 2
    assert "<b>новое</b>" not in text(client.get(url))
    assert "новых сообщения" not in text(client.get("/"))
    assert "новое сообщение" not in text(sign_in(cast.mentee).get("/")), "one's own words are not new"


def test_search_and_old_pages_leave_the_mark_alone(cast, sign_in, url, write):
    last = write("mentee", "Раз")
    client = sign_in(cast.mentor)
    client.get(url, {"q": "раз"})
    client.get(url, {"before": last.pk + 1})
    assert ReadMark.objects.count() == 0


def test_pages_go_back_and_forth(cast, sign_in, url, write):
    rows = [write("mentee", f"Сообщение {n:02}") for n in range(65)]
    client = sign_in(cast.mentor)
    newest = text(client.get(url))
    assert "Сообщение 64" in newest
    assert "Сообщение 34" not in newest
    assert newest.index("Сообщение 35") < newest.index("Сообщение 64"), "the newest stands at the bottom"
    older = text(client.get(url, {"before": rows[35].pk}))
    assert "Сообщение 05" in older
    assert "Сообщение 35" not in older
    assert f"?after={rows[34].pk}" in older
    assert 'name="text"' not in older
    first = text(client.get(url, {"before": rows[5].pk}))
    assert "Показать более ранние" not in first
    assert "Сообщение 64" in text(client.get(url, {"after": rows[34].pk}))


@pytest.mark.parametrize("query", ["before=x", "after=-1", "before=99999999999999", "q=%25", "after=0&before=0"])
def test_strange_addresses_still_show_a_page(cast, sign_in, url, write, query):
    write("mentee", "Раз")
    assert sign_in(cast.mentor).get(f"{url}?{query}").status_code == 200


def test_search_finds_words_in_any_case_and_only_what_may_be_read(cast, sign_in, url, write):
    write("mentee", "Ёлка в ЖУРНАЛЕ")
    write("mentor", "Другое")
    client = sign_in(cast.mentor)
    assert "Найдено: 1\u00a0сообщение." in text(client.get(url, {"q": "журнал елка"}))
    assert "Таких сообщений нет" in text(client.get(url, {"q": "зимой"}))
    cast.pair.members.filter(person=cast.mentor).update(until=timezone.localdate() - timedelta(days=1))
    assert "Таких сообщений нет" in text(client.get(url, {"q": "журнал"}))


def test_a_message_is_mended_and_taken_away_on_its_page(cast, sign_in, url, write):
    message = write("mentee", "Опичатка")
    client, path = sign_in(cast.mentee), reverse("message_edit", args=[message.pk])
    assert "Опичатка</textarea>" in text(client.get(path))
    client.post(path, {"text": "Опечатка"})
    assert ", изменено" in text(client.get(url))
    client.post(reverse("message_delete", args=[message.pk]))
    page = text(client.get(url))
    assert "Сообщение удалено автором." in page
    assert "Опечатка" not in page
    assert client.get(path).status_code == 404


def test_too_late_to_mend_is_told(cast, sign_in, write):
    message = write("mentee", "Опичатка")
    Message.objects.update(at=timezone.now() - timedelta(hours=1))
    page = text(sign_in(cast.mentee).get(reverse("message_edit", args=[message.pk])))
    assert "первые 15 минут" in page
    assert "Удалить сообщение" not in page


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_messages(cast, sign_in, url, write, many):
    for n in range(many):
        write("mentee", f"Вопрос {n}", files=[pdf()], is_question=True)
        write("mentor", f"Ответ {n}", files=[pdf()])
    assert queries_of(sign_in(cast.mentor), url) <= 12


def test_a_draft_pair_has_no_conversation(cast, sign_in):
    from mentoring.tests import make

    draft = make.pair([cast.mentor], [cast.mentee], state="ready")
    for part in ("mentor", "curator"):
        assert sign_in(getattr(cast, part)).get(reverse("pair_talk", args=[draft.pk])).status_code == 404
