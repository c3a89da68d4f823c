"""Pages of the desk."""

from goldenthread.desk.views.map import thread, thread_branch, thread_from, thread_more
from goldenthread.desk.views.today import today, today_done, today_undo

__all__ = ["thread", "thread_branch", "thread_from", "thread_more", "today", "today_done", "today_undo"]
