"""What people type about objectives. Validation only."""

from goldenthread.manage.objectives.forms.bulk import BulkForm
from goldenthread.manage.objectives.forms.key_results import DutyForm, KeyResultForm, ReadingForm
from goldenthread.manage.objectives.forms.objectives import ChangeObjectiveForm, CloseForm, NewObjectiveForm
from goldenthread.manage.objectives.forms.years import SettleForm, YearForm

__all__ = [
    "BulkForm",
    "ChangeObjectiveForm",
    "CloseForm",
    "DutyForm",
    "KeyResultForm",
    "NewObjectiveForm",
    "ReadingForm",
    "SettleForm",
    "YearForm",
]
