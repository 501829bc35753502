"""Import the pictures in articles; each picture is imported only once."""

from pathlib import Path

from django.conf import settings

from blog.models import Picture
from blog.pictures.sanitizing import InvalidPicture
from blog.pictures.services import add_picture
from interchange.embedded_urls import find_urls
from interchange.import_run import ImportRun, compute_hash, get_import_records
from interchange.media_folder import MediaFolder, get_asset_name
from interchange.models import ImportRecord


class PictureImporter:
    """Finds article pictures in the media folder or among those already imported."""

    def __init__(self, run: ImportRun, folder: MediaFolder) -> None:
        self._run = run
        self._folder = folder
        self._missing: set[str] = set()

    def get_picture_urls(self, text: str, place: str) -> dict[str, str]:
        """Return the URLs of the imported pictures in ``text``, keyed by asset name.

        New pictures are imported, except in a dry run. Each missing picture is reported once, with
        the first ``place`` where it appears.
        """
        named = {get_asset_name(embedded.url): embedded for embedded in find_urls(text)}
        shown = {
            get_asset_name(embedded.url): embedded.url
            for embedded in find_urls(text)
            if embedded.is_image
        }
        named.pop("", None)
        known = self._get_known_urls(list(named))
        found = known | {
            name: url
            for name in named
            if name not in known and (url := self._import_picture(name, place)) is not None
        }
        for name, url in shown.items():
            if name and name not in found:
                self._report_missing(name, url, place)
        return found

    def _get_known_urls(self, names: list[str]) -> dict[str, str]:
        if not names:
            return {}
        keys = {compute_hash(name): name for name in names}
        records = get_import_records(self._run, ImportRecord.Kind.PICTURE, keys)
        pictures = Picture.objects.in_bulk([record.picture_id for record in records.values()])
        return {
            keys[key]: pictures[record.picture_id].file.url
            for key, record in records.items()
            if record.picture_id in pictures
        }

    def _import_picture(self, name: str, place: str) -> str | None:
        path = self._folder.find(name)
        if path is None:
            return None
        if self._run.is_dry_run:
            return f"{settings.MEDIA_URL}{path.name}"
        picture = self._add(path, place)
        if picture is None:
            return None
        ImportRecord.objects.update_or_create(
            source=self._run.source,
            kind=ImportRecord.Kind.PICTURE,
            key=compute_hash(name),
            defaults={"picture": picture},
        )
        return picture.file.url

    def _add(self, path: Path, place: str) -> Picture | None:
        try:
            with path.open("rb") as file:
                return add_picture(file=file, name=path.name)
        except (InvalidPicture, OSError) as error:
            self._run.report.add_warning(place, f"Skipped the picture {path.name}: {error}")
            return None

    def _report_missing(self, name: str, url: str, place: str) -> None:
        if name not in self._missing:
            self._missing.add(name)
            self._run.report.add_warning(place, f"Picture not found: {url}")
