"""Stops an upload that is larger than any file we read, while it still arrives."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from goldenthread.exchange.reading import MOST_BYTES

# Two files and what surrounds them.
MOST_UPLOAD_BYTES = 2 * MOST_BYTES + 1_000_000


class LimitUpload(FileUploadHandler):
    """Counts what arrives. The handlers after it keep it: small files in memory, large ones on disk."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a request, or nothing
        self.total = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.total += len(raw_data)
        if self.total > MOST_UPLOAD_BYTES:
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        return None

    @property
    def was_stopped(self) -> bool:
        return self.total > MOST_UPLOAD_BYTES
