"""The counter on «Мои дела»."""

from django.utils.functional import SimpleLazyObject

from mentoring.kit.dates import today


def deeds_counter(request):
    """How many deeds wait for the signed-in person, in one aggregate query, read only if the header shows it."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return {"deeds": 0}
    return {"deeds": SimpleLazyObject(lambda: sum(deed_counts(request).values()))}


def deed_counts(request):
    """{source code: count}, read once a request: the header and the home page share it."""
    if not hasattr(request, "deed_counts"):
        from monitoring.queries.home import count_deeds

        request.deed_counts = count_deeds(request.actor, today())
    return request.deed_counts
