"""Component tags: one function with keyword-only props = one tag = one template in templates/components/.

The signature is the declaration: an unknown or missing prop fails when the page's template is compiled.
"""

from functools import wraps
from inspect import Parameter, signature
from itertools import count

from django.http import QueryDict
from django.template import Context, Engine
from django.utils.safestring import mark_safe

_spare_ids = count(1)


def draw(name, /, **props):
    """The markup of templates/components/<name>.html with these props and nothing else."""
    return mark_safe(Engine.get_default().get_template(f"components/{name}.html").render(Context(props)))


def register_component(library, *, block=False):
    """Decorator: the function checks the props and returns what else the template needs (a dict or None)."""

    def register(function):
        name = function.__name__
        parameters = signature(function).parameters.values()
        defaults = {p.name: p.default for p in parameters if p.default is not Parameter.empty}
        leading = [p.name for p in parameters if p.kind is Parameter.POSITIONAL_OR_KEYWORD]

        @wraps(function)
        def show(*args, **props):
            extra = function(*args, **props) or {}
            named = dict(zip(leading, args, strict=False))
            named.pop("context", None)
            return draw(name, **{**defaults, **named, **props, **extra})

        tag = library.simple_block_tag if block else library.simple_tag
        return tag(show, name=name, takes_context="context" in leading)

    return register


def unique_id(context, prefix):
    """An id for aria attributes, counted within the page."""
    request = context.get("request")
    if request is None:
        return f"{prefix}-x{next(_spare_ids)}"
    request.ui_ids = getattr(request, "ui_ids", 0) + 1
    return f"{prefix}-{request.ui_ids}"


def query_with(context, **changes):
    """The page's address parameters with some replaced (None removes one): «?q=…&sort=name»."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return "?" + query.urlencode()
