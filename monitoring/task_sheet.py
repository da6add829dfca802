"""How a task stands on the page: its options in the order it was shown in, so that the page's values tell nothing of the
right answer. Answers are kept in the question's own places; these functions lead there and back."""

PLACED = ("order", "match")


def shown_options(question, layout):
    """Options in the order of the page."""
    return [question.options[place] for place in layout["options"]]


def shown_matches(question, layout):
    """The second column of «match» in the order of the page."""
    return [question.matches[place] for place in layout["matches"]]


def kept_answer(question, layout, values):
    """What is kept of the page's `values`: texts; places of options; for «order» and «match» one value a row or None."""
    if question.kind in ("number", "text"):
        return values or None
    if question.kind not in PLACED:
        return [layout["options"][value] for value in values]
    answer = [None] * len(question.options)
    for row, value in enumerate(values):
        if value is not None:
            answer[layout["options"][row]] = value if question.kind == "order" else layout["matches"][value]
    return answer


def page_values(question, layout, given):
    """The page's values of a kept answer: the reverse of `kept_answer`."""
    if question.kind in ("number", "text"):
        return given or ""
    if question.kind not in PLACED:
        return [layout["options"].index(place) for place in given or ()]
    kept = given or [None] * len(question.options)
    rows = [kept[place] for place in layout["options"]]
    if question.kind == "order":
        return rows
    return [None if place is None else layout["matches"].index(place) for place in rows]


def answer_words(question, given):
    """An answer in words, for the mentor's check and the mentee's review."""
    if given in (None, "", []):
        return "нет ответа"
    if question.kind == "number":
        return str(given).replace(".", ",")
    if question.kind == "text":
        return given
    if question.kind == "order":
        rows = sorted((place, n) for n, place in enumerate(given) if place is not None)
        return "; ".join(f"{place + 1}. {question.options[n]}" for place, n in rows)
    if question.kind == "match":
        return "; ".join(
            f"{question.options[n]} – {question.matches[place]}" for n, place in enumerate(given) if place is not None
        )
    return "; ".join(question.options[place] for place in given)


def right_words(question):
    """The right answer in words."""
    if question.kind == "number":
        number = f"{question.number.normalize():f}".replace(".", ",")
        spread = f" ± {question.tolerance.normalize():f}".replace(".", ",") if question.tolerance else ""
        return number + spread
    if question.kind == "text":
        return question.sample
    if question.kind in PLACED:
        return answer_words(question, list(range(len(question.options))))
    return answer_words(question, list(question.right))
