"""Pages of the desk."""

from goldenthread.desk.views.map import thread, thread_branch, thread_from, thread_more
from goldenthread.desk.views.search import search, search_quick
from goldenthread.desk.views.today import today, today_done, today_undo

__all__ = [
    "search",
    "search_quick",
    "thread",
    "thread_branch",
    "thread_from",
    "thread_more",
    "today",
    "today_done",
    "today_undo",
]
