"""Pictures of imported articles, taken in once and known again by every later import."""

from pathlib import Path

from django.conf import settings

from blog.models import Picture
from blog.pictures.sanitizing import InvalidPicture
from blog.pictures.services import add_picture
from interchange.addresses import find_addresses
from interchange.media import MediaFolder, asset_name
from interchange.models import ImportRecord
from interchange.runs import Run, known_records, short_hash


class Pictures:
    """Finds the pictures that articles name, in the media folder or among those taken in before."""

    def __init__(self, run: Run, folder: MediaFolder) -> None:
        self._run = run
        self._folder = folder
        self._missing: set[str] = set()

    def addresses(self, text: str, place: str) -> dict[str, str]:
        """Return where the pictures of a text are here, by ``asset_name``.

        New ones are taken in, unless the run is dry. One that is shown and can't be had is listed
        in the report, with the first place that shows it.
        """
        named = {asset_name(one.address): one for one in find_addresses(text)}
        shown = {
            asset_name(one.address): one.address for one in find_addresses(text) if one.is_shown
        }
        named.pop("", None)
        known = self._known(list(named))
        found = known | {
            name: address
            for name in named
            if name not in known and (address := self._take_in(name, place)) is not None
        }
        for name, address in shown.items():
            if name and name not in found:
                self._list_missing(name, address, place)
        return found

    def _known(self, names: list[str]) -> dict[str, str]:
        if not names:
            return {}
        keys = {short_hash(name): name for name in names}
        records = known_records(self._run, ImportRecord.Kind.PICTURE, keys)
        pictures = Picture.objects.in_bulk([record.picture_id for record in records.values()])
        return {
            keys[key]: pictures[record.picture_id].file.url
            for key, record in records.items()
            if record.picture_id in pictures
        }

    def _take_in(self, name: str, place: str) -> str | None:
        path = self._folder.find(name)
        if path is None:
            return None
        if self._run.dry:
            return f"{settings.MEDIA_URL}{path.name}"
        picture = self._add(path, place)
        if picture is None:
            return None
        ImportRecord.objects.update_or_create(
            source=self._run.source,
            kind=ImportRecord.Kind.PICTURE,
            key=short_hash(name),
            defaults={"picture": picture},
        )
        return picture.file.url

    def _add(self, path: Path, place: str) -> Picture | None:
        try:
            with path.open("rb") as file:
                return add_picture(file=file, name=path.name)
        except (InvalidPicture, OSError) as error:
            self._run.report.warn(place, f"The picture {path.name} was left out: {error}")
            return None

    def _list_missing(self, name: str, address: str, place: str) -> None:
        if name not in self._missing:
            self._missing.add(name)
            self._run.report.warn(place, f"A picture is missing: {address}")
