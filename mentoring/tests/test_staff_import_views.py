"""R07: loading a list in the browser: upload, check, decide, load, mend, take back; bad files get words."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from mentoring.actions.staff_import import apply_list, check_list
from mentoring.models import ImportBatch, Person
from mentoring.tests import make

from .staff_lists import NOVIKOVA, REAL, csv_upload, real_upload, upload, xlsx

AT = make.moment("2026-11-18 10:00")


@pytest.fixture
def client(cast, client):
    client.force_login(cast.curator.user, backend="mentoring.authentication.EmailBackend")
    return client


def send(client, file, **data):
    return client.post(reverse("staff_import"), {"file": file, **data})


def checked(client, file):
    """The batch of an accepted file."""
    response = send(client, file)
    assert response.status_code == 302, response.content.decode()
    return ImportBatch.objects.latest("pk")


def page(client, name, batch, **query):
    response = client.get(reverse(name, args=[batch.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def test_upload_check_load_and_result(client):
    batch = checked(client, real_upload())
    seen = text(page(client, "staff_import_check", batch))
    assert "Проверьте список: ещё ничего не записано" in seen
    assert "Файл «Штат на 1 сентября.xlsx», лист «Педработники», 99 строк, список на 1 сентября 2026 года." in seen
    assert "95 будет добавлено из них проверьте: 20" in seen
    assert "4 строки не войдут. Остальное можно загрузить сейчас: 95 человек." in seen
    assert "Появятся подразделения: «ЦК сервиса и торговли»" in seen
    assert "Не считаем людьми: «Совместители» (строка 52) и «Итого: 99» (строка 107)." in seen
    assert Person.objects.filter(last_name="Ежова").count() == 0
    response = client.post(reverse("staff_import_apply", args=[batch.pk]), follow=True)
    seen = text(response.content.decode())
    assert "Готово. Добавлено 95, обновлено 0. С замечаниями 4: скачайте файл «что исправить»." in seen
    assert "Список загружен: новых 95" in seen
    assert Person.objects.filter(last_name="Ежова").count() == 1


def test_rows_that_need_a_decision_come_first_and_are_named(client):
    seen = text(page(client, "staff_import_check", checked(client, real_upload())))
    first = seen.index("Рябова Татьяна Сергеевна: почта «teacher64@@college» не читается. Что исправить:")
    repeat = seen.index("Коваленко Артём Юрьевич: уже есть в строке 7. Оставьте одну строку.")
    nameless = seen.index("Строка 104: пустое имя. Что исправить: напишите фамилию, имя, отчество.")
    warning = seen.index("Загрузим, если не исключите.")
    assert max(first, nameless) < repeat < warning


@pytest.mark.parametrize(
    ("show", "there", "not_there"),
    [
        ("bad", "Рябова Татьяна Сергеевна", "Тарасова Алёна"),
        ("check", "Тарасова Алёна", "Рябова Татьяна Сергеевна"),
        ("add", "Тарасова Алёна", "Рябова Татьяна Сергеевна"),
        ("same", "Таких строк нет", "Тарасова Алёна"),
        ("nonsense", "Рябова Татьяна Сергеевна", "Таких строк нет"),
    ],
)
def test_filters(client, show, there, not_there):
    html = page(client, "staff_import_check", checked(client, real_upload()), show=show)
    assert there in html
    assert not_there not in html


def test_a_row_is_excluded_and_taken_back_and_the_page_stays(client):
    batch = checked(client, upload(NOVIKOVA, ["Громов Илья", "мастер"]))
    row = batch.rows.get(number=3)
    path = reverse("staff_import_row", args=[batch.pk, row.pk])
    response = client.post(path, {"act": "out", "next": "?show=add"})
    assert response.url == reverse("staff_import_check", args=[batch.pk]) + "?show=add"
    assert "Загрузить 1\u00a0человек" in page(client, "staff_import_check", batch)
    client.post(path, {"act": "in", "next": "//evil.example"})
    assert "Загрузить 2\u00a0человек" in page(client, "staff_import_check", batch)


def test_a_second_click_is_harmless(client):
    batch = checked(client, upload(NOVIKOVA))
    client.post(reverse("staff_import_apply", args=[batch.pk]))
    seen = text(client.post(reverse("staff_import_apply", args=[batch.pk]), follow=True).content.decode())
    assert "Это уже отправлено" in seen
    assert Person.objects.filter(last_name="Новикова").count() == 1


def test_cards_changed_meanwhile_are_shown_anew(client, cast):
    by = cast.actor("curator")
    apply_list(check_list(upload([*NOVIKOVA, "a@college.example"]), by=by, at=AT), by=by, at=AT)
    batch = checked(client, upload(["Новикова Анна Олеговна", "методист", "", "", "", "", "", "a@college.example"]))
    Person.objects.filter(email="a@college.example").update(post="методист")
    seen = text(client.post(reverse("staff_import_apply", args=[batch.pk]), follow=True).content.decode())
    assert "Пока вы смотрели, карточки изменились. Проверьте строки ещё раз." in seen
    assert "Новикова Анна Олеговна: всё уже так." in seen


def test_the_second_load_says_there_is_nothing_to_change(client):
    batch = checked(client, real_upload())
    client.post(reverse("staff_import_apply", args=[batch.pk]))
    seen = text(page(client, "staff_import_check", checked(client, real_upload())))
    assert "Менять нечего: все уже в системе" in seen
    assert "95 без изменений" in seen
    assert "Загрузить" not in seen.split("Строки файла")[1].split("Как мы узнаём")[0]


def test_the_file_of_errors_names_people_and_can_be_loaded_when_mended(client):
    batch = checked(client, real_upload())
    client.post(reverse("staff_import_apply", args=[batch.pk]))
    response = client.get(reverse("staff_import_errors", args=[batch.pk]))
    assert (
        "%D1%87%D1%82%D0%BE%20%D0%B8%D1%81%D0%BF%D1%80%D0%B0%D0%B2%D0%B8%D1%82%D1%8C" in response["Content-Disposition"]
    )
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    assert titles[1:3] == ["Фамилия, имя, отчество", "Должность"]
    assert titles[-2:] == ["Занятость", "Что исправить"]
    fixes = [row[-1].value for row in sheet.iter_rows(min_row=2)]
    assert fixes[0].startswith("Рябова Татьяна Сергеевна, строка 69: почта «teacher64@@college» не читается. Напишите")
    assert fixes[1].startswith("Коваленко Артём Юрьевич, строка 103: уже есть в строке 7.")
    assert fixes[2] == "Строка 104: пустое имя. Напишите фамилию, имя, отчество."
    formula = sheet.cell(5, 2)
    assert (formula.value, formula.data_type) == ("=1+1 Формулова Инъекция", "s")
    sheet.cell(2, titles.index("E-mail") + 1).value = "teacher7064@college.example"
    mended = io.BytesIO()
    sheet.parent.save(mended)
    again = checked(client, SimpleUploadedFile("исправлено.xlsx", mended.getvalue()))
    row = again.rows.get(name="Рябова Татьяна Сергеевна")
    assert (row.verdict, again.list_date.isoformat()) == ("add", "2026-09-01")
    assert (row.values["write"]["employment"], row.values["write"]["teaching_since"]) == ("part_time", "2017-09-01")


def test_the_sample_can_be_loaded_as_it_is(client):
    content = client.get(reverse("staff_import_sample")).content
    batch = checked(client, SimpleUploadedFile("образец.xlsx", content))
    assert set(batch.rows.values_list("verdict", flat=True)) == {"add"}


def test_the_date_typed_by_hand_wins(client):
    send(client, real_upload(), list_date="1.9.25")
    assert ImportBatch.objects.latest("pk").list_date.isoformat() == "2025-09-01"


def test_a_list_is_taken_back_through_its_own_page(client):
    batch = checked(client, upload(NOVIKOVA))
    client.post(reverse("staff_import_apply", args=[batch.pk]))
    assert "Отменить загрузку" in page(client, "staff_import_result", batch)
    assert "Что произойдёт" in page(client, "staff_import_undo", batch)
    seen = text(client.post(reverse("staff_import_undo", args=[batch.pk]), follow=True).content.decode())
    assert "Готово. Загрузка отменена" in seen
    assert not Person.objects.filter(last_name="Новикова").exists()


def test_people_missing_from_the_list_are_named_and_not_touched(client, cast):
    seen = text(page(client, "staff_import_check", checked(client, upload(NOVIKOVA))))
    assert "В системе есть, в файле нет:" in seen
    assert cast.mentor.full_name in seen


def pdf():
    return SimpleUploadedFile("список.xlsx", b"%PDF-1.4 not a sheet")


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(part, b" " * (60 * 1024 * 1024))
    return SimpleUploadedFile("список.xlsx", out.getvalue())


def huge():
    return SimpleUploadedFile("список.csv", b"a" * (50 * 1024 * 1024))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (lambda: None, "Выберите файл со списком."),
        (lambda: SimpleUploadedFile("список.xlsx", b""), "Файл пуст. Проверьте его на своём компьютере"),
        (pdf, "Файл назван список.xlsx, но внутри другое. Сохраните его заново как XLSX."),
        (lambda: SimpleUploadedFile("список.pdf", b"%PDF-1.4"), "Подойдут XLSX, CSV. Ваш файл – PDF."),
        (huge, "Файл 50 МБ, можно до 20 МБ. Сожмите или разделите его."),
        (bomb, "слишком много данных"),
        (lambda: SimpleUploadedFile("список.xlsx", REAL.read_bytes()[:5000]), "внутри другое"),
        (
            lambda: SimpleUploadedFile("список.xlsx", xlsx(["Отчёт"], ["за год"])),
            "Не нашли столбец «Фамилия, имя, отчество»",
        ),
        (lambda: SimpleUploadedFile("список.xlsx", xlsx()), "Файл пуст"),
        (lambda: SimpleUploadedFile("список.csv", "просто слова".encode()), "Не нашли столбец"),
        (lambda: upload(), "нет ни одного человека"),
    ],
)
def test_a_bad_file_gets_words_beside_the_field(client, file, words):
    response = send(client, file() or "")
    assert response.status_code == 200
    seen = text(response.content.decode())
    assert words in seen
    assert "<title>Ошибка: " in response.content.decode()
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    "row",
    [
        ["А" * 10_000, "преподаватель"],
        ["Новикова 😀 Анна", "преподаватель"],
        ["Новикова Анна", "п" * 10_000],
        ["Новикова Анна", "преподаватель", "", "", "32.13.26", "много", "завтра", "не почта", "9" * 500],
        ["Новикова\x08 Анна\x07", "пре\x1bподаватель"],
    ],
)
def test_strange_cells_give_a_page_and_never_a_failure(client, row):
    batch = checked(client, csv_upload(row, NOVIKOVA))
    assert text(page(client, "staff_import_check", batch))
    assert client.post(reverse("staff_import_apply", args=[batch.pk]), follow=True).status_code == 200
    assert client.get(reverse("staff_import_errors", args=[batch.pk])).status_code == 200


def test_somebody_else_s_batch_does_not_exist_for_a_mentor(client, cast, sign_in):
    batch = checked(client, upload(NOVIKOVA))
    other = sign_in(cast.mentor)
    for name in ("staff_import_check", "staff_import_result", "staff_import_errors", "staff_import_undo"):
        assert other.get(reverse(name, args=[batch.pk])).status_code == 404
    assert other.get(reverse("staff_import")).status_code == 403


def queries(client, path):
    client.get(path)  # the office is read once and kept
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_check_page_asks_the_same_number_of_queries_for_one_row_and_three(client):
    one = checked(client, upload(NOVIKOVA))
    few = queries(client, reverse("staff_import_check", args=[one.pk]))
    three = checked(client, upload(NOVIKOVA, ["Громов Илья", "мастер"], ["Белкин Олег", "мастер"]))
    assert queries(client, reverse("staff_import_check", args=[three.pk])) == few <= 12


def test_the_list_of_loads_asks_the_same_number_of_queries_for_one_and_three(client):
    checked(client, upload(NOVIKOVA))
    few = queries(client, reverse("staff_import"))
    for _ in range(2):
        checked(client, upload(NOVIKOVA))
    assert queries(client, reverse("staff_import")) == few <= 12


def test_the_result_page_stays_within_its_queries(client):
    batch = checked(client, upload(NOVIKOVA))
    client.post(reverse("staff_import_apply", args=[batch.pk]))
    assert queries(client, reverse("staff_import_result", args=[batch.pk])) <= 12
