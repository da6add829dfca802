"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .document import AcquaintanceWay, DocumentState, SignatureWay
from .pair import Form, InteractionModel, Kind, Mode, PairState, Side
from .pair_change import ChangeKind, ChangeState
from .people import Category, ConsentKind, ConsentState, ConsentWay, Employment, Gender, Role, UnitKind
from .petition import Addressee, HelpState, PetitionKind, PetitionState
from .request import OfferAnswer, RequestSource, RequestState
from .staff_import import BatchState, RowVerdict

__all__ = [
    "AcquaintanceWay",
    "Addressee",
    "BatchState",
    "Category",
    "ChangeKind",
    "ChangeState",
    "ConsentKind",
    "ConsentState",
    "ConsentWay",
    "DocumentState",
    "Employment",
    "Form",
    "Gender",
    "HelpState",
    "InteractionModel",
    "Kind",
    "Mode",
    "OfferAnswer",
    "PairState",
    "PetitionKind",
    "PetitionState",
    "RequestSource",
    "RequestState",
    "Role",
    "RowVerdict",
    "Side",
    "SignatureWay",
    "UnitKind",
]
