"""`kb.publish.server`: what the preview answers, to whom, and which saves it sees."""

from __future__ import annotations

import http.client
import json
import queue
import shutil
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlencode

import pytest

from kb.publish.server import CHANGES, SCRIPT, AddressInUse, Server, digest

PAGE = b"<!doctype html><html><body><p>Lamps</p></body></html>"


@pytest.fixture
def site(tmp_path):
    site = tmp_path / "site"
    (site / "en" / "people").mkdir(parents=True)
    (site / "zh-Hans").mkdir()
    (site / "en" / "people" / "index.html").write_bytes(PAGE)
    (site / "en" / "lamps.json").write_bytes(b"[6, 7]")
    (site / "404.html").write_bytes(b"<body>nowhere</body>")
    (site / "zh-Hans" / "404.html").write_bytes("<body>没有</body>".encode())
    return site


@pytest.fixture
def server(site):
    with Server(site, "127.0.0.1", 0) as server:
        yield server


class Building:
    """Work at a save: no page is had before the site, and ``site`` is what the function gives."""

    def __init__(self, site=list, pages=lambda addresses: {}):
        self.site, self.pages = lambda outdated: site(), pages


@contextmanager
def running(server, watched=(), work=None):
    """Serves beside the test; ends as an editor ends it."""
    work = work or Building()

    class Ended(BaseException):
        pass

    ended = threading.Event()

    class Work:
        pages = staticmethod(work.pages)

        @staticmethod
        def site(outdated):
            if ended.is_set():
                raise KeyboardInterrupt
            return work.site(outdated)

    end = watched[0].parent / "end" if watched else None
    serving = threading.Thread(target=server.run, args=([*watched, *([end] if end else [])], Work), daemon=True)
    serving.start()
    try:
        yield
    finally:
        if end:
            ended.set()
            end.write_text("now")
            serving.join(timeout=20)
            assert not serving.is_alive()
        else:
            server._http.shutdown()


def ask(server, path, method="GET", **headers):
    connection = http.client.HTTPConnection(server.url.split("/")[2], timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_a_page_is_the_built_one_with_one_script_at_its_end(server):
    with running(server):
        answer, body = ask(server, "/en/people/")
    assert answer.status == 200
    script = f'<script src="{SCRIPT}" data-page="{digest(PAGE)}" defer></script>'.encode()
    assert body == PAGE.replace(b"</body>", script + b"</body>")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/en/lamps.json", 200, "[6, 7]"),
        ("/en/people", 301, ""),
        ("/en/people/?on=2031", 200, "Lamps"),
        ("/nobody/", 404, "nowhere"),
        ("/zh-Hans/nobody/", 404, "没有"),
        ("/en/%00", 400, "no file"),
        ("/en/" + "x" * 3000, 404, "nowhere"),
        ("/../../../../etc/passwd", 404, "nowhere"),
        ("/%2e%2e/%2e%2e/etc/passwd", 404, "nowhere"),
        (SCRIPT, 200, "reload"),
    ],
)
def test_every_request_has_its_answer(server, path, status, words):
    with running(server):
        answer, body = ask(server, path)
        head, nothing = ask(server, path, "HEAD")
    assert (answer.status, words in body.decode()) == (status, True)
    assert (head.status, nothing) == (status, b"")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_nobody_is_answered_who_calls_it_by_another_name(server, host):
    with running(server):
        answer, body = ask(server, "/en/people/", Host=host)
    assert answer.status == 421
    assert b"Lamps" not in body


def test_it_may_be_called_localhost(server):
    with running(server):
        answer, _ = ask(server, "/en/people/", Host=server.url.split("/")[2].replace("127.0.0.1", "localhost"))
    assert answer.status == 200


def test_what_it_cannot_do_is_refused(server):
    with running(server):
        answer, _ = ask(server, "/en/people/", "DELETE")
    assert answer.status == 501


def test_a_port_that_is_taken_is_told_before_anything_is_built(server, site):
    port = int(server.url.rstrip("/").rpartition(":")[2])
    with pytest.raises(AddressInUse, match=str(port)):
        Server(site, "127.0.0.1", port)


