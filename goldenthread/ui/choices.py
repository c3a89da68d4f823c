"""Choices that carry a line of help: `("standing", Hinted(_("Standing"), _("No end.")))`. Pure."""

from typing import Self


class Hinted(str):
    """The words of a choice, with a hint shown below them. It is an ordinary string everywhere else."""

    hint: str

    def __new__(cls, label: str, hint: str = "") -> Self:
        words = super().__new__(cls, label)
        words.hint = hint
        return words
