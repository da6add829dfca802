"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .document import AcquaintanceWay, DocumentState, SignatureWay
from .pair import Form, InteractionModel, Kind, Mode, PairState, Side
from .people import (
    AgreementState,
    Category,
    ConsentKind,
    ConsentState,
    ConsentWay,
    Employment,
    Gender,
    PaymentMeasure,
    PublishField,
    Role,
    UnitKind,
)
from .request import OfferAnswer, RequestSource, RequestState
from .staff_import import BatchState, RowVerdict

__all__ = [
    "AgreementState",
    "PaymentMeasure",
    "PublishField",
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
    "OfferAnswer",
    "PairState",
    "RequestSource",
    "RequestState",
    "Role",
    "RowVerdict",
    "Side",
    "SignatureWay",
    "UnitKind",
]
