"""An amendment whose base is no longer in force is carried over to the version that is; nobody's words are lost."""

from django.db import transaction

from mentoring.kit.stale import Stale
from mentoring.kit.text import listing
from mentoring.kit.verdict import no, require
from programs import access
from programs.actions.desk import refuse
from programs.choices import AMENDMENT_EDITABLE
from programs.models import Amendment
from programs.queries.amendment_check import meanwhile
from programs.terms import item_name, kind_of, meet, to_data

from .consent import freeze_and_ask
from .desk import hold, tell


class Overlap(Stale):
    """Both texts touched the same items: `clashes` are their keys, nothing was written."""

    def __init__(self, found):
        self.found = found
        names = listing([item_name(key, found.proposed, found.current) for key in found.clashes])
        super().__init__(no(f"{found.words} Одно и то же изменили по-разному: {names}. Выберите, что оставить."))


@transaction.atomic
def rebase_amendment(*, amendment, version, by, at, theirs=(), mine=()):
    """Put the proposal on top of the version in force; an amendment on its way is sent for consents anew.

    `version` is the key of the version the page showed; `theirs` and `mine` name the items that settle overlaps. Raises
    Overlap while some are not settled, Refused when yet another version came or there is nothing to carry over to.
    """
    hold(amendment)
    require(access.may_rebase(by, amendment))
    found = meanwhile(amendment)
    if found is None:
        refuse("Изменение уже стоит на действующей редакции. Обновите страницу.")
    if found.version.pk != version:
        refuse("Пока вы сравнивали, вступила в силу ещё одна редакция. Сравните ещё раз.")
    met = meet(found.base, found.current, found.proposed, theirs=set(theirs), mine=set(mine))
    if met.clashes:
        raise Overlap(found)
    values = {
        "base": found.version,
        "before": to_data(found.current),
        "proposed": to_data(met.terms),
        "kind": kind_of(found.current, met.terms),
        "lock_version": amendment.lock_version + 1,
    }
    Amendment.objects.filter(pk=amendment.pk).update(**values)
    for name, value in values.items():
        setattr(amendment, name, value)
    heading = f"Изменение № {amendment.number} перенесено на редакцию {found.version.number}"
    tell("amendment_rebase", heading, amendment, by=by, at=at)
    if amendment.state in AMENDMENT_EDITABLE:
        Amendment.objects.filter(pk=amendment.pk).update(payload=None, sha256="")
        amendment.payload, amendment.sha256 = None, ""
    else:
        freeze_and_ask("rebase", amendment, by=by, at=at)
