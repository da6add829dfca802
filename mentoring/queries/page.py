"""Pages of a list."""

from django.core.paginator import Paginator

PER_PAGE = 25


def page_of(rows, number, per_page=PER_PAGE, *, count=None):
    """The page asked for; a strange number gives the first or the last page. `count` spares counting again."""
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.__dict__["count"] = count
    return paginator.get_page(number)


def chosen(value, allowed, default=""):
    """A parameter of the address when it is one of `allowed`, else the default: a broken address still shows a page."""
    return value if value in allowed else default
