"""What people give: files, columns, how files are read, cures."""

from goldenthread.exchange.forms.columns import ColumnsForm, MendingForm, PlanChoicesForm, ReadingForm
from goldenthread.exchange.forms.uploads import FolderUploadForm, OrganogramUploadForm, PlanUploadForm, UploadForm

__all__ = [
    "ColumnsForm",
    "FolderUploadForm",
    "MendingForm",
    "OrganogramUploadForm",
    "PlanChoicesForm",
    "PlanUploadForm",
    "ReadingForm",
    "UploadForm",
]
