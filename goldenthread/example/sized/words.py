"""The words of the measured council: what its units, posts, aims and tasks are called. Pure."""

from __future__ import annotations

GOALS = (
    "Every child has a good start", "Older people live well at home", "Streets that are clean and safe",
    "A warm home within reach", "Work that pays, close by", "A county that gives back more than it takes",
    "Councillors and staff people trust", "Money well spent, and shown",
)  # fmt: skip
VALUES = (
    ("We listen first", "Who lives with it knows it best."),
    ("We keep it simple", "If it needs explaining, we change it."),
    ("We own up", "A mistake told early costs least."),
    ("We do it together", "Nobody's border is a wall."),
)  # fmt: skip
DEPARTMENTS = (
    "Children and Families", "Adult Care", "Highways and Transport", "Housing", "Environment", "Economy and Skills",
    "Public Health", "Finance and Law", "Libraries and Culture", "Digital and Change",
)  # fmt: skip
DIVISIONS = ("Delivery", "Support", "Standards", "Partnerships", "Planning", "Access", "Improvement", "Response")
SERVICES = (
    "Advice", "Assessment", "Inspection", "Repairs", "Visits", "Licensing", "Records", "Learning", "Grants", "Contracts", "Mapping",
    "Enquiries", "Safety", "Transport", "Payments",
)  # fmt: skip
AREAS = ("North", "South", "East", "West", "Coast", "Vale", "Moor", "City", "Hills", "Forest", "Marsh", "Downs")
JOBS = (
    "Officer", "Adviser", "Inspector", "Caseworker", "Analyst", "Technician", "Coordinator", "Assistant", "Surveyor", "Practitioner",
)  # fmt: skip
STANDING = ("Answer within five days", "No case waits a month", "Every record right first time")
CHANGES = ("Halve repeat visits", "Move to one list", "Train everyone in plain words", "Bring the cost of a case down")
OWN = (
    "Close my oldest cases",
    "Learn the new system well enough to teach it",
    "Visit ten families with a colleague",
    "Write one guide",
)
GROWTH = ("Chair a meeting people look forward to", "Give feedback the same day", "Shadow another team for a week")
VERBS = (
    "Visit",
    "Ring",
    "Check",
    "Write up",
    "Answer",
    "Review",
    "Prepare",
    "Agree",
    "Update",
    "Close",
    "Plan",
    "Send",
)
THINGS = (
    "the case in {area}", "the report for {area}", "a complaint from {area}", "the list of {service}", "figures for {service}",
    "the rota of {service}", "a grant in {area}", "the plan with partners in {area}", "a home in {area}", "the file on {service}",
    "the training for {service}", "the site in {area}",
)  # fmt: skip
