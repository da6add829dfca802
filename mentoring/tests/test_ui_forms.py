"""The form pack: label, hint, error, control; the summary; the table of fields."""

import pytest
from django import forms
from django.template import Context, Template

from mentoring.forms.styleguide import SampleForm, SampleRows
from mentoring.kit.markup import errors_of
from mentoring.kit.ui import Column

from .markup import problems


def show(source, **context):
    html = Template("{% load crispy_forms_tags %}" + source).render(Context(context))
    assert problems(html) == []
    return html


def test_a_field_goes_label_hint_error_control():
    html = show("{{ form.ends|as_crispy_field }}", form=SampleForm({"ends": "15.01.2027"}))
    order = [
        "Дата конца программы</label>",
        'id="id_ends_helptext"',
        'id="id_ends_error"',
        '<input type="text" name="ends"',
    ]
    places = [html.index(piece) for piece in order]
    assert places == sorted(places)
    assert 'aria-describedby="id_ends_helptext id_ends_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="15.01.2027"' in html
    assert "required" not in html


def test_a_hint_is_text():
    """Hints come from data that the college edits."""
    form = SampleForm()
    form.fields["ends"].help_text = "Срок <img src=x onerror=alert(1)>"
    assert "Срок &lt;img src=x onerror=alert(1)&gt;" in show("{{ form.ends|as_crispy_field }}", form=form)


def test_optional_is_a_word_and_required_is_silent():
    form = SampleForm()
    assert "(необязательно)" in show("{{ form.meets|as_crispy_field }}", form=form)
    assert "(необязательно)" not in show("{{ form.ends|as_crispy_field }}", form=form)
    assert "*" not in show("{{ form|crispy }}", form=form)


def test_radios_and_ticks_are_a_group_with_a_legend():
    html = show(
        "{{ form.often|as_crispy_field }}{{ form.ways|as_crispy_field }}", form=SampleForm({"ways": ["online"]})
    )
    assert html.count("<fieldset") == 2
    assert html.count('type="radio"') == 2
    assert 'value="online" id="id_ways_1" checked' in html
    assert 'aria-describedby="id_often_error"' in html


def test_a_scale_has_ten_boxes_and_the_skip_apart():
    html = show("{{ form.point|as_crispy_field }}", form=SampleForm(initial={"point": "9"}))
    boxes, apart = html.split('class="scale-ends"')
    assert boxes.count('type="radio"') == 10
    assert 'value="9" id="id_point_8" checked' in boxes
    assert "Не могу оценить" in apart


def test_the_summary_links_to_the_fields_and_says_what_to_do():
    html = show("{% error_summary forms=form %}", form=SampleForm({"goal": ""}))
    assert 'href="#id_goal">Заполните поле «Цель программы».' in html
    assert 'href="#id_often_0">Выберите ответ в поле «Как часто».' in html
    assert 'href="#id_checked">Поставьте отметку «Я проверила состав, сроки и согласия».' in html
    assert "Обязательное поле" not in html
    assert "tabindex" in html
    assert show("{% error_summary forms=form %}", form=SampleForm()).strip() == ""


def test_an_own_error_of_the_form_is_not_reworded():
    class Own(forms.Form):
        name = forms.CharField(label="Имя", error_messages={"required": "Укажите имя."})

        def clean(self):
            raise forms.ValidationError("Всё не так.")

    assert errors_of(Own({})) == [("Укажите имя.", "#id_name"), ("Всё не так.", "")]


def test_errors_of_rows_name_their_row():
    data = {"rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-1-event": "Кейс", "rows-1-due": "вчера"}
    texts = [text for text, _ in errors_of(SampleRows(data, prefix="rows"))]
    assert any(text.startswith("Строка 2. ") for text in texts)
    assert not any(text.startswith("Строка 1. ") for text in texts)


def test_the_title_of_the_page_warns_of_errors():
    assert show("{% title_mark %}", form=SampleForm({})) == "Ошибка: "
    assert show("{% title_mark %}", forms=[SampleForm({})]) == "Ошибка: "
    assert show("{% title_mark %}", form=SampleForm()) == ""
    assert show("{% title_mark %}") == ""


@pytest.mark.parametrize("bound", [False, True])
def test_a_table_of_fields_works_without_script(bound):
    rows = SampleRows(
        {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-due": "x"} if bound else None, prefix="rows"
    )
    columns = [
        Column("Мероприятие", fields=("event",)),
        Column("Срок", fields=("due",)),
        Column("Кто и режим", fields=("who", "mode")),
    ]
    html = show(
        "{% formset_table formset=rows columns=columns caption='План' row_name='Событие' move=True %}",
        rows=rows,
        columns=columns,
    )
    visible, blank = html.split("<template")
    assert 'name="rows-TOTAL_FORMS"' in visible
    assert 'name="rows-0-ORDER"' in visible
    assert 'name="rows-0-DELETE"' in visible
    assert 'name="rows-__prefix__-event"' in blank
    assert ("id_rows-0-due_error" in visible) == bound


@pytest.mark.parametrize(("typed", "folded"), [("Открытое занятие", True), ("", False)])
def test_a_filled_card_is_folded_to_its_title_on_a_phone(typed, folded):
    rows = SampleRows(initial=[{"event": typed}], prefix="rows")
    columns = [Column("Мероприятие", fields=("event",)), Column("Срок", fields=("due",))]
    html = show(
        "{% formset_table formset=rows columns=columns caption='План' title='event' %}", rows=rows, columns=columns
    )
    assert ("row-title" in html) == folded
    assert not folded or html.count(typed) == 2, "the title and the field itself"
