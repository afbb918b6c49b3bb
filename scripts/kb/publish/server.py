"""The preview: builds, serves, and builds again at every save."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer


class AddressInUse(Exception):
    """Another program serves at this port."""


def serve(
    site: Path, watched: list[Path], rebuild: Callable[[], None], host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serves ``site`` until interrupted; calls ``rebuild``, which must not raise, when a file in ``watched`` changes.

    Raises `AddressInUse`. ``ready`` is told the address once it answers.
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    server = LiveReloadServer(rebuild, host, port, str(site))
    server.builder = _beside_requests(server, rebuild)
    server.error_handler = lambda code: _read(site / "en" / "404.html") if code == 404 else None
    for path in watched:
        server.watch(str(path))
    bind = server.server_activate

    def activate() -> None:
        bind()
        ready(server.url)

    server.server_activate = activate  # type: ignore[method-assign]  # the one moment between binding the port and the endless loop
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        raise AddressInUse(f"port {port} cannot be used ({error.strerror})") from None
    except KeyboardInterrupt:
        pass
    finally:
        if server.serve_thread.is_alive():
            server.shutdown()


def _beside_requests(server: LiveReloadServer, rebuild: Callable[[], None]) -> Callable[[], None]:
    """Lets requests be answered from the old site while a new one is built.

    The server holds them until the version that it wants is there, for fear of a half-built site; ours is swapped
    whole.
    """

    def build() -> None:
        wanted = server._wanted_epoch
        with server._epoch_cond:
            server._wanted_epoch = server._visible_epoch
            server._epoch_cond.notify_all()
        rebuild()
        server._wanted_epoch = wanted

    return build


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
