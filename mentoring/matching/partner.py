"""Which posts a kind of social partner usually helps (clause 4.3.3)."""

from mentoring.kit.text import fold
from mentoring.kit.ui import ReasonLine


def helps_post(post, beginnings):
    """Whether any word of the post begins as one of `beginnings`: «мастер» suits «старший мастер»."""
    words = fold(post).replace("-", " ").split()
    return any(word.startswith(fold(start)) for word in words for start in beginnings)


def partner_lines(post, kind, beginnings):
    """A fact of matching without points: the curator decides, the regulation only names who usually helps whom."""
    if not beginnings:
        return ()
    if helps_post(post, beginnings):
        return (ReasonLine(0, f"партнёр «{kind}» помогает такой должности (п. 4.3.3)"),)
    return (ReasonLine(0, f"партнёр «{kind}» обычно помогает другим должностям (п. 4.3.3): проверьте"),)
