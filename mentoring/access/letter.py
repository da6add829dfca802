"""Envelopes of letters: whom and about what; texts are never shown."""

from mentoring.models import Letter, PairMember

QUIET = ("psychologist_asked", "curator_reply")
OF_PETITIONS = ("petition_decided", "petition_question", "petition_done")


def letters_for(actor):
    """The register for its keepers, without envelopes that alone would tell what is closed: that somebody asked for the
    psychologist's help (clause 5.3), and that a partner of the reader has petitioned.
    """
    letters = Letter.objects.exclude(code__in=QUIET)
    if actor.person is None:
        return letters
    own = PairMember.objects.filter(person=actor.person).values("pair")
    return letters.exclude(code__in=OF_PETITIONS, person__in=PairMember.objects.filter(pair__in=own).values("person"))
