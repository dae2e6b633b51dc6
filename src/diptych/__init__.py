"""Reads texts about one event and shows, side by side, how each one frames it."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("diptych")
except PackageNotFoundError:
    __version__ = "0"
