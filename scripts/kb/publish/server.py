"""The preview: serves the site that a build made, and builds again at every save.

The pages are those of a build, byte for byte, but for one script that the server puts at the end of each: it waits for
the next site, and tells what keeps it from coming. Only requests that name this machine are answered, so that no page
from elsewhere can read drafts by a name of its own that leads here.
"""

from __future__ import annotations

import contextlib
import http.server
import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import (
    DirModifiedEvent,
    FileClosedNoWriteEvent,
    FileOpenedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from kb.loading.folder import is_litter
from kb.model.values import Edition

SCRIPT, CHANGES = "/-/preview.js", "/-/changes"
"""What the server answers beside the site; no page has such an address."""
HELD = 25.0
"""Seconds that a request for changes is held before it is answered without any."""
SETTLED = 0.05
"""Seconds without a further save after which a build begins: editors write several files at once."""

Rebuild = Callable[[], list[str]]
"""Builds again, and gives what keeps the site from being renewed: nothing where it was. It must not raise."""


class AddressInUse(Exception):
    """Another program serves at this port."""


class Server:
    """Serves a site from a port that is taken from the beginning on, so that a build is not made in vain.

    Raises `AddressInUse`.
    """

    def __init__(self, site: Path, host: str, port: int) -> None:
        self._state = _State(site)
        names: set[str] = set()
        try:
            self._http = http.server.ThreadingHTTPServer((host, port), _handler(self._state, names))
        except OSError as error:
            raise AddressInUse(f"port {port} cannot be used ({error.strerror})") from None
        taken = self._http.server_port
        names |= {f"{name}:{taken}" for name in (host, "localhost")} | ({host, "localhost"} if taken == 80 else set())
        self.url = f"http://{host}:{taken}/"

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.server_close()

    def run(self, watched: Iterable[Path], rebuild: Rebuild) -> None:
        """Serves until interrupted; builds again when a file in ``watched``, files or folders, changes."""
        saved = threading.Event()
        serving = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        serving.start()
        try:
            with _watching([path.resolve() for path in watched], saved):
                while True:
                    saved.wait()
                    while (
                        saved.is_set()
                    ):  # whatever is saved until the build begins is in it; what follows, in the next
                        saved.clear()
                        time.sleep(SETTLED)
                    self._state.renew(rebuild())
        except KeyboardInterrupt:
            pass
        finally:
            self._http.shutdown()


class _State:
    """The number of the site that is shown, and what keeps the next one from coming."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._changed = threading.Condition()
        self._number = 0
        self._wrong: list[str] = []

    def renew(self, wrong: list[str]) -> None:
        with self._changed:
            self._number += 1
            self._wrong = wrong
            self._changed.notify_all()

    def after(self, number: int) -> bytes:
        """The state once it is another than that with the number, or when `HELD` is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, timeout=HELD)
            return json.dumps({"number": self._number, "wrong": self._wrong}, ensure_ascii=False).encode()


def _handler(state: _State, names: set[str]) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 2 * HELD

        def __init__(self, *words: object) -> None:
            super().__init__(*words, directory=str(state.site))  # type: ignore[arg-type]

        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def _answer(self) -> None:
            address = urlsplit(self.path)
            with contextlib.suppress(ConnectionError):  # a reader who leads on does not wait for the answer
                if self.headers.get("Host", "") not in names:
                    self._send(HTTPStatus.MISDIRECTED_REQUEST, b"this preview answers to its own address only\n")
                elif address.path == SCRIPT:
                    self._send(HTTPStatus.OK, _RELOADING, "text/javascript")
                elif address.path == CHANGES:
                    number = parse_qs(address.query).get("after", ["0"])[0]
                    told = state.after(int(number) if number.isdecimal() else -1)
                    self._send(HTTPStatus.OK, told, "application/json")
                elif "\0" in unquote(address.path):
                    self._send(HTTPStatus.BAD_REQUEST, b"no file has such an address\n")
                else:
                    self._send_file(Path(self.translate_path(self.path)), address.path)

        def _send_file(self, path: Path, asked: str) -> None:
            folder = os.path.isdir(path)  # unlike a path's own, it takes a name that is too long
            if folder and not asked.endswith("/"):
                super().do_GET()  # leads on to the address with a slash
                return
            page = path / "index.html" if folder else path
            try:
                if page.suffix == ".html":
                    self._send(HTTPStatus.OK, _with_script(page.read_bytes()), "text/html")
                else:
                    self._send(HTTPStatus.OK, page.read_bytes(), self.guess_type(str(page)))
            except (OSError, ValueError):
                self._send(HTTPStatus.NOT_FOUND, _with_script(_not_found(state.site, asked)), "text/html")

        def _send(self, status: HTTPStatus, content: bytes, kind: str = "text/plain") -> None:
            self.send_response(status)
            charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
            self.send_header("Content-Type", f"{kind}{charset}")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def log_message(self, format: str, *words: object) -> None:
            """Nothing: the terminal is for what concerns the records."""

    return Handler


def _with_script(page: bytes) -> bytes:
    before, end, after = page.rpartition(b"</body>")
    return before + f'<script src="{SCRIPT}" defer></script>'.encode() + end + after if end else page


def _not_found(site: Path, asked: str) -> bytes:
    """The page of the edition that was asked for, else that of the whole site."""
    edition = asked.split("/")[1]
    places = [site / edition / "404.html"] if edition in list(Edition) else []
    for place in [*places, site / "404.html"]:
        with contextlib.suppress(OSError):
            return place.read_bytes()
    return b"there is no such page\n"


_RELOADING = (Path(__file__).parent / "preview.js").read_bytes()


@contextlib.contextmanager
def _watching(places: list[Path], saved: threading.Event) -> Iterator[None]:
    """Sets ``saved`` when something in the places changes, also in a folder that was removed and made anew."""
    observer = Observer()
    inside = _Inside(saved)
    watches: dict[Path, ObservedWatch] = {}

    def watch(place: Path) -> None:
        if old := watches.pop(place, None):
            with contextlib.suppress(KeyError):
                observer.unschedule(old)
        with contextlib.suppress(OSError):  # not there: the folder that it stands in tells when it comes
            watches[place] = observer.schedule(inside, str(place), recursive=True)

    for parent in {place.parent for place in places}:
        observer.schedule(
            _Beside({p for p in places if p.parent == parent}, watch, saved), str(parent), recursive=False
        )
    for place in places:
        if place.is_dir():
            watch(place)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Inside(FileSystemEventHandler):
    def __init__(self, saved: threading.Event) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        if _tells_of_a_change(event) and not all(is_litter(name) for name in _names(event)):
            self._saved.set()


class _Beside(FileSystemEventHandler):
    """Sees the places themselves come, go and change, from the folder that they stand in."""

    def __init__(self, places: set[Path], watch: Callable[[Path], None], saved: threading.Event) -> None:
        self._places = {str(place): place for place in places}
        self._watch = watch
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        touched = {self._places[path] for path in _paths(event) if path in self._places}
        if touched and _tells_of_a_change(event):
            for place in touched:
                if place.is_dir():
                    self._watch(place)
            self._saved.set()


def _tells_of_a_change(event: FileSystemEvent) -> bool:
    """Whether something is another than before: reading is no change, and of a folder's its files tell."""
    return not isinstance(event, (FileOpenedEvent, FileClosedNoWriteEvent, DirModifiedEvent))


def _paths(event: FileSystemEvent) -> list[str]:
    return [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]


def _names(event: FileSystemEvent) -> list[str]:
    return [Path(path).name for path in _paths(event)]
