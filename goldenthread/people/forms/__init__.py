"""Forms of the structure: they turn what is typed into values; the actions decide."""

from goldenthread.people.forms.people import (
    AppointForm,
    AssignForm,
    AssignmentForm,
    BulkForm,
    EndForm,
    HolderForm,
    LeavingForm,
    MergeForm,
    MovePersonForm,
    PersonForm,
    ReasonForm,
)
from goldenthread.people.forms.structure import (
    AbolishForm,
    CloseForm,
    HeadForm,
    MoveUnitForm,
    PostForm,
    ProfileForm,
    UnitForm,
)

__all__ = [
    "AbolishForm",
    "AppointForm",
    "AssignForm",
    "AssignmentForm",
    "BulkForm",
    "CloseForm",
    "EndForm",
    "HeadForm",
    "HolderForm",
    "LeavingForm",
    "MergeForm",
    "MovePersonForm",
    "MoveUnitForm",
    "PersonForm",
    "PostForm",
    "ProfileForm",
    "ReasonForm",
    "UnitForm",
]
