"""The preview: serves the site that a build made, and builds again at every save.

At a save the pages that are open in a browser are made first, and shown while the site is built. All pages are those of
a build, byte for byte, but for one script that the server puts at the end of each: it waits until its page is another,
and tells what keeps it from coming. Only requests that name this machine are answered, so that no page
from elsewhere can read drafts by a name of its own that leads here.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, quote, unquote, urlsplit

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

OPEN = 3.0
"""Seconds after which a page that asks for no changes any more is taken for closed."""


class Work(Protocol):
    """What is done at a save. Neither of the two may raise."""

    def pages(self, addresses: Iterable[str]) -> Mapping[str, bytes]:
        """The pages at these addresses as the next site will have them; what cannot be told yet is left out."""

    def site(self, outdated: Callable[[], bool]) -> list[str] | None:
        """Builds the site, and gives what keeps it from being renewed: nothing where it was. None where it was given
        up, because it was ``outdated`` by a further save."""


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

    def run(self, watched: Iterable[Path], work: Work) -> None:
        """Serves until interrupted; works when a file in ``watched``, files or folders, changes."""
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
                    self._state.show(work.pages(self._state.looked_at()))
                    wrong = work.site(saved.is_set)
                    if wrong is not None:
                        self._state.renew(wrong)
        except KeyboardInterrupt:
            pass
        finally:
            self._http.shutdown()


class _State:
    """What is shown: the site, pages of the next one that are there already, and what keeps it from coming."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._changed = threading.Condition()
        self._fresh: dict[str, bytes] = {}
        self._wrong: list[str] = []
        self._looked_at: dict[str, float] = {}
        self._asking: Counter[str] = Counter()

    def show(self, pages: Mapping[str, bytes]) -> None:
        """Shows these pages, by their addresses, until the site is renewed."""
        if pages:
            with self._changed:
                self._fresh.update(pages)
                self._changed.notify_all()

    def renew(self, wrong: list[str]) -> None:
        """Shows the site as it is now; ``wrong`` is what keeps it from being what was saved."""
        with self._changed:
            if not wrong:
                self._fresh.clear()
            self._wrong = wrong
            self._changed.notify_all()

    def page(self, address: str, path: Path) -> bytes | None:
        """The page at an address, whose file is ``path``; None where there is none."""
        if (fresh := self._fresh.get(address)) is not None:
            return fresh
        try:
            return path.read_bytes()
        except (OSError, ValueError):
            return None

    def looked_at(self) -> list[str]:
        """The addresses of the pages that are open in a browser, the one opened last first."""
        now = time.monotonic()
        with self._changed:
            self._looked_at = {
                address: when for address, when in self._looked_at.items() if self._asking[address] or now - when < OPEN
            }
            return sorted(self._looked_at, key=lambda address: -self._looked_at[address])

    def after(self, token: str, address: str, path: Path) -> bytes:
        """The state of a page once it is another than that with the token, or when `HELD` is over."""
        with self._changed:
            self._asking[address] += 1
            self._looked_at[address] = time.monotonic()
            try:
                self._changed.wait_for(lambda: self._token(address, path) != token, timeout=HELD)
            finally:
                self._asking[address] -= 1
                self._looked_at[address] = time.monotonic()
            return json.dumps({"token": self._token(address, path), "wrong": self._wrong}, ensure_ascii=False).encode()

    def _token(self, address: str, path: Path) -> str:
        return f"{digest(self.page(address, path))} {digest(repr(self._wrong).encode()) if self._wrong else ''}"


def digest(page: bytes | None) -> str:
    """By which a page knows whether it is still the one that is shown."""
    return hashlib.sha256(page or b"").hexdigest()[:16]


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
                    asked = {key: values[0] for key, values in parse_qs(address.query).items()}
                    page = asked.get("page", "/")
                    told = state.after(asked.get("after", ""), page, self._place(page))
                    self._send(HTTPStatus.OK, told, "application/json")
                elif "\0" in unquote(address.path):
                    self._send(HTTPStatus.BAD_REQUEST, b"no file has such an address\n")
                else:
                    self._send_file(unquote(address.path))

        def _place(self, asked: str) -> Path:
            """Where the file of an address stands: of a folder's, its index."""
            path = Path(self.translate_path(quote(asked)))
            return path / "index.html" if asked.endswith("/") else path

        def _send_file(self, asked: str) -> None:
            place = self._place(asked)
            if not asked.endswith("/") and os.path.isdir(place):  # a path's own refuses a name that is too long
                super().do_GET()  # leads on to the address with a slash
                return
            content = state.page(asked, place)
            if content is None:
                self._send(HTTPStatus.NOT_FOUND, _with_script(_not_found(state.site, asked), None), "text/html")
            elif place.suffix == ".html":
                self._send(HTTPStatus.OK, _with_script(content, content), "text/html")
            else:
                self._send(HTTPStatus.OK, content, self.guess_type(str(place)))

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


def _with_script(page: bytes, shown: bytes | None) -> bytes:
    """A page with the script that waits for another in the place of what is ``shown`` there."""
    before, end, after = page.rpartition(b"</body>")
    script = f'<script src="{SCRIPT}" data-page="{digest(shown)}" defer></script>'.encode()
    return before + script + end + after if end else page


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
