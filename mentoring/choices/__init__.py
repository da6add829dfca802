"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .campaign import CampaignState, CarriedAnswer, UnitAnswer
from .document import AcquaintanceWay, DocumentState, SignatureWay
from .pair import Form, InteractionModel, Kind, Mode, PairState, Side
from .people import Category, ConsentKind, ConsentState, ConsentWay, Employment, Gender, Role, UnitKind
from .request import OfferAnswer, RankList, RequestSource, RequestState
from .staff_import import BatchState, RowVerdict

__all__ = [
    "AcquaintanceWay",
    "BatchState",
    "CampaignState",
    "CarriedAnswer",
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
    "RankList",
    "RequestSource",
    "RequestState",
    "Role",
    "RowVerdict",
    "Side",
    "SignatureWay",
    "UnitAnswer",
    "UnitKind",
]
