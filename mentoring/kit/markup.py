"""Small pieces of markup that several components need: rows of tables, marked differences, forms' errors."""

import difflib
import re
from functools import lru_cache

from django.forms import CheckboxInput, CheckboxSelectMultiple, Field, FileInput, RadioSelect, Select
from django.forms.formsets import BaseFormSet
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe

_CELL = re.compile(r"<(tr|td|th)(?=[\s>])([^>]*)>")
_WORD = re.compile(r"\s+|[^\s]+")


_ROLE = re.compile(r'(<(?:tr|td|th)) role="(?:row|cell|rowheader)"')


def dress_figures(rows, columns):
    """Rows of a table that stays one on every screen, so that its cells need no roles."""
    return mark_safe(_ROLE.sub(r"\1", dress_rows(rows, columns)))


def dress_rows(rows, columns):
    """Rows of a table with what phones and speech need: roles, the column's name (data-l), classes of figures.

    A page writes only `<tr><td>…</td></tr>`; cells count off the columns, `colspan` included.
    """
    place = 0

    def dress(match):
        nonlocal place
        name, attributes = match.groups()
        if name == "tr":
            place = 0
            return f'<tr role="row"{attributes}>'
        column = columns[place] if place < len(columns) else None
        span = re.search(r'colspan="?(\d+)', attributes)
        place += int(span[1]) if span else 1
        return f"<{name}{_cell_attributes(name, attributes, None if span else column)}>"

    return mark_safe(_CELL.sub(dress, rows))


@lru_cache(maxsize=2048)
def _cell_attributes(name, attributes, column):
    if column is None:
        return f' role="cell"{attributes}'
    primary = column.primary or name == "th"
    extra = ' role="rowheader" scope="row"' if name == "th" else ' role="cell"'
    if "data-l" not in attributes and not primary and column.name:
        extra += format_html(' data-l="{}"', column.name)
    own = re.search(r'class="([^"]*)', attributes)
    worn = own[1].split() if own else []
    classes = " ".join(word for word, on in (("num", column.numeric), ("primary", primary)) if on and word not in worn)
    if classes and 'class="' in attributes:
        attributes = attributes.replace('class="', f'class="{classes} ', 1)
    elif classes:
        extra += f' class="{classes}"'
    return extra + attributes


def mark_changes(was, became):
    """Two texts with what left one struck and what came into the other underlined, word by word."""
    old, new = _WORD.findall(str(was)), _WORD.findall(str(became))
    left, right = [], []
    for act, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if act == "equal":
            left.append(conditional_escape(gone))
            right.append(conditional_escape(come))
            continue
        left.append(_wrapped("del", gone))
        right.append(_wrapped("ins", come))
    return mark_safe("".join(left)), mark_safe("".join(right))


def _wrapped(name, text):
    if not text.strip():
        return conditional_escape(text)
    core = text.strip()
    before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
    return format_html(f"{{}}<{name}>{{}}</{name}>{{}}", before, core, after)


def forms_in(forms):
    """Forms and formsets, alone or in a list, as a flat list of (words before the error, form or formset)."""
    things = [thing for thing in (forms if isinstance(forms, (list, tuple)) else [forms]) if thing is not None]
    flat = []
    for thing in things:
        flat.append(("", thing))
        if isinstance(thing, BaseFormSet) and thing.is_bound:
            flat += [(f"Строка {n}. ", form) for n, form in enumerate(thing.forms, 1)]
    return flat


def errors_of(forms):
    """What is wrong, in the order of the page: (text, address of the field or «»)."""
    found = []
    for before, thing in forms_in(forms):
        if isinstance(thing, BaseFormSet):
            found += [(error, "") for error in (thing.non_form_errors() if thing.is_bound else ())]
            continue
        for name, errors in thing.errors.items():
            field = thing[name] if name in thing.fields else None
            href = f"#{control_id(field)}" if field and not field.is_hidden else ""
            found += [(f"{before}{error}", href) for error in (error_words(field) if field else errors)]
    return found


def error_words(field):
    """The errors of a bound field; Django's bare «Обязательное поле» becomes a sentence that says what to do."""
    texts, plain = [], Field.default_error_messages["required"]
    for error in field.form.errors.as_data().get(field.name, ()):
        bare = error.code == "required" and error.message == plain
        texts += [_missing(field)] if bare else [str(text) for text in error.messages]
    return texts


def _missing(field):
    widget, label = field.field.widget, f"„{field.label}“" if "«" in str(field.label) else f"«{field.label}»"
    if isinstance(widget, CheckboxInput):
        return f"Поставьте отметку {label}."
    if isinstance(widget, Select | RadioSelect | CheckboxSelectMultiple):
        return f"Выберите ответ в поле {label}."
    return f"{'Приложите файл в поле' if isinstance(widget, FileInput) else 'Заполните поле'} {label}."


def control_id(field):
    """The id that a label or an error may point to; of a group of radios or ticks, the first of them."""
    widget = field.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)) and getattr(widget, "layout", "") != "finder":
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def lines(texts):
    """Texts one under another."""
    return format_html_join(mark_safe("<br>"), "{}", ((text,) for text in texts))
