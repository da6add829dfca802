"""What the frame of every page needs."""

from mentoring.access import ROLE_WORDS, may_change_settings
from mentoring.navigation import sections_for
from mentoring.office import office
from mentoring.queries.help import link_from


def frame(request):
    """College, year, the person's role and sections. Anonymous pages get the college alone."""
    actor = getattr(request, "actor", None)
    signed_in = bool(getattr(request, "user", None) and request.user.is_authenticated)
    match = getattr(request, "resolver_match", None)
    url_name = match.url_name if match else ""
    return {
        "office": office(),
        "actor": actor if signed_in else None,
        "my_roles": [(code, *ROLE_WORDS[code]) for code in actor.roles] if signed_in else [],
        "role_gen": ROLE_WORDS[actor.role][1] if signed_in and actor.role else "",
        "sections": sections_for(actor, request) if signed_in else [],
        "help_link": link_from(actor, url_name) if signed_in else None,
        "may_change_settings": bool(signed_in and may_change_settings(actor)),
        **display_of(request),
    }


def display_of(request):
    """How pages look for a person, or on the device of a guest."""
    user = getattr(request, "user", None)
    if user and user.is_authenticated:
        return {"scheme": user.scheme, "scale": user.scale, "spacing": user.spacing, "pictures": user.pictures}
    told = request.COOKIES.get
    return {
        "scheme": told("scheme", ""),
        "scale": int(told("scale")) if told("scale") in {"100", "150", "200"} else 100,
        "spacing": "wide" if told("spacing") == "wide" else "",
        "pictures": "off" if told("pictures") == "off" else "",
    }
