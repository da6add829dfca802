"""Stored cases of names and posts for papers, and which of them a person should look at before a paper goes out."""

from dataclasses import dataclass

from mentoring.kit.declension import QUESTIONS, like, post_key
from mentoring.models import PostForms


@dataclass(frozen=True)
class CaseCheck:
    """One phrase of a paper to look at: «Закрепить наставника за (кем?) Рябовым Максимом Ильичом».

    `key` is the person's pk or the post itself; `other` is the rival form when the dictionary offers one.
    """

    kind: str
    key: object
    nominative: str
    case: str
    phrase: str
    form: str
    other: str
    sure: bool


def cases_of(people, case, phrase=""):
    """A CaseCheck for each person, in their order, without any query; `phrase` is the text before the name."""
    return tuple(
        CaseCheck(
            "person",
            person.pk,
            person.full_name,
            case,
            _asked(phrase, case),
            person.case(case),
            person.name_cases.get("other", {}).get(case, ""),
            _is_sure(person.name_cases, case, person.full_name),
        )
        for person in people
    )


def doubtful_for(people, case, phrase=""):
    """Only those whose form in `case` the curator should look at before the paper goes out."""
    return tuple(check for check in cases_of(people, case, phrase) if not check.sure)


class PostCases:
    """Posts in cases, read together in one query; a post that is not declined yet stays in the nominative."""

    def __init__(self, posts):
        keys = {post_key(post) for post in posts if post}
        self._kept = {row.post: row.cases for row in PostForms.objects.filter(post__in=keys)} if keys else {}

    def case(self, post, case):
        """«преподавателем»; a capital letter of the post is kept."""
        form = self._kept.get(post_key(post), {}).get(case)
        return like(post, form) if form else post

    def doubtful(self, posts, case, phrase=""):
        """A CaseCheck for each post (once) that the curator should look at."""
        return tuple(
            CaseCheck("post", post, post, case, _asked(phrase, case), self.case(post, case), "", False)
            for post in dict.fromkeys(post_key(post) for post in posts if post)
            if post not in self._kept or case in self._kept[post].get("doubt", ())
        )


def _asked(phrase, case):
    return f"{phrase} ({QUESTIONS[case]})".strip()


def _is_sure(kept, case, nominative):
    return kept.get("nom") == nominative and case in kept and case not in kept.get("doubt", ())
