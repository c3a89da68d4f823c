"""The columns of a published staff structure: senior posts one row each, junior posts one row a group of like posts.

Source: the organograms that United Kingdom departments publish on data.gov.uk since 2010; headers as in those files.
"""

from __future__ import annotations

from goldenthread.exchange.fields import Field, Holds

_PARENT = Field("parent_department", "Parent department", ("Parent Department",))
_ORGANISATION = Field("organisation", "Organisation", ("Organisation", "Organization"))
_UNIT = Field("unit", "Unit", ("Unit", "Team", "Directorate", "Department"), is_required=True)
_GRADE = Field("grade", "Grade", ("Grade", "Grade (or equivalent)"))
_PROFESSION = Field(
    "profession", "Professional or occupational group", ("Professional/Occupational Group", "Profession")
)

SENIOR_FIELDS: tuple[Field, ...] = (
    Field("reference", "Post reference", ("Post Unique Reference", "Post Reference"), Holds.KEY, is_required=True),
    Field("name", "Name", ("Name",), is_required=True),
    _GRADE,
    Field("title", "Job title", ("Job Title", "Title"), is_required=True),
    Field("function", "What the post is there for", ("Job/Team Function", "Job Function")),
    _PARENT,
    _ORGANISATION,
    _UNIT,
    Field("reports_to", "Reports to", ("Reports to Senior Post", "Reports To"), Holds.REFERENCE, is_required=True),
    Field("fte", "Full-time equivalents", ("FTE",), Holds.NUMBER),
    Field("pay_floor", "Lowest pay", ("Actual Pay Floor (£)", "Actual Pay Floor"), Holds.MONEY),
    Field("pay_ceiling", "Highest pay", ("Actual Pay Ceiling (£)", "Actual Pay Ceiling"), Holds.MONEY),
    _PROFESSION,
    Field("notes", "Notes", ("Notes",)),
)

JUNIOR_FIELDS: tuple[Field, ...] = (
    _PARENT,
    _ORGANISATION,
    _UNIT,
    Field(
        "reports_to",
        "Reports to",
        ("Reporting Senior Post", "Reports to Senior Post"),
        Holds.REFERENCE,
        is_required=True,
    ),
    _GRADE,
    Field("pay_floor", "Lowest pay", ("Payscale Minimum (£)", "Payscale Minimum"), Holds.MONEY),
    Field("pay_ceiling", "Highest pay", ("Payscale Maximum (£)", "Payscale Maximum"), Holds.MONEY),
    Field("title", "Job title", ("Generic Job Title", "Job Title"), is_required=True),
    Field("fte", "Posts in full-time equivalents", ("Number of Posts in FTE", "FTE"), Holds.NUMBER, is_required=True),
    _PROFESSION,
)
