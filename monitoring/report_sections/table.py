"""All sections in the order of the report. A new one is a line here."""

from . import assessment, award, cost, extra, figures, register, roadmap

SECTIONS = {
    section.code: section
    for section in (
        figures.INVOLVEMENT,
        figures.PROGRAMS,
        extra.ENDINGS,
        figures.PLANS,
        figures.REACTION,
        figures.KNOWLEDGE,
        figures.BEHAVIOR,
        extra.RESULTS,
        figures.RETENTION,
        figures.LOAD,
        cost.COSTS,
        figures.RISKS,
        figures.RECOGNITION,
        award.AWARDS,
        extra.PRACTICES,
        roadmap.ROADMAP,
        assessment.ASSESSMENT,
        register.REGISTER,
    )
}


def chosen_sections(codes):
    """The chosen ones in the order of the report."""
    return [section for code, section in SECTIONS.items() if code in codes]
