"""Filters for Russian dates, numbers and names in templates."""

from django import template

from mentoring.kit import dates, links, text

register = template.Library()

register.filter("date_short", dates.short)
register.filter("date_words", dates.words)
register.filter("date_document", dates.document)
register.filter("date_near", dates.near)
register.filter("moment", dates.moment)
register.filter("clock", dates.clock)
register.filter("weekday", dates.weekday)
register.filter("minutes_words", dates.minutes_words)
register.filter("digits", text.group_digits)
register.filter("small_first", text.small_first)
register.filter("agreed", text.agreed)
register.filter("sentence", text.ended)
register.filter("quoted", text.quoted)
register.filter("with_links", links.with_links)


@register.filter
def count_of(number, noun):
    """{{ 3|count_of:"remark" }} → «3 замечания»."""
    return text.count_of(number or 0, noun)


@register.filter
def plural_of(number, noun):
    """{{ 3|plural_of:"remark" }} → «замечания»."""
    return text.plural(number or 0, *text.NOUNS[noun])


@register.filter
def case(person, name):
    """{{ person|case:"gen" }} → full name in a case."""
    return person.case(name)


@register.filter
def short_case(person, name):
    return person.short_case(name)


@register.simple_tag
def label(office, group, code):
    """The college's label of a form, model, kind or mode."""
    return office.label(group, code)


@register.simple_tag
def span(since, until):
    return dates.span(since, until)
