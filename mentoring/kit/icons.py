"""Our icons: 16-unit grid, stroke 1.8, at most thirty. An icon is decorative: the word beside it means."""

from functools import lru_cache

from django.utils.safestring import mark_safe

LIMIT = 30
FILLED = ' fill="currentColor" stroke="none"'
SHAPES = {
    # signs of the five tones
    "ring": '<circle cx="8" cy="8" r="4.6"/>',
    "half": f'<circle cx="8" cy="8" r="5"/><path d="M8 3a5 5 0 0 0 0 10z"{FILLED}/>',
    "tick": '<path d="m3.2 8.6 3.1 3.1 6.5-7.2"/>',
    "arrow": '<path d="M2.8 8h10.4M9 3.8 13.2 8 9 12.2"/>',
    "bang": '<path d="M8 2.8v6.4M8 12.6v.1"/>',
    # acts
    "plus": '<path d="M8 2.8v10.4M2.8 8h10.4"/>',
    "close": '<path d="m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4"/>',
    "edit": '<path d="m2.8 13.2.7-3.2 7.2-7.2 2.5 2.5-7.2 7.2zM9 4.5 11.5 7"/>',
    "copy": '<rect x="5.6" y="5.6" width="8" height="8" rx="1.6"/>'
    '<path d="M10.4 3.6v-.2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h.2"/>',
    "trash": '<path d="M2.4 4.4h11.2M6 4.2V2.2h4v2M4 4.6l.6 9.2h6.8l.6-9.2"/>',
    "undo": '<path d="M3 8.2a5 5 0 1 0 1.5-3.7M3 2.4v3h3"/>',
    "search": '<circle cx="7" cy="7" r="4.4"/><path d="m10.3 10.3 3.6 3.6"/>',
    "download": '<path d="M8 2v8M4.4 6.6 8 10.2l3.6-3.6M2.4 13.6h11.2"/>',
    "upload": '<path d="M8 10.6V2.4M4.4 6 8 2.4 11.6 6M2.4 13.6h11.2"/>',
    "print": '<path d="M4.6 5.8V2.2h6.8v3.6M4.6 11.6H2.2V5.8h11.6v5.8h-2.4M4.6 9.6h6.8v4.2H4.6z"/>',
    "mail": '<rect x="1.8" y="3.2" width="12.4" height="9.6" rx="1.6"/><path d="M2.4 4.8 8 9l5.6-4.2"/>',
    # directions
    "up": '<path d="m3.6 10.2 4.4-4.4 4.4 4.4"/>',
    "chevron": '<path d="m3.6 5.8 4.4 4.4 4.4-4.4"/>',
    "menu": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    # things
    "file": '<path d="M3.6 1.8h5.2l3.6 3.6v8.8H3.6zM8.6 2v3.6h3.6"/>',
    "lock": '<rect x="2.8" y="7" width="10.4" height="7" rx="1.6"/><path d="M5.2 6.8V5a2.8 2.8 0 0 1 5.6 0v1.8"/>',
    "eye": '<path d="M1.4 8S3.8 3.6 8 3.6 14.6 8 14.6 8 12.2 12.4 8 12.4 1.4 8 1.4 8z"/>'
    '<circle cx="8" cy="8" r="1.8"/>',
    "eye_off": '<path d="M1.4 8S3.8 3.6 8 3.6 14.6 8 14.6 8 12.2 12.4 8 12.4 1.4 8 1.4 8zM2.6 13.4 13.4 2.6"/>',
    "comment": '<path d="M1.8 2.8h12.4v8.4H7.4l-3.6 3v-3h-2z"/>',
    "calendar": '<rect x="2" y="3" width="12" height="11" rx="1.6"/><path d="M2 6.8h12M5.4 1.4v3M10.6 1.4v3"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.4V8l2.6 1.8"/>',
    "person": '<circle cx="8" cy="5.2" r="2.8"/><path d="M2.8 14c.5-3 2.5-4.6 5.2-4.6s4.7 1.6 5.2 4.6"/>',
    # messages
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.4v3.4M8 5v.1"/>',
    "warning": '<path d="M8 2 14.6 13.6H1.4zM8 6.6v3M8 11.5v.1"/>',
    "star": f'<path d="m8 1.6 1.9 4.2 4.5.5-3.4 3 1 4.5L8 11.5l-4 2.3 1-4.5-3.4-3 4.5-.5z"{FILLED}/>',
}
OF_TONE = {"calm": "ring", "go": "half", "ok": "tick", "act": "arrow", "stop": "bang"}


@lru_cache(maxsize=len(SHAPES) * 2)
def icon_svg(name):
    """The inline SVG of an icon; an unknown name is an error, not an empty place."""
    return mark_safe(f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{SHAPES[name]}</svg>')
