"""`scripts/run.py` and its starter: what it decides, and a small project that it starts without a network."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from starting import RUN, STARTER, load

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


run = load()


# Python


def old_pythons() -> list[str]:
    """The commands of old Pythons that this machine has, on the path or kept by pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    kept = [str(path) for path in pyenv.glob("versions/*/bin/python")]
    named = [shutil.which(f"python{v}") for v in ("2", "2.7", *(f"3.{minor}" for minor in range(11)))]
    return sorted(python for python in {*kept, *filter(None, named)} if version_of(python) < (3, 11))


def version_of(python: str) -> tuple[int, ...]:
    works, said = run.quietly([python, "-c", "import sys; print('%d %d' % sys.version_info[:2])"])
    return tuple(map(int, said.split())) if works else (99,)


def test_every_python_can_read_the_file_that_refuses_the_old_ones():
    import vermin

    text = RUN.read_bytes().decode("ascii")  # Python 2 takes nothing else without being told
    second, third = vermin.detect(text)
    assert second <= (2, 7) and third == (3, 0)
    assert vermin.detect("x: int = 3")[0] is None, "what holds this test up does not see what is new"


@pytest.mark.parametrize("python", old_pythons())
def test_an_old_python_that_is_here_says_a_sentence(python):
    works, said = run.quietly([python, str(RUN), "check"])
    assert not works
    assert len(said.splitlines()) == 1, said
    assert said.startswith("run: this is Python ") and "3.11 or newer" in said


def test_an_old_python_is_told_what_to_do():
    with pytest.raises(SystemExit) as refusal:
        load(RUN).refuse_old_python((3, 10, 13))
    assert "this is Python 3.10.13, but the project needs 3.11 or newer" in str(refusal.value)
    assert "https://www.python.org/downloads/" in str(refusal.value)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_enough_python_is_welcome(version):
    load(RUN).refuse_old_python(version)


def test_a_python_without_venv_is_told_the_package_that_debian_keeps_it_in(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        run.make_venv()


# The stamp


@pytest.fixture
def locks(tmp_path):
    (tmp_path / "build.txt").write_text("setuptools==84.2.1\n")
    (tmp_path / "run.txt").write_text("jinja2==3.1.6\n")
    (tmp_path / "test.txt").write_text("jinja2==3.1.6\npytest==8.4.0\n")
    return tmp_path


def test_what_was_installed_for_the_tests_serves_for_everything(locks):
    assert run.is_stamped(run.stamp("test.txt", locks), run.stamp("run.txt", locks))


def test_what_was_installed_to_serve_does_not_do_for_the_tests(locks):
    assert not run.is_stamped(run.stamp("run.txt", locks), run.stamp("test.txt", locks))


@pytest.mark.parametrize("lock", ["run.txt", "build.txt"])
def test_a_changed_lock_is_installed_again(locks, lock):
    before = run.stamp("run.txt", locks)
    (locks / lock).write_text("jinja2==3.1.7\n")
    assert not run.is_stamped(before, run.stamp("run.txt", locks))


def test_another_patch_release_of_python_is_installed_again(locks):
    # The locks say: pymdown-extensions==12.3 ; python_full_version < '3.11.5'
    before = run.stamp("run.txt", locks, python="3.11.4")
    assert not run.is_stamped(before, run.stamp("run.txt", locks, python="3.11.5"))


def test_the_lock_of_the_tests_holds_all_that_the_other_holds():
    serve, test = ((run.LOCKS / name).read_text("utf-8") for name in ("run.txt", "test.txt"))
    pins = [set(text.replace("\\\n", "").splitlines()) for text in (serve, test)]
    assert pins[0] <= pins[1]


def test_each_package_without_a_wheel_is_built_by_what_a_lock_names():
    """A wheel and its source make two hashes at the least; where there is one, nobody has built it for us."""
    built = set(run.BUILT_HERE.split(","))
    pins = [line.split() for line in (run.LOCKS / "test.txt").read_text("utf-8").replace("\\\n", "").splitlines()]
    single = {pin[0].split("==")[0] for pin in pins if sum(word.startswith("--hash") for word in pin) == 1}
    assert built <= single
    builders = (run.LOCKS / run.BUILDERS).read_text("utf-8").replace("\\\n", "").splitlines()
    assert builders and all("==" in line and "--hash=sha256:" in line for line in builders)


# pip's words


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (
            "connection broken by 'NewConnectionError'\nERROR: No matching distribution found",
            "check the network",
        ),
        ("ReadTimeoutError: HTTPSConnectionPool: Read timed out.", "check the network"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE", "report it"),
        ("OSError: [Errno 28] No space left on device", "make room"),
        ("ERROR: No matching distribution found for jieba==0.42.1", "a year or two old"),
        ("ERROR: something never seen before", "pip gives the reason above"),
    ],
)
def test_a_failure_of_pip_ends_in_what_to_do(words, remedy):
    assert remedy in run.advice(words)


# The guard


def test_only_one_prepares_at_a_time(tmp_path):
    with (tmp_path / "guard").open("a") as first, (tmp_path / "guard").open("a") as second:
        assert run.try_lock(first.fileno())
        assert not run.try_lock(second.fileno())
        first.close()
        assert run.try_lock(second.fileno())


