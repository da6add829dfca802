"""Tools without any noun of ours: one door each to paper, mail, text folding, verdicts and workflow."""
