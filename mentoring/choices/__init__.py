"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .document import AcquaintanceWay, DocumentState, SignatureWay
from .open_bank import NameForm, OutsideKind, OutsideState, PublicationState, PublicField
from .pair import Form, InteractionModel, Kind, Mode, PairState, Side
from .people import Category, ConsentKind, ConsentState, ConsentWay, Employment, Gender, Role, UnitKind
from .request import OfferAnswer, RequestSource, RequestState
from .staff_import import BatchState, RowVerdict

__all__ = [
    "AcquaintanceWay",
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
    "NameForm",
    "OfferAnswer",
    "OutsideKind",
    "OutsideState",
    "PairState",
    "PublicField",
    "PublicationState",
    "RequestSource",
    "RequestState",
    "Role",
    "RowVerdict",
    "Side",
    "SignatureWay",
    "UnitKind",
]
