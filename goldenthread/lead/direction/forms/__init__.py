"""What people type about the direction. Validation only."""

from goldenthread.lead.direction.forms.goals import ChangeGoalForm, NewGoalForm
from goldenthread.lead.direction.forms.values import BehavioursForm, ChangeValueForm, NewValueForm
from goldenthread.lead.direction.forms.visions import ChangeVisionForm, NewVisionForm, PublishForm

__all__ = [
    "BehavioursForm",
    "ChangeGoalForm",
    "ChangeValueForm",
    "ChangeVisionForm",
    "NewGoalForm",
    "NewValueForm",
    "NewVisionForm",
    "PublishForm",
]
