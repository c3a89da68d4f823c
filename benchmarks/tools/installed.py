"""Open an installation that is there already: set Django up on GOLDENTHREAD_DATA or DATABASE_URL."""

from __future__ import annotations

import os

import django

from benchmarks.tools.machine import describe


def open_installation() -> str:
    """Set Django up and return a line that says what is measured on what."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    django.setup()
    from django.db import connection

    from goldenthread.people.models import Person
    from goldenthread.thread.models import Item

    database = ""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            database = f"PostgreSQL {cursor.fetchone()[0]}"
    people, items = Person.objects.count(), Item.objects.count()
    return f"{people:,} people, {items:,} items; {describe(database)}"
