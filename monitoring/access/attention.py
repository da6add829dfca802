"""Who may put a case of attention off: curators alone; they see what others have put off."""

from mentoring.kit.verdict import YES, no


def curator_key(actor):
    """The key of the curator who reads, for rules of private matters; None for everybody else."""
    return actor.person.pk if actor.person and actor.has("curator") else None


def may_postpone(actor):
    return YES if curator_key(actor) else no("Откладывает и возвращает случаи куратор.")
