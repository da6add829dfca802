"""Closed sets of words that code branches on, with Russian labels. Editable labels: models.reference.ChoiceLabel."""

from .achievement import (
    COMMISSION,
    HAPPENED,
    UNCONFIRMED,
    AchievementState,
)
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
    DocumentState,
    SheetAudience,
    SignatureWay,
)
from .file import (
    Scan,
)
from .journal import (
    Audience,
)
from .match import (
    MatchState,
    MatchStep,
    MatchWay,
)
from .open_bank import (
    NameForm,
    OutsideKind,
    OutsideState,
    PublicationState,
    PublicField,
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
    "COMMISSION",
    "HAPPENED",
    "UNCONFIRMED",
    "AchievementState",
    "AcquaintanceWay",
    "ActKind",
    "Addressee",
    "AgreementState",
    "Audience",
    "SheetAudience",
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
    "MatchStep",
    "MatchWay",
    "Mode",
    "Motivation",
    "NameForm",
    "OfferAnswer",
    "OutsideKind",
    "OutsideState",
    "PairState",
    "PaymentMeasure",
    "PetitionKind",
    "PetitionState",
    "PublicField",
    "PublicationState",
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
    "Scan",
]
