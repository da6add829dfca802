"""The whole dashboard as one value."""

from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from mentoring.office import office
from monitoring.attention import Attention, attention_rules

from .achievement import Achievements, read_achievements
from .chart import charts
from .conclusion import conclusion
from .count import Counts, count_all
from .figure import Figure
from .knowledge import Knowledge, knowledge_of
from .outcome_figure import outcomes
from .question import Question
from .satisfaction import Satisfaction, read_satisfaction
from .ten import ten

ON_PAGE = 3  # cases of attention shown beside the charts


@dataclass(frozen=True)
class Dashboard:
    """Ten figures, three charts, achievements, the gain of knowledge, the attention list and the sentence on top, for one Question."""

    question: Question
    figures: tuple[Figure, ...]
    charts: tuple
    attention: Attention | None
    satisfaction: Satisfaction
    achievements: Achievements
    knowledge: Knowledge
    conclusion: str
    counts: Counts = field(repr=False)

    @property
    def on(self) -> date:
        return self.question.on

    @property
    def compared_with(self):
        """The date of comparison, or None when no figure has anything to compare with. Of a whole year: the last day
        of the year before."""
        return self.question.windows[1].on if any(figure.compared for figure in self.figures) else None

    @property
    def same_day_query(self):
        """Asks a finished year of today's day and month."""
        return urlencode(self.question.asked(self.question.same_day))

    @property
    def whole_query(self):
        """Asks a finished year up to its end."""
        return urlencode(self.question.asked(self.question.year.ends))

    @property
    def heading(self):
        """h1: what and when, and whose when not all are shown."""
        whose = f": {self.question.where}" if self.question.where else ""
        return f"Наставничество {self.question.period}{whose}"

    @property
    def stats(self):
        return [figure.stat(self.question.query) for figure in self.figures]

    def figure(self, code):
        return next(figure for figure in self.figures if figure.code == code)


def dashboard_of(question, attention_limit=ON_PAGE):
    """Read everything once. Attention, requests and documents are known of today only."""
    ahead_days = office().setting("dashboard_ahead_days")
    counts = count_all(question, ahead_days)
    satisfaction = read_satisfaction(question)
    attention = attention_of(question, attention_limit)
    figures = figures_of(question, counts, satisfaction, attention)
    return Dashboard(
        question=question,
        figures=figures,
        charts=charts(question, counts),
        attention=attention,
        satisfaction=satisfaction[0],
        achievements=read_achievements(question),
        knowledge=knowledge_of(counts.outcomes.measured),
        conclusion=conclusion({figure.code: figure for figure in figures}, counts, question),
        counts=counts,
    )


def figures_of(question, counts, satisfaction, attention):
    """Every figure with its target of the year; a share of too few cases is marked."""
    ten_ = ten(question, counts, satisfaction, attention, office().setting("dashboard_ahead_days"))
    few = office().setting("figure_few_cases")
    aims = {code: years[0] for code, years in counts.outcomes.targets.items()}
    return tuple(
        replace(figure, few_below=few, target=aims.get(figure.code)) for figure in (*ten_, *outcomes(question, counts))
    )


def attention_of(question, limit):
    if not question.now or question.narrow:
        return None
    return attention_rules(question.on, limit, unit_ids=question.unit_ids, limited=question.limited)
