"""Narrower questions (R52): pairs of one form, of one main kind, led by mentors of one load."""

from dataclasses import asdict, dataclass

from mentoring.office import office

FREE, FULL, OVER = "free", "full", "over"
LOADS = {FREE: "есть свободные места", FULL: "все места заняты", OVER: "больше договорённого"}


@dataclass(frozen=True)
class Narrow:
    """Empty words ask of all pairs. The load is that of the reporting date, whatever year a figure is compared with."""

    form: str = ""
    kind: str = ""
    load: str = ""

    def __bool__(self):
        return bool(self.asked)

    @property
    def asked(self):
        """Address parameters."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def parts(self):
        """(what, which) in words: for papers and snapshots."""
        label = office().label
        names = {
            "Форма": self.form and label("form", self.form),
            "Вид": self.kind and label("kind", self.kind),
            "Нагрузка наставника": self.load and LOADS[self.load],
        }
        return tuple((what, which) for what, which in names.items() if which)

    @property
    def words(self):
        """«форма – педагог–педагог; вид – групповое»."""
        return "; ".join(f"{what.lower()} – {which.lower()}" for what, which in self.parts)


EVERYTHING = Narrow()
