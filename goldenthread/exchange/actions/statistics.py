"""Letting the database count its tables anew once many records came in at once, so that it plans its queries well.

Raw SQL, written for SQLite and PostgreSQL. PostgreSQL does it by itself too, but a minute or more later; SQLite never.
"""

from __future__ import annotations

import logging

from django.apps import apps
from django.db import OperationalError, connection

logger = logging.getLogger(__name__)

# Beyond so many written records what the database knew of its tables no longer holds.
MANY = 1000
# Rows of each index that SQLite looks at: enough to plan by, and done in an instant however long the table is.
ROWS_LOOKED_AT = 1000


def count_anew() -> bool:
    """Have all tables of the product counted. False: the database was busy; it goes on with what it knew.

    Outside of what was written: it changes no record, and it does no harm when it is left out.
    """
    tables = sorted(model._meta.db_table for model in apps.get_models() if model.__module__.startswith("goldenthread."))
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            for table in tables:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
    except OperationalError as problem:
        logger.warning("The tables were not counted anew: %s", problem)
        return False
    return True
