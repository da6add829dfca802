"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .document import WRITTEN_ACTS, AcquaintanceWay, ActKind, Audience, DocumentState, SignatureWay
from .pair import Form, InteractionModel, Kind, Mode, PairState, Side
from .people import Category, ConsentKind, ConsentState, ConsentWay, Employment, Gender, Role, UnitKind
from .request import OfferAnswer, RequestSource, RequestState
from .staff_import import BatchState, RowVerdict

__all__ = [
    "AcquaintanceWay",
    "ActKind",
    "Audience",
    "BatchState",
    "Category",
    "ConsentKind",
    "ConsentState",
    "ConsentWay",
    "DocumentState",
    "Employment",
    "Form",
    "Gender",
    "InteractionModel",
    "Kind",
    "Mode",
    "OfferAnswer",
    "PairState",
    "RequestSource",
    "RequestState",
    "Role",
    "RowVerdict",
    "Side",
    "SignatureWay",
    "UnitKind",
    "WRITTEN_ACTS",
]
