"""A decorative trend: the value and its direction are said in words beside it."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe

from .drawing import PETROL, Table, element


@dataclass(frozen=True)
class Spark:
    values: tuple
    title: str = ""
    subtitle: str = ""
    link: object = None

    def draw(self, width):
        low, high = min(self.values), max(self.values)
        span = (high - low) or 1
        step = 56 / max(len(self.values) - 1, 1)
        points = [(4 + n * step, 20 - 16 * (value - low) / span) for n, value in enumerate(self.values)]
        line = element(
            "polyline",
            points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
            fill="none",
            stroke="#737D82",
            stroke_width=1.6,
            cls="k-edge",
        )
        dots = "".join(element("circle", cx=x, cy=y, r=2, fill="#737D82", cls="k-edge-dot") for x, y in points[:-1])
        last = element("circle", cx=points[-1][0], cy=points[-1][1], r=3.6, fill=PETROL, cls="k-main")
        size = 'viewBox="0 0 64 24" width="64" height="24"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" class="spark" {size} aria-hidden="true">'
        return mark_safe(f"{head}{line}{dots}{last}</svg>")

    def table(self):
        return Table("", (), ())
