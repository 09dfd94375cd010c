"""A session log in other forms: to read, to print, to calculate with, to caption a recording."""

from app.export.formats import FORMATS, UnknownFormat, export
from app.export.writing import write_privately

__all__ = ["FORMATS", "UnknownFormat", "export", "write_privately"]
