"""The models on this machine: found, fetched, verified, removed."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from models.catalog import CATALOG, Model, ModelKind, ModelUnavailable, model_named
from models.sources import Folder, Progress, Source, SourceFailed, check, file_hash

FOLDER_VARIABLE = "COURTSIDE_MODELS"


class ModelStore:
    """One folder per model under `root`, complete or not there at all, readable by this user alone.

    root: the user's data folder unless given. folder: models the user has laid ready, one folder per model by
    its name in the catalog; the variable COURTSIDE_MODELS unless given. catalog: the models it knows of.
    """

    def __init__(
        self, root: Path | None = None, folder: Path | None = None, catalog: Sequence[Model] = CATALOG
    ) -> None:
        if folder is None and (named := os.environ.get(FOLDER_VARIABLE)):
            folder = Path(named).expanduser()
        self.root = root or _default_root()
        self.folder = folder
        self.catalog = tuple(catalog)
        self._sound: set[Path] = set()

    def find(self, name: str) -> Path | None:
        """The folder of an installed model, or None. Downloads nothing.

        Looked for in the store, in the user's folder, then in the package that came with Courtside. Files in
        the user's folder are held to their checksums the first time. Raises ModelUnavailable for a name
        that is not in the catalog.
        """
        model = model_named(name, self.catalog)
        if _complete(model, self.root / name):
            return self.root / name
        if self.folder and self._laid_ready(model, self.folder / name):
            return self.folder / name
        if (packaged := _packaged(model)) and _complete(model, packaged):
            return packaged
        return None

    def get(self, name: str, progress: Progress = lambda done_bytes, total_bytes: None) -> Path:
        """The folder of a model, fetched if need be; what an interrupted fetch left is used.

        progress: called while bytes arrive, see `Progress`. Raises ModelUnavailable.
        """
        from filelock import FileLock

        model = model_named(name, self.catalog)
        if found := self.find(name):
            return found
        try:
            _make_private(self.root)
            # Two Courtsides may want the same model at once: the second waits and finds it there.
            with FileLock(self.root / f".{name}.lock", mode=0o600):
                return self.find(name) or self._fetch(model, progress)
        except OSError as error:
            raise ModelUnavailable(
                f"The model {name} could not be stored in {self.root}: {error.strerror or error}. "
                f"It needs {_megabytes(model.size_bytes)} of room and leave to write there."
            ) from error

    def installed(self) -> list[Model]:
        """The catalog's models that `find` finds."""
        return [model for model in self.catalog if self.find(model.name)]

    def remove(self, name: str) -> bool:
        """Delete a model from the store, half-fetched files too. False when the store has nothing of it.

        A model in the user's folder or in a package is not touched. Raises ModelUnavailable.
        """
        places = [self.root / model_named(name, self.catalog).name, self.root / f".{name}.part"]
        there = [place for place in places if place.is_dir()]
        try:
            for place in there:
                shutil.rmtree(place)
        except OSError as error:
            raise ModelUnavailable(
                f"The model {name} could not be deleted: {error}. End the call that uses it, then try again."
            ) from error
        return bool(there)

    def _laid_ready(self, model: Model, place: Path) -> bool:
        if place not in self._sound and _complete(model, place, checksums=True):
            self._sound.add(place)
        return place in self._sound

    def _fetch(self, model: Model, progress: Progress) -> Path:
        free_bytes = shutil.disk_usage(self.root).free
        if free_bytes < model.size_bytes:
            raise ModelUnavailable(
                f"The model {model.name} needs {_megabytes(model.size_bytes)}, but where {self.root} is only "
                f"{_megabytes(free_bytes)} are free. Make room there, then try again."
            )
        work = self.root / f".{model.name}.part"
        _make_private(work)
        sources: tuple[Source, ...] = model.sources
        if self.folder and (self.folder / model.name).is_dir():
            sources = (Folder(self.folder / model.name), *sources)
        tried = []
        for source in sources:
            try:
                source.fetch(model.files, work, progress)
                for file in model.files:
                    check(file, work / file.name)
                return self._settle(model, work)
            except SourceFailed as failure:
                tried.append(f"{source.label}: {failure}")
        raise ModelUnavailable(
            f"The model {model.name} could not be fetched. Tried {'; '.join(tried)}. Check the network and "
            f"try again, or copy the model into a folder named {model.name} and set {FOLDER_VARIABLE} to the "
            "folder that folder is in."
        )

    def _settle(self, model: Model, work: Path) -> Path:
        """Turn verified files into the installed model, in one step that either happened or did not."""
        ready = self.root / f".{model.name}.ready"
        target = self.root / model.name
        for leftover in (ready, target):
            if leftover.exists():
                shutil.rmtree(leftover)
        _make_private(ready)
        if model.kind is ModelKind.SENTENCE:
            from models.meaning_build import build

            build(work, ready)
        else:
            for path in work.iterdir():
                if path.is_file():
                    path.replace(ready / path.name)
        for path in ready.iterdir():
            path.chmod(0o600)
        ready.replace(target)
        shutil.rmtree(work)
        return target


def install(name: str, progress: Progress = lambda done_bytes, total_bytes: None) -> Path:
    """Have a model in this user's own store. See `ModelStore.get`."""
    return ModelStore().get(name, progress)


def _default_root() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("courtside", appauthor=False)) / "models"


def _packaged(model: Model) -> Path | None:
    if model.package is None:
        return None
    spec = importlib.util.find_spec(model.package.module)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / model.package.folder


def _complete(model: Model, place: Path, *, checksums: bool = False) -> bool:
    """Whether every file is there with its size (and its checksum)."""
    for file in model.installed:
        path = place / file.name
        if not path.is_file() or file.size_bytes not in (None, path.stat().st_size):
            return False
        if checksums and file.sha256 not in (None, file_hash(path)):
            return False
    return True


def _make_private(folder: Path) -> None:
    """Make the folder, and those above it that are missing, for this user alone."""
    for missing in reversed([f for f in (folder, *folder.parents) if not f.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.0f} MB"
