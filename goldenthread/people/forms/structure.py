"""Forms about units, posts and role profiles."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from goldenthread.people.models import Level, Post, RoleProfile
from goldenthread.people.picking import PostField, UnitField
from goldenthread.ui.choices import Hinted
from goldenthread.ui.widgets import DayInput

WHOLE = Decimal(100)


def plainly(number: Decimal) -> str:
    """Return a number without zeros that say nothing: 1.000 as 1, 20.0 as 20."""
    return f"{number.normalize():f}"


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history, beside your name."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def fillings() -> list[tuple[str, str]]:
    """Return how a post may be filled while nobody is named, each with a hint."""
    return [
        (Post.Filling.VACANT, Hinted(str(_("Vacant")), str(_("Nobody is in it.")))),
        (
            Post.Filling.UNNAMED,
            Hinted(str(_("Filled, nobody named")), str(_("Counts as full-time equivalents, not as people."))),
        ),
    ]


class UnitForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Say the name")})
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Short and lasting, as your other systems know it."),
        max_length=64,
        error_messages={"required": _("Give it a code")},
    )
    parent = UnitField(
        label=_("Part of"), help_text=_("Leave it empty for a unit at the top of the organisation."), required=False
    )
    purpose = forms.CharField(label=_("What it is there for"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    opened_on = forms.DateField(label=_("Opened on"), required=False, widget=DayInput)


class MoveUnitForm(forms.Form):
    parent = UnitField(
        label=_("Part of"),
        help_text=_("Everything below moves along. Leave it empty to put it at the top."),
        required=False,
    )
    reason = _reason()


class HeadForm(forms.Form):
    head_post = PostField(
        label=_("Headed by the holder of"),
        help_text=_("Type a part of its title, or its reference. Leave it empty for nobody."),
        required=False,
    )
    reason = _reason()


class PostForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Say the title")})
    reference = forms.CharField(
        label=_("Reference"), help_text=_("Leave it empty and it is given one."), max_length=64, required=False
    )
    unit = UnitField(label=_("Unit"), help_text=_("Type a part of its name, or its code."), missing=_("Choose a unit"))
    reports_to = PostField(label=_("Reports to"), help_text=_("Leave it empty for a post at the top."), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    grade = forms.CharField(label=_("Grade"), max_length=100, required=False)
    role_profile = forms.ModelChoiceField(
        label=_("Role profile"), queryset=RoleProfile.objects.none(), required=False, empty_label=_("None")
    )
    fte = forms.DecimalField(
        label=_("Full-time equivalents"),
        help_text=_("1 is one full-time post. A post that stands for many holds their sum."),
        min_value=0,
        max_digits=9,
        decimal_places=3,
        initial=1,
    )
    is_group = forms.BooleanField(label=_("It stands for many posts alike"), required=False)
    filling = forms.ChoiceField(
        label=_("While nobody is named in it"), choices=fillings, widget=forms.RadioSelect, initial=Post.Filling.VACANT
    )
    standing_percent = forms.DecimalField(
        label=_("Time kept for standing duties, %"),
        help_text=_("How much of a holder’s week goes to the standing objectives the post carries."),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=1,
        initial=0,
    )
    purpose = forms.CharField(label=_("What it is there for"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    opened_on = forms.DateField(label=_("Opened on"), required=False, widget=DayInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as it came
        chosen = self.initial.get("role_profile")
        profiles = RoleProfile.objects.filter(retired_on__isnull=True)
        if isinstance(chosen, RoleProfile):
            profiles |= RoleProfile.objects.filter(pk=chosen.pk)
        field = self.fields["role_profile"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = profiles.order_by("title", "pk")

    def values(self) -> dict[str, object]:
        """Return the model's fields and their values."""
        given = dict(self.cleaned_data)
        given["standing_share"] = given.pop("standing_percent") / WHOLE
        return given

    @staticmethod
    def initial_of(post: Post) -> dict[str, object]:
        """Return what the form shows of a post."""
        shown: dict[str, object] = {
            name: getattr(post, name)
            for name in (
                "title",
                "reference",
                "unit",
                "reports_to",
                "level",
                "grade",
                "role_profile",
                "is_group",
                "purpose",
                "opened_on",
            )
        }
        is_unnamed = post.filling == Post.Filling.UNNAMED
        shown["filling"] = Post.Filling.UNNAMED if is_unnamed else Post.Filling.VACANT
        shown["standing_percent"] = plainly(post.standing_share * WHOLE)
        shown["fte"] = plainly(post.fte)
        return shown


class ProfileForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Say the title")})
    code = forms.CharField(label=_("Code"), max_length=64, error_messages={"required": _("Give it a code")})
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    purpose = forms.CharField(
        label=_("What the role is there for"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    accountabilities = forms.CharField(
        label=_("What it answers for"),
        help_text=_("One to a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    lead_share = forms.DecimalField(
        label=_("Leading, %"),
        help_text=_("The three add up to 100. Leave all three empty if it is not known."),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        required=False,
    )
    manage_share = forms.DecimalField(
        label=_("Managing, %"), min_value=0, max_value=100, max_digits=4, decimal_places=1, required=False
    )
    shared_share = forms.DecimalField(
        label=_("Shared, %"), min_value=0, max_value=100, max_digits=4, decimal_places=1, required=False
    )

    SHARES = ("lead_share", "manage_share", "shared_share")

    def values(self) -> dict[str, object]:
        """Return the model's fields and their values; shares as fractions."""
        given = dict(self.cleaned_data)
        for name in self.SHARES:
            given[name] = None if given[name] is None else given[name] / WHOLE
        return given

    @classmethod
    def initial_of(cls, profile: RoleProfile) -> Mapping[str, object]:
        """Return what the form shows of a role profile."""
        shown: dict[str, object] = {
            name: getattr(profile, name) for name in ("title", "code", "level", "purpose", "accountabilities")
        }
        for name in cls.SHARES:
            share = getattr(profile, name)
            shown[name] = None if share is None else plainly(share * WHOLE)
        return shown
