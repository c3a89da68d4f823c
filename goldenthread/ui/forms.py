"""The form of the gallery: one field of each kind. Nothing is ever done with what is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.ui.choices import Hinted
from goldenthread.ui.widgets import DayInput, MomentInput


def kinds() -> list[tuple[str, str]]:
    """Return the choices of the specimen, with hints, in the language of now."""
    return [
        ("standing", Hinted(str(_("Standing")), str(_("No end. Judged by its measures.")))),
        ("change", Hinted(str(_("Change")), str(_("Has an end date. Judged by key results.")))),
        (
            "development",
            Hinted(str(_("Development")), str(_("A person’s growth. Seen by them and whoever they choose."))),
        ),
    ]


class SpecimenForm(forms.Form):
    title = forms.CharField(
        label=_("What will be different?"),
        help_text=_("A result, not an activity. “Fewer fires in Lathe ward”, not “run a campaign”."),
        error_messages={"required": _("Say what will be different")},
    )
    kind = forms.ChoiceField(
        label=_("Which kind is it?"),
        choices=kinds,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind")},
    )
    end = forms.DateField(label=_("When does it end?"), required=False, widget=DayInput)
    starts_at = forms.DateTimeField(label=_("When is the first meeting?"), required=False, widget=MomentInput)
    why = forms.CharField(label=_("Why does it matter to Goal 2?"), widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.ChoiceField(label=_("Owned by"), choices=[("1", "Head of Prevention"), ("2", "Area Manager")])
    teams = forms.MultipleChoiceField(
        label=_("Who takes part?"),
        required=False,
        choices=[("red", "Red Watch"), ("blue", "Blue Watch"), ("white", "White Watch")],
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.IntegerField(label=_("Hours a month"), required=False, min_value=0)
    file = forms.FileField(label=_("Evidence"), required=False, help_text=_("PDF or picture, up to 5 MB"))
    tell = forms.BooleanField(
        label=_("Tell the people below"), required=False, help_text=_("They get one notice, today.")
    )
    ref = forms.CharField(
        label=_("Reference"), required=False, disabled=True, initial="OBJ-152", help_text=_("Given when you add it")
    )
