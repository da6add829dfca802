"""Component tags: declared props, closed tones, valid markup, words."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from mentoring.kit.icons import LIMIT, OF_TONE, SHAPES, icon_svg
from mentoring.kit.markup import dress_rows, mark_changes
from mentoring.kit.states import TONES, StateTag
from mentoring.kit.ui import Column, Deed, DiffRow, Figure, Stat, Step, TaskItem, TimelineItem

from .markup import problems

MENTOR = SimpleNamespace(two_letters="МК", plain_name="Марина Ковалёва")
MENTEE = SimpleNamespace(two_letters="АЖ", plain_name="Артём Жуков")


def show(source, address="/", **context):
    html = Template(source).render(
        Context({"request": RequestFactory().get(address), "csrf_token": "token", **context})
    )
    assert problems(html) == []
    return html


@pytest.mark.parametrize(
    "source",
    [
        "{% tag tone='ok' word='Готово' colour='red' %}",
        "{% button text='Отправить' color='red' %}",
        "{% button 'Отправить' %}",
        "{% path %}",
        "{% notice tonne='ok' %}{% endnotice %}",
        "{% table caption='Люди' columns=columns zebra=True %}{% endtable %}",
    ],
)
def test_unknown_positional_and_missing_props_are_errors(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_a_sixth_tone_is_refused_everywhere():
    for source in (
        "{% tag tone='wait' word='Ждёт' %}",
        "{% state_tag tag=tag %}",
        "{% notice tone='calm' %}{% endnotice %}",
        "{% sheet tone='stop' %}{% endsheet %}",
    ):
        with pytest.raises(ValueError, match="tone"):
            show(source, tag=StateTag("wait", "Ждёт", ""))
    with pytest.raises(ValueError, match="tone"):
        Figure(3, "с ошибками", tone="red")


@pytest.mark.parametrize("tone", TONES)
def test_a_state_is_a_sign_a_word_and_a_sentence(tone):
    html = show("{% state_tag tag=tag %}", tag=StateTag(tone, "Слово", "Предложение <b>."))
    assert icon_svg(OF_TONE[tone]) in html
    assert "Слово" in html
    assert "Предложение &lt;b&gt;." in html


def test_texts_are_escaped_in_every_place_of_a_deed():
    evil = "<script>alert(1)</script>"
    deed = Deed(evil, evil, evil, True, (MENTOR,), (MENTEE,) * 6, "/x/", evil, evil, "/y/", evil)
    html = show("{% diary deeds=deeds fill_first=True %}", deeds=[deed])
    assert "<script>" not in html
    assert "+6" in html
    assert "btn-main" in html


def test_only_the_first_overdue_button_is_filled():
    deeds = [
        Deed("сегодня", "Второе", action="Отметить", action_url="/a/"),
        Deed("вчера", "Первое", late=True, action="Отметить", action_url="/b/"),
        Deed("вчера", "Третье", late=True, action="Отметить", action_url="/c/"),
    ]
    html = show("{% diary deeds=deeds fill_first=True %}", deeds=deeds)
    assert html.count("btn-main") == 1
    assert 'btn-main small" href="/b/"' in html
    assert show("{% diary deeds=deeds %}", deeds=deeds).count("btn-main") == 0


def test_a_button_that_is_off_stays_in_reach_and_says_why():
    html = show("{% button text='Согласовать' kind='main' off_reason='сначала уберите замечания' %}" * 2)
    assert "disabled=" not in html.replace("aria-disabled=", "")
    assert html.count('aria-disabled="true" aria-describedby="why-') == 2
    assert "сначала уберите замечания" in html
    assert 'type="submit"' not in html


def test_a_post_button_carries_the_token_and_its_fields():
    html = show("{% post_button url='/x/' text='Подписать' next='/home/' fields=fields %}", fields=[("order", 7)])
    assert '<form class="post" method="post" action="/x/">' in html
    for piece in ('name="csrfmiddlewaretoken" value="token"', 'name="next" value="/home/"', 'name="order" value="7"'):
        assert piece in html
    assert "<form" not in show("{% post_button url='/x/' text='Подписать' off_reason='ждём' %}")


def test_the_path_names_the_current_step_for_speech_and_folds_the_done_ones():
    steps = [
        Step("done", "Подан"),
        Step("done", "Диагностика"),
        Step("current", "Выбор", mine=True),
        Step("ahead", "Приказ"),
    ]
    html = show("{% path steps=steps %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert "2\xa0шага сделано" in html
    assert "ваш ход" in html
    with pytest.raises(ValueError, match=r"Step\.state"):
        Step("late", "Поздно")


@pytest.mark.parametrize(
    ("taken", "limit", "words"),
    [(2, 3, "свободно 1 из 3"), (3, 3, "мест нет"), (4, 3, "больше предела: 4 из 3"), (0, 0, "мест нет")],
)
def test_capacity_speaks(taken, limit, words):
    assert words in show("{% capacity taken=taken limit=limit %}", taken=taken, limit=limit)


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [
        (5, 8, "5 из 8</b> мероприятий, 1 просрочено"),
        (1, 21, "1 из 21</b> мероприятия"),
        (0, 0, "0 из 0</b> мероприятий"),
    ],
)
def test_progress_puts_words_before_the_bar(done, total, words):
    html = show("{% progress done=done total=total late=late %}", done=done, total=total, late=int(done == 5))
    assert words in html
    assert f'max="{max(total, 1)}"' in html


def test_a_stat_under_the_threshold_shows_words_and_no_trend():
    stat = Stat("Довольны", "84", "%", "3 из 9", "↑ на 6 п. п.", True, (1, 2, 3), few="мало данных: 3 ответа")
    html = show("{% stat stat=stat %}", stat=stat)
    assert "мало данных: 3 ответа" in html
    assert "84" not in html
    assert "↑" not in html
    assert "хуже" in show("{% stat stat=stat %}", stat=Stat("Просрочено", "11", trend="↑ на 4", direction_good=False))


def test_rows_get_roles_and_names_of_their_columns():
    columns = [Column("Наставник", primary=True), Column("Ведёт", numeric=True), Column("")]
    rows = dress_rows(
        '<tr class="off"><th>А</th><td class="x">2</td><td>б</td></tr><tr><td colspan="2">в</td><td>г</td></tr>',
        columns,
    )
    assert rows == (
        '<tr role="row" class="off"><th role="rowheader" scope="row" class="primary">А</th>'
        '<td role="cell" data-l="Ведёт" class="num x">2</td><td role="cell">б</td></tr>'
        '<tr role="row"><td role="cell" colspan="2">в</td><td role="cell">г</td></tr>'
    )


def test_sorting_keeps_the_other_parameters_and_is_said_in_words():
    columns = [Column("Имя", sort_key="name"), Column("Срок", sort_key="due"), Column("Вид")]
    html = show(
        "{% table caption='Люди' columns=columns sort='-due' count=2 %}"
        "<tr><td>а</td><td>б</td><td>в</td></tr>{% endtable %}",
        "/?q=%D0%B8&sort=-due&page=3",
        columns=columns,
    )
    assert '<a href="?q=%D0%B8&amp;sort=name">' in html
    assert '<a href="?q=%D0%B8&amp;sort=due">' in html
    assert 'aria-sort="descending"' in html
    assert "сейчас по убыванию" in html
    assert "Люди, 2</caption>" in html
    assert "page=3" not in html


def test_pages_keep_the_search():
    page = Paginator(list(range(61)), 25).get_page(2)
    html = show("{% pagination page=page noun='request' %}", "/?q=x&page=2", page=page)
    assert 'href="?q=x&amp;page=3"' in html
    assert "26–50 из 61\xa0запроса" in html
    assert 'aria-current="page"' in html
    alone = show("{% pagination page=page noun='request' %}", page=Paginator([1], 25).get_page(1))
    assert "Дальше" not in alone
    assert "1–1 из 1\xa0запроса" in alone


def test_a_search_form_keeps_the_order_and_has_a_label_and_no_placeholder():
    html = show("{% search_form q=q label='Имя' reset_url='/' %}{% endsearch_form %}", "/?q=x&sort=name", q='"x')
    assert 'value="&quot;x"' in html
    assert '<input type="hidden" name="sort" value="name">' in html
    assert "placeholder" not in html
    assert "Сбросить" in html
    assert "Сбросить" not in show(
        "{% search_form q='' label='Имя' reset_url='/' %}{% endsearch_form %}", "/?q=&sort=name&tab=all"
    )


def test_changed_words_are_marked_and_escaped():
    was, became = mark_changes("по 30 июня <b>", "по 30 сентября <b>")
    assert was == "по 30 <del>июня</del> &lt;b&gt;"
    assert became == "по 30 <ins>сентября</ins> &lt;b&gt;"
    rows = [
        DiffRow("Срок", "по 30 июня", "по 30 мая"),
        DiffRow("Событие", "Тренинг", "", "removed"),
        DiffRow("Новое", "", "Кейс", "added"),
    ]
    html = show("{% diff rows=rows %}", rows=rows)
    assert "<del>Тренинг</del>" in html
    assert "<ins>Кейс</ins>" in html
    assert all(word in html for word in ("Изменено", "Убрано", "Добавлено"))
    with pytest.raises(ValueError, match="kind"):
        DiffRow("Срок", "", "", "moved")


def test_a_locked_section_has_no_link_and_the_author_of_an_event_is_always_named():
    item = TaskItem(8, "Отправить", "/send/", "Откроется позже.", StateTag("calm", "Пока нельзя", ""), locked=True)
    assert "<a" not in show("{% task_list items=items %}", items=[item])
    assert "Система: приказ" in show(
        "{% timeline items=items %}", items=[TimelineItem("сегодня", "Закреплена", "приказ")]
    )


def test_a_long_story_is_folded_and_says_how_much_is_left():
    items = [TimelineItem("сегодня", f"Шаг {n}", about="Ковалёва → Зуева") for n in range(9)]
    html = show("{% timeline items=items fold=6 %}", items=items)
    assert "Показать все 9\xa0записей" in html
    assert html.index("Шаг 5") < html.index("<details") < html.index("Шаг 6")
    assert html.count("Ковалёва → Зуева") == 9
    assert "<details" not in show("{% timeline items=items fold=6 %}", items=items[:7])


def test_a_notice_ends_its_title():
    assert "<b>Анкета конфиденциальная.</b>" in show('{% notice title="Анкета конфиденциальная" %}Да{% endnotice %}')
    assert "<b>Вернули:</b>" in show('{% notice title="Вернули:" %}Да{% endnotice %}')


def test_icons_are_few_and_all_drawable():
    assert len(SHAPES) <= LIMIT
    for name in SHAPES:
        assert problems(icon_svg(name)) == []
    with pytest.raises(KeyError):
        icon_svg("rocket")


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1\xa0КБ"), (81920, "80\xa0КБ"), (1572864, "1,5\xa0МБ"), (20 * 1024**2, "20\xa0МБ")]
)
def test_a_file_names_its_kind_and_size(size, words):
    html = show("{% file_link file=file url='/f/' pages=2 %}", file=SimpleNamespace(name="Приказ № 12.pdf", size=size))
    assert f"Приказ № 12 <span>(PDF, 2\xa0стр., {words})</span>" in html


def test_a_section_head_may_leave_out_its_end():
    html = show(
        "{% if 1 %}{% section_head title='Раз' count=9 %}<p>между</p>{% endif %}"
        "{% section_head title='Два' %}<b>тут</b>{% endsection_head %}"
    )
    assert html.index("Раз") < html.index("между") < html.index("Два") < html.index("тут")
    assert html.index("между") > html.index("</div>")
    assert '<div class="section-acts"><b>тут</b></div>' in html
    show("{% section_head title='Три' %}")
