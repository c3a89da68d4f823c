"""Writes of the exchange: imports from upload to undo, and the export."""

from goldenthread.exchange.actions.bring_in import NotReady, bring_in
from goldenthread.exchange.actions.export import CannotExport, export_folder
from goldenthread.exchange.actions.forgetting import discard_unfinished, drop_left_files, forget_rows
from goldenthread.exchange.actions.imports import (
    add_file,
    change_import,
    discard_import,
    new_import,
    preview,
    run_import,
)
from goldenthread.exchange.actions.rebuilding import rebuild_search
from goldenthread.exchange.actions.undo import CannotUndo, undo_import

__all__ = [
    "CannotExport",
    "CannotUndo",
    "NotReady",
    "add_file",
    "bring_in",
    "change_import",
    "discard_import",
    "discard_unfinished",
    "drop_left_files",
    "export_folder",
    "forget_rows",
    "new_import",
    "preview",
    "rebuild_search",
    "run_import",
    "undo_import",
]
