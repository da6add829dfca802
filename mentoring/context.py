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
        "scheme": request.user.scheme if signed_in else request.COOKIES.get("scheme", ""),
        "scale": request.user.scale if signed_in else _scale(request.COOKIES.get("scale")),
    }


def _scale(value):
    return int(value) if value in {"100", "150", "200"} else 100
