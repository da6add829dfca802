"""Names and posts in cases: declined when written, checked by the dictionary in a job, corrected once by the curator.

`Person.name_cases` and `PostForms.cases` keep {gen, dat, acc, ins, pre} and beside them: `doubt` (cases to look at),
`other` (rival forms), `nom` and `gender` (what was declined), `checked` (the dictionary has seen it), `by_hand`.
"""

from django.db import connection, transaction
from django_tasks import task

from mentoring.actions import journal
from mentoring.choices import Role
from mentoring.kit.declension import CASES, QUESTIONS, decline_name, post_key
from mentoring.kit.morphology import check_name, decline_post
from mentoring.kit.text import tidy
from mentoring.kit.verdict import YES, Refused, no, require
from mentoring.models import Organization, Person, PostForms

LONGEST = 310


def decline_person(person, *, by, at):
    """Decline a name at once and ask the worker to check it. An unchanged name keeps its forms, corrected ones too."""
    kept = person.name_cases
    if kept.get("nom") == person.full_name and kept.get("gender") == person.gender:
        return
    _keep(person, decline_name(*_name_of(person)), checked=False)
    person.save(update_fields=["name_cases", "cases_sure"])
    ask_for_check()


def ask_for_check():
    """Queue one check after this transaction commits, however many names and posts it wrote."""
    if not any(entry[1] is _enqueue for entry in connection.run_on_commit):
        transaction.on_commit(_enqueue)


def _enqueue():
    check_declensions.enqueue()


@task()
def check_declensions():
    """Check each name and decline each post the dictionary has not seen. Safe to repeat and to run twice at once."""
    _check_names()
    _decline_posts()


def _check_names():
    waiting = Person.objects.filter(name_cases__checked__isnull=True)
    for person in waiting.order_by("pk").iterator(chunk_size=500):
        _keep(person, check_name(*_name_of(person)), checked=True)
        same_name = {name: getattr(person, name) for name in ("last_name", "first_name", "patronymic", "gender")}
        Person.objects.filter(pk=person.pk, name_cases__checked__isnull=True, **same_name).update(
            name_cases=person.name_cases, cases_sure=person.cases_sure
        )


def _decline_posts():
    in_use = set(Person.objects.exclude(post="").values_list("post", flat=True).distinct())
    in_use.update(Organization.objects.exclude(head_post="").values_list("head_post", flat=True))
    known = set(PostForms.objects.values_list("post", flat=True))
    rows = []
    for post in sorted({post_key(post) for post in in_use} - known - {""}):
        declined = decline_post(post)
        rows.append(PostForms(post=post, cases=_packed(declined, checked=True), sure=declined.sure))
    PostForms.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def confirm_cases(person, cases, *, by, at):
    """The curator says how a name is declined; `cases` may hold one case or all. Remembered until the name changes.

    Raises Refused: not the curator; a form is empty, too long, or has another number of words.
    """
    require(_may_confirm(by))
    person = Person.objects.select_for_update().get(pk=person.pk)
    forms = _read_forms(cases, words=len(person.full_name.split()))
    if person.name_cases.get("nom") != person.full_name:
        _keep(person, decline_name(*_name_of(person)), checked=False)
    changes = _confirm(person.name_cases, forms)
    person.cases_sure = not person.name_cases["doubt"]
    person.save(update_fields=["name_cases", "cases_sure"])
    heading = f"Проверены падежи имени: {person.full_name}"
    journal.record("cases_confirmed", heading, by=by, at=at, subject=person, person=person, changes=changes)
    return person


@transaction.atomic
def confirm_post(post, cases, *, by, at):
    """The curator says how a post is declined, for everyone who holds it. Raises Refused like confirm_cases."""
    require(_may_confirm(by))
    forms = _read_forms(cases)
    row, _ = PostForms.objects.select_for_update().get_or_create(post=post_key(post), defaults={"cases": {}})
    row.cases.setdefault("doubt", list(CASES))
    changes = _confirm(row.cases, forms)
    row.sure = not row.cases["doubt"]
    row.save(update_fields=["cases", "sure"])
    journal.record(
        "post_confirmed", f"Проверены падежи должности: {row.post}", by=by, at=at, subject=row, changes=changes
    )
    return row


def _may_confirm(actor):
    return YES if actor.has(Role.CURATOR) else no("Падежи проверяет куратор. Сообщите ему, как правильно.")


def _name_of(person):
    return person.last_name, person.first_name, person.patronymic, person.gender


def _keep(person, declined, *, checked):
    person.name_cases = {"nom": person.full_name, "gender": person.gender, **_packed(declined, checked=checked)}
    person.cases_sure = declined.sure


def _packed(declined, *, checked):
    packed = {**declined.cases, "doubt": list(declined.doubt)}
    if declined.other:
        packed["other"] = declined.other
    if checked:
        packed["checked"] = True
    return packed


def _read_forms(cases, words=None):
    """Known cases with tidy forms; Refused in words when one cannot be a form of the name."""
    forms = {case: tidy(form) for case, form in cases.items() if case in CASES}
    if not forms or not all(forms.values()):
        raise Refused(no("Напишите, как правильно, или оставьте предложенное."))
    for form in forms.values():
        if len(form) > LONGEST:
            raise Refused(no(f"Слишком длинно: {len(form)} знаков из {LONGEST}."))
        if words and len(form.split()) != words:
            raise Refused(no("Напишите имя целиком: фамилию, имя и отчество."))
    return forms


def _confirm(kept, forms):
    """Put forms by hand into a kept record; returns what changed, in words."""
    changes = [
        {"part": QUESTIONS[case], "was": kept.get(case, "–"), "became": form}
        for case, form in forms.items()
        if kept.get(case) != form
    ]
    kept.update(forms, by_hand=True, checked=True)
    kept["doubt"] = [case for case in kept.get("doubt", []) if case not in forms]
    return changes
