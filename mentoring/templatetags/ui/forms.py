"""Tags and filters of the form templates."""

from mentoring.kit.markup import control_id, error_words, errors_of
from mentoring.kit.text import count_of

from .library import component, register

CSS = {"checkbox": "form-check-input", "radio": "form-check-input", "select": "form-select"}
LAYOUTS = {
    "CheckboxInput": "tick",
    "RadioSelect": "choices",
    "CheckboxSelectMultiple": "choices",
    "ClearableFileInput": "file",
}


@component()
def error_summary(*, forms):
    """What to mend, with links to the fields; takes focus. Stands first in main; nothing when there are no errors.

    `forms` is a form, a formset or a list of them. A MarkedForm that another has overtaken is told of with both texts.
    """
    errors = errors_of(forms)
    overtaken = forms if getattr(forms, "tells", False) else None
    return {"errors": errors, "places": count_of(len(errors), "place"), "form": overtaken}


@register.simple_tag(takes_context=True)
def title_mark(context):
    """«Ошибка: » before the page's title when `form`, `formset` or one of `forms` has errors."""
    forms = [context.get("form"), context.get("formset"), *(context.get("forms") or ())]
    return "Ошибка: " if errors_of([form for form in forms if hasattr(form, "errors")]) else ""


@register.simple_tag
def control(field, **attributes):
    """A form field's control with our classes; Django itself adds aria-describedby and aria-invalid."""
    field.form.use_required_attribute = False  # drafts are saved unfinished, and errors speak in our own words
    widget = field.field.widget
    css = CSS.get(getattr(widget, "input_type", ""), "form-control")
    worn = [css, *widget.attrs.get("class", "").split(), *(["is-invalid"] if field.errors else [])]
    if field.form.errors:
        attributes["autofocus"] = False  # the list of errors takes the focus, and one thing alone may
    return field.as_widget(
        attrs={**{k.replace("_", "-"): v for k, v in attributes.items()}, "class": " ".join(dict.fromkeys(worn))}
    )


register.filter("control_id", control_id)
register.filter("error_words", error_words)


@register.filter
def layout_of(field):
    """How a field is laid out: hidden, tick, choices, scale, matrix, file or plain."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    return getattr(widget, "layout", "") or LAYOUTS.get(type(widget).__name__, "plain")


@register.filter
def named(form, names):
    """The bound fields with these names."""
    return [form[name] for name in names]


@register.filter
def said(form, name):
    """What one field holds."""
    return form[name].value()


@register.filter
def any_filled(form, names):
    """Whether one of these fields holds something."""
    return any(form[name].value() for name in names)


@register.filter
def any_wrong(form, names):
    """Whether one of these fields has an error."""
    return any(form[name].errors for name in names)


@register.filter
def cells(form, column):
    """The bound fields that a column of a formset table shows in one cell."""
    return [form[name] for name in column.fields]


@register.filter
def option_groups(field):
    """Radios or ticks of a field as Django's option groups: (group, options, index)."""
    widget = field.field.widget
    attributes = {"id": field.auto_id, **({"disabled": True} if field.field.disabled else {})}
    return widget.optgroups(field.html_name, widget.format_value(field.value()), attributes)


@register.filter
def matrix_rows(field):
    """Rows of a matrix: (words, its options but the skip, the skip or None)."""
    widget, value = field.field.widget, field.value()
    marks = value if isinstance(value, list) else widget.decompress(value)
    rows = []
    for place, (words, scale, mark) in enumerate(zip(widget.rows, widget.widgets, marks, strict=True)):
        own = {"id": f"{field.auto_id}_{place}"}
        options = [
            option for _, group, _ in scale.optgroups(f"{field.html_name}_{place}", [mark], own) for option in group
        ]
        skip = next((option for option in options if option["value"] == scale.skip_value), None)
        rows.append((words, [option for option in options if option is not skip], skip))
    return rows