@pytest.fixture
def project(tmp_path):
    for name in ("data/people", "docs"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("a: b")
    return tmp_path


@contextmanager
def building(server, project, wrong=list, pages=lambda addresses: {}):
    """A running preview of the project, and what it builds: an entry for each build."""
    built = queue.Queue()

    def rebuild():
        built.put("built")
        return wrong()

    with running(server, [project / "data", project / "docs", project / "mkdocs.yml"], Building(rebuild, pages)):
        # The first save is seen once the folders are watched.
        for _ in range(100):
            (project / "data" / "first.yaml").write_text("x")
            try:
                built.get(timeout=0.2)
                break
            except queue.Empty:
                continue
        else:
            pytest.fail("no save was seen")
        while not built.empty():
            built.get()
        yield built


def seen(built):
    built.get(timeout=20)
    while True:  # one save may come as several
        try:
            built.get(timeout=0.5)
        except queue.Empty:
            return True


@pytest.mark.parametrize("place", ["data/people/ada.yaml", "data/new/deep/ada.yaml", "docs/about.md", "mkdocs.yml"])
def test_a_save_is_seen_wherever_it_is(server, project, place):
    with building(server, project) as built:
        (project / place).parent.mkdir(parents=True, exist_ok=True)
        (project / place).write_text("names: {en: Ada}")
        assert seen(built)


def test_a_folder_that_is_removed_and_made_anew_is_watched_again(server, project):
    with building(server, project) as built:
        shutil.rmtree(project / "data")
        assert seen(built)
        (project / "data" / "people").mkdir(parents=True)
        assert seen(built)
        (project / "data" / "people" / "ada.yaml").write_text("names: {en: Ada}")
        assert seen(built)


def test_a_folder_that_another_takes_the_place_of_is_watched_again(server, project):
    with building(server, project) as built:
        (project / "other" / "people").mkdir(parents=True)
        (project / "data").rename(project / "old")
        (project / "other").rename(project / "data")
        assert seen(built)
        (project / "data" / "people" / "ada.yaml").write_text("names: {en: Ada}")
        assert seen(built)


def test_what_editors_leave_beside_wakes_nothing(server, project):
    with building(server, project) as built:
        for name in (".ada.yaml.swp", "ada.yaml~", "#ada.yaml#", "4913", ".git"):
            (project / "data" / "people" / name).write_text("x")
        (project / "elsewhere.txt").write_text("x")
        with pytest.raises(queue.Empty):
            built.get(timeout=1)


def changes(server, token, page="/en/people/"):
    answer, body = ask(server, f"{CHANGES}?{urlencode({'after': token, 'page': page})}")
    assert answer.status == 200
    return json.loads(body)


def test_a_page_is_told_of_what_keeps_the_next_site_from_coming(server, project):
    wrong = ["data/people/ada.yaml:1:1: the file is empty; write a record in it"]
    with building(server, project, lambda: wrong):
        told = changes(server, f"{digest(PAGE)} ")
    assert told["wrong"] == wrong
    assert told["token"].split(" ")[0] == digest(PAGE)


def until_the_end(server, token):
    with suppress(OSError):  # the server ends before it has anything to tell
        changes(server, token)


def test_a_page_is_told_when_it_is_another_and_of_no_other_page(server, project, site):
    page = site / "en/people/index.html"

    def rebuild():
        page.write_bytes(b"<body>Anew</body>")
        return []

    with building(server, project, rebuild):
        told = changes(server, f"{digest(PAGE)} ")
        assert told == {"token": f"{digest(page.read_bytes())} ", "wrong": []}
        asking = threading.Thread(target=until_the_end, args=(server, told["token"]), daemon=True)
        asking.start()
        (project / "data" / "ada.yaml").write_text("names: {en: Ada}")
        asking.join(timeout=1)
        assert asking.is_alive()


def test_an_open_page_is_shown_before_the_site_is_built(server, project, site):
    going_on = threading.Event()

    def rebuild():
        going_on.wait(20)
        return []

    def pages(addresses):
        return {address: b"<body>Soon</body>" for address in addresses}

    with running(server, [project / "data"], Building(rebuild, pages)):
        asking: queue.Queue = queue.Queue()
        threading.Thread(target=lambda: asking.put(changes(server, f"{digest(PAGE)} ")), daemon=True).start()
        for _ in range(100):  # the first save is seen once the folder is watched
            (project / "data" / "ada.yaml").write_text("names: {en: Ada}")
            with suppress(queue.Empty):
                told = asking.get(timeout=0.2)
                break
        assert told["token"].split(" ")[0] == digest(b"<body>Soon</body>")
        assert b"Soon" in ask(server, "/en/people/")[1]
        going_on.set()
        assert changes(server, told["token"])["token"].split(" ")[0] == digest(PAGE)
