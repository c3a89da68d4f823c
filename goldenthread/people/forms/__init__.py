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
    HeadForm,
    MoveUnitForm,
    PostForm,
    ProfileForm,
    UnitForm,
)

__all__ = [
    "AppointForm",
    "AssignForm",
    "AssignmentForm",
    "BulkForm",
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
