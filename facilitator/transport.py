"""The stock WebSocket transport, made safe for a room of phones that sleep, stall and lie.

Under gevent the stock one sends with `send`, which may cut a frame in two when a reader is slow; keeps the
connections of readers that are gone; queues without bound; and waits for ever after a broken frame. It also wakes a
greenlet for every message to every phone; here a message goes straight to the kernel while the reader keeps up.
It leans on how python-engineio and simple-websocket are built inside: `install` says so if that has changed.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
from collections.abc import Callable, Iterable
from typing import Any

import gevent
import simple_websocket
from gevent.event import Event
from gevent.lock import Semaphore
from gevent.selectors import DefaultSelector

log = logging.getLogger(__name__)

PATH = "/socket.io/"
QUEUE_LIMIT = 64
"""So many messages may wait for one reader. It comes back and asks for what it missed."""
PACKETS = frozenset("0123456")
"""What a packet begins with. None of ours is binary."""
SEND_BUFFER = 128 * 1024
MESSAGE = 4  # Engine.IO's number for what we say; its own signs of life keep going through the queue
UNANSWERED_MS = 30_000
"""How long the kernel keeps on sending to somebody who does not answer."""


def install(engine: Any) -> None:
    """Have an Engine.IO server use this transport. Raise RuntimeError where the library is not as we know it."""
    stock = getattr(engine, "_async", None)
    if not isinstance(stock, dict) or not {"websocket", "thread"} <= stock.keys():
        raise RuntimeError("python-engineio is not the version that requirements.txt names")
    engine._async = stock | {"websocket": lambda handler, server: _Line(handler, server, stock["thread"])}


def sockets_only(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Wrap a WSGI app so that only what asks for a WebSocket (RFC 6455, 4.2.1) comes to Engine.IO, which gives what
    nearly does no answer; and that no client gets compression of its own, which costs 93 KB and a fifth of the CPU."""

    def wrapped(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if environ["PATH_INFO"].startswith(PATH) and not _asks_for_socket(environ):
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []
        return app(environ, start_response)

    return wrapped


def _asks_for_socket(environ: dict[str, Any]) -> bool:
    wishes = {wish.strip() for wish in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    return "upgrade" in wishes and environ.get("HTTP_UPGRADE", "").lower() == "websocket"


class _WholeSocket:
    """A socket whose `send` sends everything, one message after the other."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._lock = Semaphore()

    def send(self, data: bytes) -> None:
        """Send all of it, waiting for the reader where that is needed."""
        with self._lock:
            self._plain.sendall(data)

    def send_now(self, data: bytes) -> bool:
        """Send without waiting, if nobody else is sending. False where nothing was sent."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            sent = self._plain._sock.send(data)
        except OSError:
            sent = 0
        if 0 < sent < len(data):
            gevent.spawn(self._finish, data[sent:])
        else:
            self._lock.release()
        return bool(sent)

    def _finish(self, rest: bytes) -> None:
        """Send what the kernel did not take at once; the lock is ours already."""
        try:
            self._plain.sendall(rest)
        except OSError as why:
            log.debug("a reader went away", {"why": why})
        finally:
            self._lock.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)


class _Connection(simple_websocket.Server):  # type: ignore[misc]
    """One WebSocket: frames are sent whole, and a broken one ends the connection instead of hanging it."""

    sock: Any
    connected: bool

    def handshake(self) -> None:
        plain = self.sock
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MS)
        self.sock = _WholeSocket(plain)
        try:
            super().handshake()
        except Exception:  # this socket is a copy of the web server's, and nobody else would close it
            plain.close()
            raise

    def _thread(self) -> None:
        try:
            super()._thread()
        except Exception as why:
            log.debug("a client's frame was broken", {"why": why})
        finally:
            self.connected = False
            self.event.set()
            self.sock.close()

    def cut(self) -> None:
        """End the connection at once, also where somebody waits in `send`."""
        self.connected = False
        self.event.set()
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _frame(packet: Any) -> bytes:
    """Give a packet's WebSocket frame (RFC 6455, 5.2): text, whole, unmasked. Made once for all who get it."""
    frame: bytes | None = getattr(packet, "frame", None)
    if frame is None:
        text = packet.encode().encode()
        if len(text) < 126:
            head = struct.pack("!BB", 0x81, len(text))
        elif len(text) < 1 << 16:
            head = struct.pack("!BBH", 0x81, 126, len(text))
        else:
            head = struct.pack("!BBQ", 0x81, 127, len(text))
        frame = packet.frame = head + text
    return frame


class _Line:
    """What Engine.IO talks to: a connection, with a bound on what may wait for it."""

    def __init__(self, handler: Any, server: Any, thread_class: Any) -> None:
        self._handler = handler
        self._limit = server.max_http_buffer_size
        self._thread_class = thread_class
        self._connection: _Connection

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        try:
            self._connection = _Connection(
                environ,
                max_message_size=self._limit,
                thread_class=self._thread_class,
                event_class=Event,
                selector_class=DefaultSelector,
            )
        except Exception as why:
            log.debug("a handshake failed", {"why": why})
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []
        self._bound(self._handler.__self__)
        try:
            return self._handler(self)
        finally:
            self._connection.cut()
            start_response.__self__.close_connection = True  # what still comes on it is no request

    def _bound(self, session: Any) -> None:
        stock_send, stock_close = session.send, session.close

        def send(packet: Any) -> None:
            waiting = session.queue.qsize()
            if waiting >= QUEUE_LIMIT:
                log.info("a reader has stopped reading: its connection is closed")
                self._connection.cut()
            elif (
                waiting
                or packet.packet_type != MESSAGE
                or session.closed
                or not self._connection.sock.send_now(_frame(packet))
            ):
                stock_send(packet)

        def close(*args: Any, **options: Any) -> None:
            stock_close(*args, **options)
            gevent.spawn_later(1, self._connection.cut)

        session.send, session.close = send, close

    def send(self, message: str | bytes) -> None:
        try:
            self._connection.send(message)
        except simple_websocket.ConnectionClosed:
            raise OSError from None

    def wait(self) -> str | None:
        """Give the next packet. None ends the connection, as does what is no packet: Engine.IO would stumble on it."""
        try:
            said = self._connection.receive()
        except simple_websocket.ConnectionClosed:
            return None
        return said if isinstance(said, str) and said and said[0] in PACKETS else None

    def close(self) -> None:
        if self._connection.connected:
            self._connection.close()