# The child's environment


def test_kb_is_found_before_what_the_caller_put_on_the_path():
    env = run.child_env({"PYTHONPATH": "mine", "HOME": "/home/ada"})
    assert env["PYTHONPATH"] == os.pathsep.join([str(RUN.parent), str(RUN.parent.parent / "tests"), "mine"])
    assert env["HOME"] == "/home/ada"


def test_an_empty_python_path_does_not_add_the_current_folder():
    assert run.child_env({"PYTHONPATH": ""})["PYTHONPATH"].split(os.pathsep) == [str(run.SCRIPTS), str(run.TESTS)]


# The browser


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("linux", "chromium"),
        ("linux", "google-chrome"),
        ("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("darwin", "/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium"),
        ("win32", r"C:\Program Files\Google\Chrome\Application\chrome.exe"),
        ("win32", r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"),
    ],
)
def test_a_browser_is_looked_for_where_the_system_keeps_it(system, place):
    environ = {
        "PROGRAMFILES": r"C:\Program Files",
        "PROGRAMFILES(X86)": r"C:\Program Files (x86)",
    }
    assert place in run.browser_candidates(system, environ, "/Users/ada")


@posix_only
def test_a_stub_that_only_asks_for_a_snap_is_passed_over(tmp_path, monkeypatch):
    for name, code in {"chromium": 1, "google-chrome": 0}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.find_browser() == str(tmp_path / "google-chrome")


def test_the_browser_that_the_user_names_is_taken_unseen():
    env = {"KB_BROWSER": "/opt/mine"}
    run.give_browser(env)
    assert env == {"KB_BROWSER": "/opt/mine"}


# A whole project. Its packages are wheels in a folder, so that pip needs no network.

KB = """\
import json, os, sys
import greeting
words = sys.argv[1:]
if words == ["serve"]:
    try:
        print("ready", flush=True)
        sys.stdin.read()
    except KeyboardInterrupt:
        print("closed")
elif words[:1] == ["exit"]:
    sys.exit(int(words[1]))
else:
    print(json.dumps([greeting.TEXT, words, os.getcwd(), os.environ["NO_MKDOCS_2_WARNING"]]))
"""

PYTEST = """\
import json, os, sys
import kb, greeting
print(json.dumps([sys.argv[1:], os.getcwd(), os.environ["KB_BROWSER"]]))
sys.exit(5)
"""


PYTHON_OF_VENV = run.VENV_PYTHON.relative_to(run.ROOT)


class Project:
    def __init__(self, root: Path):
        self.root = root
        self.locks = root / "scripts" / "locks"

    def start(self, *words: str, **options) -> subprocess.CompletedProcess:
        return subprocess.run(**self._call(words), capture_output=True, check=False, **options)

    def start_serving(self) -> subprocess.Popen:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        # A shell gives its background processes, and a test run among them, an interrupt that is ignored.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            serving = subprocess.Popen(**self._call(["serve"]), **pipes, start_new_session=True)
        finally:
            signal.signal(signal.SIGINT, before)
        assert serving.stdout.readline() == "ready\n"
        return serving

    def _call(self, words) -> dict:
        env = {**os.environ, "PIP_NO_INDEX": "1", "KB_BROWSER": "a-browser"}
        command = [sys.executable, str(self.root / "scripts" / "run.py"), *words]
        return {"args": command, "env": env, "encoding": "utf-8"}


BUILDER = """\
import os, zipfile

def build_wheel(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(os.path.join(folder, "jieba-1.0-py3-none-any.whl"), "w") as archive:
        archive.writestr("jieba.py", "BUILT_BY = 'the builder that the lock names'")
        archive.writestr("jieba-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: jieba\\nVersion: 1.0\\n")
        archive.writestr("jieba-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        archive.writestr("jieba-1.0.dist-info/RECORD", "jieba.py,,\\n")
    return "jieba-1.0-py3-none-any.whl"
"""


def source(folder: Path, name: str) -> str:
    """Write a package that has to be built; the line that asks for it in a lock."""
    path = folder / f"{name}-1.0.tar.gz"
    wanted = b'[build-system]\nrequires = ["setuptools>=40", "never-to-be-had"]\nbuild-backend = "builder"\n'
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode()
    with tarfile.open(path, "w:gz") as archive:
        for file, content in {"pyproject.toml": wanted, "PKG-INFO": about}.items():
            entry = tarfile.TarInfo(f"{name}-1.0/{file}")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return f"{name} @ {path.as_uri()} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def wheel(folder: Path, name: str, source: str) -> str:
    """Write a package of one module; the line that asks for it in a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", source)
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        archive.writestr(f"{about}/METADATA", metadata)
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", f"{name}.py,,\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name} @ {path.as_uri()} --hash=sha256:{digest}\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project that was started once. A test may break it: to mend it is what run.py is for."""
    root = tmp_path_factory.mktemp("a project 库")
    project = Project(root)
    (root / "scripts" / "kb").mkdir(parents=True)
    (root / "scripts" / "kb" / "__init__.py").touch()
    (root / "scripts" / "kb" / "__main__.py").write_text(KB)
    shutil.copy(RUN, root / "scripts")
    shutil.copy(STARTER, root / "scripts")
    project.locks.mkdir()
    (project.locks / "build.txt").write_text(wheel(root, "builder", BUILDER))
    greeting = wheel(root, "greeting", "TEXT = 'hello'")
    (project.locks / "run.txt").write_text(greeting + source(root, "jieba"))
    (project.locks / "test.txt").write_text(greeting + source(root, "jieba") + wheel(root, "pytest", PYTEST))
    started = project.start("exit", "0")
    assert started.returncode == 0, started.stderr
    assert "making .venv" in started.stderr
    assert "scripts/locks/run.txt" in started.stderr
    return project


