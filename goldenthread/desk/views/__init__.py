"""Pages of the desk."""

from goldenthread.desk.views.today import today, today_done, today_undo

__all__ = ["today", "today_done", "today_undo"]
