"""Published staff structures: a file of senior posts and a file of junior posts. Pure."""

from goldenthread.exchange.organogram.fields import JUNIOR_FIELDS, SENIOR_FIELDS
from goldenthread.exchange.organogram.make import JUNIOR, SENIOR
from goldenthread.exchange.organogram.structure import parse_organogram

__all__ = ["JUNIOR", "JUNIOR_FIELDS", "SENIOR", "SENIOR_FIELDS", "parse_organogram"]
