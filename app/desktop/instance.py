"""One Courtside at a time, and a private line to it for commands."""

from __future__ import annotations

import getpass
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.places import data_folder

MAX_COMMAND_BYTES = 64
PATIENCE_MS = 3000


def address(folder: Path) -> str:
    """The name of the socket (a pipe on Windows) of the Courtside that keeps its data in `folder`."""
    if sys.platform == "win32":
        return f"courtside-{getpass.getuser()}-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
    path = str(folder / "courtside.sock")
    if len(os.fsencode(path)) < 100:  # a socket's path has room for 107 bytes, 103 on macOS
        return path
    return str(Path(tempfile.gettempdir()) / f"courtside-{hashlib.sha256(path.encode()).hexdigest()[:16]}.sock")


def tell(command: str, folder: Path | None = None) -> str | None:
    """What the running Courtside answers to `command`, or None when none is running (or it does not answer)."""
    socket = QLocalSocket()
    socket.connectToServer(address(folder or data_folder()))
    if not socket.waitForConnected(PATIENCE_MS):
        return None
    socket.write(f"{command}\n".encode())
    said = b""
    while not said.endswith(b"\n") and socket.waitForReadyRead(PATIENCE_MS):
        said += bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return said.decode("utf-8", "replace").strip() if said else None


class Instance(QObject):
    """The right to be the one Courtside, kept while this lives; `answer` is asked for every command that comes.

    answer: takes the command, returns a sentence for whoever typed it. Only this user can connect.
    """

    def __init__(self, answer: Callable[[str], str], folder: Path | None = None) -> None:
        super().__init__()
        self._answer = answer
        self._folder = folder or data_folder()
        self._lock = FileLock(self._folder / "courtside.lock", mode=0o600)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def claim(self) -> bool:
        """True: this is the one. False: another one runs; talk to it with `tell`."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        name = address(self._folder)
        QLocalServer.removeServer(name)  # left by one that was killed: whoever holds the lock may clear it
        self._server.listen(name)
        return True

    def release(self) -> None:
        """No more commands; another Courtside may start."""
        self._server.close()
        self._lock.release()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(MAX_COMMAND_BYTES)
            socket.readyRead.connect(lambda socket=socket: self._on_command(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._on_command(socket)

    def _on_command(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= MAX_COMMAND_BYTES:
                socket.abort()
            return
        command = bytes(socket.readLine().data()).decode("utf-8", "replace").strip()
        socket.write(f"{self._answer(command)}\n".encode())
        socket.flush()
        socket.disconnectFromServer()
