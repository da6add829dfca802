"""The workflow machine: one table per process gives the buttons, the guard, the «ждёт вас» list and the diagram."""

from collections.abc import Callable
from dataclasses import dataclass

from .verdict import YES, Refused, no, require


@dataclass(frozen=True)
class Transition:
    """One arrow of a process. `allow(actor, obj)` says who may take it now and why not; `label` is the button's verb."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    allow: Callable = lambda actor, obj: YES
    danger: bool = False


class Workflow:
    """A table of transitions over one state column. A state is claimed with UPDATE … WHERE state IN sources, never set."""

    def __init__(self, name, transitions, *, field="state", taken="Это решение уже принято. Обновите страницу."):
        self.name = name
        self.field = field
        self.taken = taken
        self.transitions = {t.name: t for t in transitions}

    def verdict(self, name, actor, obj):
        """Whether `actor` may take transition `name` on `obj` now."""
        transition = self.transitions[name]
        if getattr(obj, self.field) not in transition.sources:
            return no(self.taken)
        return transition.allow(actor, obj)

    def open_to(self, actor, obj):
        """Transitions that lead on from the object's state, each with its verdict; refused ones carry the reason."""
        state = getattr(obj, self.field)
        return [(t, t.allow(actor, obj)) for t in self.transitions.values() if state in t.sources]

    def claim(self, name, obj, *, by, **updates):
        """Check, then move the row in one guarded UPDATE together with `updates`; raise Refused when somebody was first."""
        require(self.verdict(name, by, obj))
        self.move(name, obj, **updates)

    def move(self, name, obj, **updates):
        """The guarded UPDATE alone, for steps the system takes itself (a date came, a signature arrived)."""
        transition = self.transitions[name]
        updates[self.field] = transition.target
        moved = type(obj)._base_manager.filter(pk=obj.pk, **{f"{self.field}__in": transition.sources}).update(**updates)
        if not moved:
            raise Refused(no(self.taken))
        for key, value in updates.items():
            setattr(obj, key, value)
