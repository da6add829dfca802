"""Tables, their order, pages and search; files."""

from mentoring.kit.component import query_with
from mentoring.kit.markup import dress_figures, dress_rows
from mentoring.kit.text import NBSP, group_digits

from .library import component, register
from .state import out_of


@component(block=True)
def table(context, content, *, caption, columns, sort="", count=None, show_caption=False, dense=False):
    """A table that becomes cards on a phone; a page writes `<tr><td>…</td></tr>`, roles and data-l come by themselves.

    `sort` is the current order («name» or «-name»); header links keep the other parameters of the address.
    """
    heads = [(column, *_sort_link(context, column, sort)) for column in columns]
    return {"heads": heads, "rows": dress_rows(content, columns)}


def _sort_link(context, column, sort):
    """(address, state) of a header; state is «», «ascending» or «descending»."""
    if not column.sort_key:
        return "", ""
    state = {column.sort_key: "ascending", f"-{column.sort_key}": "descending"}.get(sort, "")
    wanted = f"-{column.sort_key}" if state == "ascending" else column.sort_key
    return query_with(context, sort=wanted, page=None), state


@component(block=True)
def figures_table(content, *, caption, columns=(), show_caption=False):
    """Figures stay a table on every screen, in a named box that scrolls.

    Rows as in {% table %}; without `columns` the block brings its own <thead> and <tbody>.
    """
    return {"rows": dress_figures(content, columns) if columns else content}


@component()
def formset_table(
    *, formset, columns, caption, row_name="Строка", add_text="Добавить строку", copy=True, move=False, title=""
):
    """Fields in rows: a row per form, a card per form on a phone.

    `columns` are Columns with `fields`. With script rows are added, copied, removed and moved (`move` needs can_order);
    without it there are spare rows, number fields and ticks (copying: forms.rows.CopyTick in the formset).
    `title` names the field by which a filled card is known on a phone: such a card is folded to it.
    """


@component()
def pagination(context, *, page, noun="row"):
    """Pages of a list; the other parameters of the address stay. `noun` is a code of kit/text.NOUNS."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, query_with(context, page=number) if isinstance(number, int) else "") for number in pages]
    forward = query_with(context, page=page.next_page_number()) if page.has_next() else ""
    return {"links": links, "forward": forward, "total": out_of(page.paginator.count, noun)}


NOT_FILTERS = {"sort", "page", "tab", "queue", "story"}  # what «Сбросить» would not change


@component(block=True)
def search_form(context, content, *, q, label, name="q", button="Найти", kind="second", reset_url="", action=""):
    """Search of a list; the block holds more filters. The order stays; `reset_url` gives «Сбросить» when filtered."""
    request = context.get("request")
    asked = {key for key, value in request.GET.items() if value} - NOT_FILTERS if request else set()
    return {"sort": request.GET.get("sort", "") if request else "", "asked": bool(asked)}


@register.filter
def file_size(size):
    """«80 КБ», «1,5 МБ»; never less than one kilobyte."""
    kilobytes = max(round(size / 1024), 1)
    return f"{kilobytes}{NBSP}КБ" if kilobytes < 1000 else f"{group_digits(round(size / 1024**2, 1))}{NBSP}МБ"


@component()
def file_link(*, file, url, pages=0, name=""):
    """«Приказ № 12 (PDF, 2 стр., 80 КБ)»; `file` has `name` and `size`."""
    stem, _, extension = file.name.rpartition(".")
    kind = extension.upper() if stem and len(extension) < 6 else "файл"
    facts = (kind, f"{pages}{NBSP}стр." if pages else "", file_size(file.size))
    return {"text": name or stem or file.name, "facts": ", ".join(fact for fact in facts if fact)}
