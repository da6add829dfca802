"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .campaign import (
    CampaignState,
    CarriedAnswer,
    UnitAnswer,
)
from .council import (
    ResolutionState,
    SittingState,
)
from .diagnosis import (
    CompetenceLevel,
    DiagnosisMoment,
    DiagnosisState,
    Motivation,
    SheetSide,
)
from .document import (
    WRITTEN_ACTS,
    AcquaintanceWay,
    ActKind,
    Audience,
    DocumentState,
    SignatureWay,
)
from .journal import (
    Audience,
)
from .match import (
    MatchState,
    MatchWay,
)
from .pair import (
    Form,
    InteractionModel,
    Kind,
    Mode,
    PairState,
    Side,
)
from .pair_change import (
    ChangeKind,
    ChangeState,
)
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
from .petition import (
    Addressee,
    HelpState,
    PetitionKind,
    PetitionState,
)
from .request import (
    OfferAnswer,
    RankList,
    RequestSource,
    RequestState,
)
from .staff_import import (
    BatchState,
    RowVerdict,
)

__all__ = [
    "AcquaintanceWay",
    "ActKind",
    "Addressee",
    "AgreementState",
    "Audience",
    "BatchState",
    "CampaignState",
    "CarriedAnswer",
    "Category",
    "ChangeKind",
    "ChangeState",
    "CompetenceLevel",
    "ConsentKind",
    "ConsentState",
    "ConsentWay",
    "DiagnosisMoment",
    "DiagnosisState",
    "DocumentState",
    "Employment",
    "Form",
    "Gender",
    "HelpState",
    "InteractionModel",
    "Kind",
    "MatchState",
    "MatchWay",
    "Mode",
    "Motivation",
    "OfferAnswer",
    "PairState",
    "PaymentMeasure",
    "PetitionKind",
    "PetitionState",
    "PublishField",
    "RankList",
    "RequestSource",
    "RequestState",
    "ResolutionState",
    "Role",
    "RowVerdict",
    "SheetSide",
    "Side",
    "SignatureWay",
    "SittingState",
    "UnitAnswer",
    "UnitKind",
    "WRITTEN_ACTS",
]
