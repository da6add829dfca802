"""Two wrote at once and the database took one: what it says of it, the same on both databases."""

DEADLOCK = "40P01"
UNIQUE = "23505"


def came_second(error):
    """Whether a DatabaseError says no more than «somebody else was first»: a unique key, or two waiting for each other."""
    code = getattr(error.__cause__, "pgcode", None)
    return code in (UNIQUE, DEADLOCK) if code else str(error).startswith("UNIQUE constraint failed")
