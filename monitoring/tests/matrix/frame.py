"""Sign-in, profile, help, settings, home."""

from . import EVERYONE, Row

ROWS = {
    "home": Row(),
    "sign_in": Row(ok=302, also={}, public=True),
    "sign_out": Row(method="post", ok=302),
    "sign_out_everywhere": Row(method="post", ok=302),
    "password_reset": Row(public=True),
    "password_reset_sent": Row(public=True),
    "password_set": Row(args=lambda world: ["MQ", "set-password"], public=True),
    "invitation": Row(args=lambda world: ["MQ", "set-password"], public=True),
    "password_change": Row(),
    "profile": Row(),
    "choose_role": Row(method="post", ok=302),
    "display_settings": Row(public=True),
    "accessibility": Row(public=True),
    "search": Row(query="q=Ковалева"),
    "help_how_it_works": Row(public=True),
    "help_who_sees_what": Row(public=True),
    "help_ask_curator": Row(public=True),
    "help_role": Row(allowed="curator mentor other_mentor", args=lambda world: ["mentor"]),
    "settings": Row(allowed="curator admin", denied=403),
    "setting_edit": Row(allowed="curator admin", denied=403, args=lambda world: ["survey_threshold"]),
    "healthz": Row(public=True),
    "health": Row(public=True),
    "ready": Row(ok=503, public=True),  # no background worker runs beside the tests
    "metrics": Row(public=True),  # asked from this machine; test_health.py asks from elsewhere
    "styleguide": Row(allowed="curator director admin"),
}
GUEST_EXCEPTIONS = {
    "sign_in": 200,
    "staff_import_row": 403,  # a form with something in it is answered with the sign-in itself, so that it is not lost
    "request_offer": 403,
    "induction_untick": 403,
    "instrument_equal": 403,
    "question_move": 403,
}
ALL = EVERYONE
