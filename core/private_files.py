"""Files that are kept and never served."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Keeps files in ``ORIGINALS_ROOT``, for the site's own user alone. They have no address."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> Path:
        """Where the files lie."""
        return Path(settings.ORIGINALS_ROOT)

    @property
    def location(self) -> str:
        """The same as a whole path."""
        return str(self.base_location.absolute())

    def url(self, name: str | None) -> str:
        """Refuse: nobody is led here."""
        raise ValueError("This file is not served")
