"""Cells of lists and cards."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from mentoring.kit.text import listing


def state(tag):
    """A state: its word and its sentence."""
    return format_html('<b class="tone-{}">{}</b><br><span class="quiet">{}</span>', tag.tone, tag.word, tag.sentence)


def links(*pairs):
    """«PDF · DOCX» of (label, address)."""
    return format_html_join(" · ", '<a href="{1}">{0}</a>', pairs)


def names(people):
    """Short names of people, or a dash."""
    return listing([person.short_name for person in people], ", ") or "–"


def short_print(sha256):
    """The first half-line of a fingerprint, in groups of four."""
    return " ".join(sha256[n : n + 4] for n in range(0, 16, 4)) if sha256 else "–"


class ChoiceFilter(admin.SimpleListFilter):
    """A filter of a few named conditions: `options` are {code: (label, Q)}."""

    options = {}

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _) in self.options.items()]

    def queryset(self, request, queryset):
        chosen = self.options.get(self.value())
        return queryset.filter(chosen[1]) if chosen else queryset
