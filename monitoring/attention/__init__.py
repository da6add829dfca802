"""«Требует внимания»: what goes wrong by itself when nobody looks, by named rules (part 19 of the starter content).

attention_rules(on, limit)      the first rows of every rule with the counts of all, in three queries
attention_counts(on)            counts alone, in one query
attention_page(on, codes, …)    a page of rows of one rule or of all
"""

from .list import (
    Attention,
    AttentionItem,
    RuleCount,
    attention_counts,
    attention_page,
    attention_rules,
    find_attention,
)
from .rule import Rule
from .table import BY_CODE, RULES

__all__ = [
    "BY_CODE",
    "RULES",
    "Attention",
    "AttentionItem",
    "Rule",
    "RuleCount",
    "attention_counts",
    "attention_page",
    "attention_rules",
    "find_attention",
]
