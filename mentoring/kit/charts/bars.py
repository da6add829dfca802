"""Horizontal bars: shares of a whole."""

from dataclasses import dataclass

from mentoring.kit.text import NBSP

from .drawing import CHAR, INK, PETROL, TRACK, Table, element, frame, percent, quiet, rect, rule, text
from .segments import place_of

SMALL = 10  # under ten cases the fraction speaks louder than the per cent


@dataclass(frozen=True)
class BarRow:
    """A share: `part` of `whole`; `few` (words) hides the share under the threshold."""

    name: str
    part: int = 0
    whole: int = 0
    few: str = ""

    @property
    def share(self):
        return self.part / self.whole if self.whole and not self.few else -1

    @property
    def fraction(self):
        return f"{self.part} из {self.whole}"


@dataclass(frozen=True)
class Bars:
    """Shares sorted by value; `mean` is a BarRow drawn as a dashed line with its name."""

    title: str
    rows: tuple
    subtitle: str = ""
    mean: BarRow | None = None
    link: object = None
    conclusion: str = ""
    of_what: str = "Из скольких"

    @property
    def sorted_rows(self):
        return sorted(self.rows, key=lambda row: -row.share)

    def draw(self, width):
        place = place_of(width, 26 if self.mean else 4, right=128, names=[row.name for row in self.sorted_rows])
        body = "".join(_row(row, n, place) for n, row in enumerate(self.sorted_rows))
        height = place.start(len(self.rows)) + 2
        return frame(self, width, height, body + self._mean(place), self._words())

    def _mean(self, place):
        """A dashed line through the bars, with its name above."""
        if not self.mean or self.mean.share < 0:
            return ""
        x = place.left + place.length * self.mean.share
        words = f"{self.mean.name} {percent(self.mean.part, self.mean.whole)}"
        half = len(words) * CHAR / 2
        body = text(max(x, half), 14, words, anchor="middle")
        shown = sum(not row.few for row in self.rows)
        spans = (
            [(place.bar(n) - 4, place.bar(n) + 24) for n in range(shown)] if place.above else [(20, place.start(shown))]
        )
        return body + "".join(
            rule(x, a, x, b, stroke=INK, width=1.4, dash="4 3", cls="k-mean") for a, b in spans if shown
        )

    def _words(self):
        if self.conclusion:
            return self.conclusion
        return "; ".join(
            f"{row.name}: {row.few or f'{percent(row.part, row.whole)}, {row.fraction}'}" for row in self.sorted_rows
        )

    def table(self):
        columns = ("Название", "Доля", "Число", self.of_what)
        rows = [
            (r.name, r.few or percent(r.part, r.whole), "–" if r.few else r.part, "–" if r.few else r.whole)
            for r in self.sorted_rows
        ]
        if self.mean:
            rows.append((self.mean.name, percent(self.mean.part, self.mean.whole), self.mean.part, self.mean.whole))
        return Table(self.title, columns, tuple(rows))


def _row(row, n, place):
    bar, left, length = place.bar(n), place.left, place.length
    name = place.name(n, row.name)
    if row.few:
        return name + quiet(left, bar + 15, row.few)
    track = rect(left, bar, length, 20, TRACK, rx=3, cls="k-track")
    fill = rect(left, bar, length * row.share, 20, PETROL, rx=3, cls="k-main") if row.share > 0 else ""
    return name + track + fill + _value(row, place.right + 8, bar + 15)


def _value(row, x, y):
    """«63 % 12 из 19» with the stronger half first."""
    share, fraction = percent(row.part, row.whole).replace(" ", NBSP), row.fraction.replace(" ", NBSP)
    strong, weak = (fraction, share) if row.whole < SMALL else (share, fraction)
    content = element("tspan", strong, font_weight=600, fill=INK, cls="k-ink") + " " + weak
    return element("text", content, x=x, y=y, fill="#47535A", cls="k-second")