def test_the_second_start_hands_the_words_on_and_says_nothing_itself(project, tmp_path):
    again = project.start("build", "--out", "x y", cwd=tmp_path)
    assert json.loads(again.stdout) == ["hello", ["build", "--out", "x y"], str(tmp_path), "1"]
    assert again.stderr == ""


def test_what_has_to_be_built_is_built_by_the_lock_and_nothing_else(project):
    built = next((project.root / ".venv").rglob("jieba.py"))  # without a network, and it asked for more
    assert "the builder that the lock names" in built.read_text("utf-8")


def test_the_exit_code_is_handed_back(project):
    assert project.start("exit", "7").returncode == 7


def test_the_tests_run_in_the_project_with_a_browser_and_their_own_packages(project, tmp_path):
    tested = project.start("test", "-k", "name", cwd=tmp_path)
    assert json.loads(tested.stdout) == [[*run.AT_ONCE, *run.BY_FILE, "-k", "name"], str(project.root), "a-browser"]
    assert tested.returncode == 5


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda root: (root / ".venv/unfinished").touch(), id="killed half-way"),
        pytest.param(lambda root: (root / PYTHON_OF_VENV).unlink(), id="Python removed"),
        pytest.param(lambda root: next((root / ".venv").rglob("greeting.py")).unlink(), id="a package removed"),
    ],
)
def test_a_broken_venv_is_made_anew(project, damage):
    project.start("exit", "0")
    damage(project.root)
    mended = project.start("exit", "0")
    assert "making .venv" in mended.stderr
    assert mended.returncode == 0
    assert project.start("exit", "0").stderr == ""


def test_what_a_user_adds_to_the_venv_stays(project):
    project.start("exit", "0")
    added = next((project.root / ".venv").rglob("greeting.py")).with_name("mine.py")
    added.write_text("")
    assert project.start("exit", "0").stderr == ""
    assert added.exists()


@pytest.mark.parametrize("setting", ["PIP_TARGET", "PIP_USER"])
def test_packages_go_where_the_project_finds_them_whatever_a_user_has_set(project, tmp_path, monkeypatch, setting):
    monkeypatch.setenv(setting, "1" if setting == "PIP_USER" else str(tmp_path / "elsewhere"))
    (project.root / ".venv/unfinished").touch()
    mended = project.start("hello")
    assert json.loads(mended.stdout)[0] == "hello", mended.stderr
    assert not (tmp_path / "elsewhere").exists()


@posix_only
def test_two_pythons_have_an_environment_each(tmp_path):
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text("home = /usr/bin\nversion = 3.12.1\n")
    python = venv / run.PYTHON_WITHIN
    python.write_text("#!/bin/sh\necho 3.12.1\n")
    python.chmod(0o755)
    assert run.venv_for(tmp_path, "3.12.1") == venv
    assert run.venv_for(tmp_path, "3.11.7") == tmp_path / ".venv-3.11.7"
    python.write_text("#!/bin/sh\necho 3.12.2\n")  # the Python below it was replaced: nobody can use it
    assert run.venv_for(tmp_path, "3.11.7") == venv
    python.unlink()
    assert run.venv_for(tmp_path, "3.11.7") == venv
    shutil.rmtree(venv)
    assert run.venv_for(tmp_path, "3.11.7") == venv


def test_when_new_packages_cannot_be_installed_the_old_ones_still_serve(project):
    lock = project.locks / "run.txt"
    before = lock.read_text()
    lock.write_text(f"{before.split('sha256:')[0]}sha256:{'0' * 64}\n")
    refused = project.start("exit", "0")
    lock.write_text(before)
    assert refused.returncode == 1
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    assert "report it rather than work around it" in refused.stderr
    assert project.start("exit", "0").stderr == ""


@posix_only
def test_ctrl_c_closes_the_server_without_a_traceback(project):
    serving = project.start_serving()
    os.killpg(serving.pid, signal.SIGINT)  # as a terminal does, to all that run in it
    out, err = serving.communicate(timeout=30)
    assert (out, err, serving.returncode) == ("closed\n", "", 130)


@posix_only
def test_the_server_does_not_outlive_a_run_that_is_terminated(project):
    serving = project.start_serving()
    serving.terminate()
    serving.stdout.read()  # ends only when the server, which holds the other end, has ended
    assert serving.wait(timeout=30) == 128 + signal.SIGTERM
