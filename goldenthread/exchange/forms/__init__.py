"""What people give: files, columns, how files are read, cures."""

from goldenthread.exchange.forms.columns import ColumnsForm, PlanChoicesForm, ReadingForm
from goldenthread.exchange.forms.uploads import FolderUploadForm, OrganogramUploadForm, PlanUploadForm, UploadForm

__all__ = [
    "ColumnsForm",
    "FolderUploadForm",
    "OrganogramUploadForm",
    "PlanChoicesForm",
    "PlanUploadForm",
    "ReadingForm",
    "UploadForm",
]
