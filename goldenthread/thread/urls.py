"""Pages of this room, grouped by path."""

from __future__ import annotations

from django.urls import path

from goldenthread.thread.views import items, links, talk

app_name = "thread"
urlpatterns = [
    path("<int:item_id>/", items.item, name="item"),
    path("<int:item_id>/connect/", links.connect, name="connect"),
    path("<int:item_id>/end/", items.item_end, name="item_end"),
    path("<int:item_id>/reopen/", items.item_reopen, name="item_reopen"),
    path("<int:item_id>/publish/", items.item_publish, name="item_publish"),
    path("<int:item_id>/watch/", items.item_watch, name="item_watch"),
    path("<int:item_id>/history/", items.item_history, name="item_history"),
    path("<int:item_id>/check-in/", talk.check_in, name="check_in"),
    path("<int:item_id>/check-ins/", items.item_check_ins, name="item_check_ins"),
    path("<int:item_id>/comments/", talk.item_comments, name="item_comments"),
    path("comments/<int:comment_id>/", talk.comment_edit, name="comment_edit"),
    path("comments/<int:comment_id>/remove/", talk.comment_remove, name="comment_remove"),
    path("files/<int:file_id>/", talk.file, name="file"),
    path("links/<int:link_id>/affirm/", links.affirm, name="affirm"),
    path("links/<int:link_id>/end/", links.disconnect, name="disconnect"),
    path("mentions/", talk.mentions, name="mentions"),
]
