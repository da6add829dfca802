"""Lists of deeds, sections, reasons and what happened."""

from mentoring.kit.markup import mark_changes
from mentoring.kit.text import count_of
from mentoring.kit.ui import one_of

from .library import component


@component()
def diary(*, deeds, fill_first=False, heading=3):
    """Dated Deeds, one action each; `fill_first` fills the first overdue button, `heading` is the level of titles."""
    late = next((deed for deed in deeds if deed.late), None)
    with_discs = any(deed.mentors or deed.mentees or deed.icon for deed in deeds)
    return {"filled": late if fill_first else None, "with_discs": with_discs}


@component()
def queue_chips(*, chips, label="Очереди"):
    """Chips: anchors to the queues below."""


@component()
def task_list(*, items):
    """Sections of a long work (TaskItems) with honest states."""


@component()
def reason_lines(*, lines, total=None, of=100):
    """ReasonLines: why a mentor stands here; the sum is on the right."""


@component(block=True)
def choice(content, *, name, value, title, checked=False, person=None, note="", total=None, of=100):
    """A card with a radio button: a candidate; the block holds reasons and capacity."""


@component()
def timeline(*, items, compact=False, fold=0):
    """TimelineItems, newest first; `fold` leaves so many open and folds the rest."""
    items = tuple(items)
    if not fold or len(items) <= fold + 1:
        return {"parts": (items,), "folded": ""}
    return {"parts": (items[:fold], items[fold:]), "folded": f"Показать все {count_of(len(items), 'entry')}"}


@component()
def check_list(*, rows, narrow=False):
    """CheckRows: names and values; «Изменить» only where something can change. `narrow` is for asides."""


@component()
def fact_list(*, items):
    """FactLines: icon, sentence, explanation (who sees what)."""


@component()
def diff(*, rows, was_title="Сейчас", became_title="Предлагается", caption="Что изменится"):
    """DiffRows side by side; in a changed part the changed words are marked."""
    return {"marked": [(row, *_marked(row)) for row in rows]}


def _marked(row):
    return mark_changes(row.was, row.became) if row.kind == "changed" else (row.was, row.became)


@component(block=True)
def remark(content, *, text, heading="Замечание", to="", note="", state="new", tag=None, reply="", replier=""):
    """«Новое замечание к цели» (`to` has its preposition). States: new, answered, fixed; the block holds actions."""
    one_of(state, ("new", "answered", "fixed"), "state")
