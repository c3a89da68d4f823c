"""What people type about items: reasons, check-ins, comments. Validation only; the actions do the work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.thread.attachments import MOST_BYTES, MOST_FILES, is_welcome, safe_name
from goldenthread.thread.models import Item
from goldenthread.ui.choices import Hinted

LONGEST_WORDS = 10_000
LONGEST_REASON = 2_000


def _area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class _MentionsBox(forms.Textarea):
    """A box in which @ and a few letters offer names."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        offered = {"data-mentions": reverse("thread:mentions"), "data-mentions-label": _("People")}
        return super().get_context(name, value, {**(attrs or {}), **offered})


class ConnectForm(forms.Form):
    """Which item is served, in what way, and why."""

    to = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    way = forms.ChoiceField(
        label=gettext_lazy("How it serves this"),
        widget=forms.RadioSelect,
        initial="primary",
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it belongs there"),
        widget=_area(3),
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [  # type: ignore[attr-defined]  # a choice field has choices
            (
                "primary",
                Hinted(_("It is there for this first of all"), _("The thread up to the vision runs through here.")),
            ),
            ("also", Hinted(_("It also serves this"), _("Shown on both pages; the thread runs elsewhere."))),
        ]


class ReasonForm(forms.Form):
    """Why something ends, or begins again."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=_area(3), max_length=LONGEST_REASON)


class EndForm(ReasonForm):
    """Whether something is done or dropped, and why."""

    state = forms.ChoiceField(label=gettext_lazy("What became of it"), widget=forms.RadioSelect)
    field_order = ("state", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]  # as above
            (Item.State.CLOSED.value, Hinted(_("It is done"), _("What it was for has been reached."))),
            (Item.State.RETIRED.value, Hinted(_("We no longer do this"), _("It is dropped, and kept as history."))),
        ]


class CheckInForm(forms.Form):
    """Where an item stands."""

    said = forms.ChoiceField(label=gettext_lazy("Where it stands"), widget=forms.RadioSelect)
    confidence = forms.TypedChoiceField(
        label=gettext_lazy("How sure you are of reaching it"),
        choices=[("", "–"), *((str(number), str(number)) for number in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = forms.CharField(label=gettext_lazy("What happened"), widget=_area(5), max_length=LONGEST_WORDS)
    help_wanted = forms.CharField(
        label=gettext_lazy("Help you want"), widget=_area(2), max_length=LONGEST_REASON, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"].choices = [  # type: ignore[attr-defined]  # as above
            (Item.Said.ON_TRACK.value, Hinted(_("On track"), _("It will be reached as things go."))),
            (Item.Said.AT_RISK.value, Hinted(_("At risk"), _("It may be missed unless something changes."))),
            (Item.Said.OFF_TRACK.value, Hinted(_("Off track"), _("It will be missed as things go."))),
        ]


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A few documents or pictures, none too large."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        files = [super(FilesField, self).clean(file, initial) for file in given]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(most)s files with one comment.") % {"most": MOST_FILES})
        for file in files:
            self._check(file)
        return files

    @staticmethod
    def _check(file: UploadedFile[Any]) -> None:
        name = safe_name(file.name or "")
        if not is_welcome(name):
            raise forms.ValidationError(
                _("“%(name)s” is not a kind of file that can be kept here. Documents, sheets and pictures can.")
                % {"name": name}
            )
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("“%(name)s” is larger than %(most)s MB.") % {"name": name, "most": MOST_BYTES // (1024 * 1024)}
            )


class CommentForm(forms.Form):
    """Words, and perhaps files."""

    words = forms.CharField(
        label=gettext_lazy("Comment"), widget=_MentionsBox(attrs={"rows": 3}), max_length=LONGEST_WORDS
    )
    attached = FilesField(label=gettext_lazy("Files"), required=False, widget=FilesInput(attrs={"multiple": True}))


class EditCommentForm(forms.Form):
    """Other words for a comment."""

    words = forms.CharField(
        label=gettext_lazy("Comment"), widget=_MentionsBox(attrs={"rows": 5}), max_length=LONGEST_WORDS
    )


class WatchForm(forms.Form):
    """Begin or stop watching."""

    do = forms.ChoiceField(choices=[("watch", "watch"), ("unwatch", "unwatch")])


class AffirmForm(forms.Form):
    """Whether something still serves what stands above it."""

    do = forms.ChoiceField(choices=[("affirm", "affirm"), ("end", "end")])
    reason = forms.CharField(
        label=gettext_lazy("Why it no longer serves this"),
        widget=_area(2),
        max_length=LONGEST_REASON,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("do") == "end" and not given.get("reason"):
            self.add_error("reason", _("Say why it no longer serves this."))
        return given
