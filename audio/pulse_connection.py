"""A connection to PulseAudio, or PipeWire in its place, that never waits for longer than it was told."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from audio import libpulse

CONNECT_TIMEOUT_S = 2.0


class PulseLost(Exception):
    """The server or the device is gone, or cannot be recorded. The message is libpulse's own.

    refused: the server is there, but not for this user. hangs: it is there and does not answer.
    """

    def __init__(self, message: str, *, refused: bool = False, hangs: bool = False) -> None:
        super().__init__(message)
        self.refused, self.hangs = refused, hangs


class PulseConnection:
    """Starts no server. A context manager for one thread. Raises PulseLost when none answers."""

    def __init__(self, application: str = "Courtside") -> None:
        try:
            self._pa = libpulse.libpulse()
        except OSError as error:
            raise PulseLost("libpulse is not installed") from error
        self._loop = self._pa.pa_mainloop_new()
        api = self._pa.pa_mainloop_get_api(self._loop)
        self._context = self._pa.pa_context_new(api, application.encode())
        try:
            if self._pa.pa_context_connect(self._context, None, libpulse.CONTEXT_NOAUTOSPAWN, None) < 0:
                self._fail()
            self._wait(lambda: self._pa.pa_context_get_state(self._context) == libpulse.CONTEXT_READY)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Safe to call twice."""
        if self._context is not None:
            self._pa.pa_context_disconnect(self._context)
            self._pa.pa_context_unref(self._context)
            self._context = None
        if self._loop is not None:
            self._pa.pa_mainloop_free(self._loop)
            self._loop = None

    def _wait(self, is_ready: Callable[[], bool]) -> None:
        deadline_s = time.monotonic() + CONNECT_TIMEOUT_S
        while not is_ready():
            if (left_s := deadline_s - time.monotonic()) <= 0:
                raise PulseLost("the sound server does not answer", hangs=True)
            self._turn(left_s)
            self._check()

    def _turn(self, timeout_s: float) -> None:
        """One round of libpulse's loop, at most `timeout_s` long."""
        if (
            self._pa.pa_mainloop_prepare(self._loop, max(0, int(timeout_s * 1e6))) < 0
            or self._pa.pa_mainloop_poll(self._loop) < 0
            or self._pa.pa_mainloop_dispatch(self._loop) < 0
        ):
            self._fail()

    def _check(self) -> None:
        """Raises PulseLost when the server is gone."""
        if self._pa.pa_context_get_state(self._context) >= libpulse.CONTEXT_FAILED:
            self._fail()

    def _fail(self) -> None:
        code = self._pa.pa_context_errno(self._context)
        message = self._pa.pa_strerror(code)
        text = message.decode(errors="replace") if message else "the sound server is gone"
        raise PulseLost(text, refused=code == libpulse.ACCESS_DENIED)
