"""Pages of the exchange: bringing files in, step by step, and taking everything out."""

from goldenthread.exchange.views.check import import_page, import_progress, import_rows
from goldenthread.exchange.views.columns import import_columns, import_reading
from goldenthread.exchange.views.deeds import (
    import_check,
    import_cures,
    import_discard,
    import_run,
    import_stop,
    import_undo,
)
from goldenthread.exchange.views.export import export, export_file, export_progress, export_start, export_stop
from goldenthread.exchange.views.start import import_new, imports

__all__ = [
    "export",
    "export_file",
    "export_progress",
    "export_start",
    "export_stop",
    "import_check",
    "import_columns",
    "import_cures",
    "import_discard",
    "import_new",
    "import_page",
    "import_progress",
    "import_reading",
    "import_rows",
    "import_run",
    "import_stop",
    "import_undo",
    "imports",
]
