#!/usr/bin/env python3
"""Start the project on a machine that has nothing but Python and git.

    python3 scripts/run.py serve        read the site in a browser
    python3 scripts/run.py test -k x    run the tests; further words go to pytest
    python3 scripts/run.py test --quick the tests that need neither a browser nor a whole build
    python3 scripts/run.py lint         check the code: form, types, directions of imports
    python3 scripts/run.py bench build  measure; the measurements stand beside the tests
    python3 scripts/run.py check        anything else is handed to `python -m kb`

Every Python can read this file, the second one too, so that an old one reaches the sentence that tells it so;
all else is in `starter.py`.
"""

import os
import sys

OLDEST_PYTHON = (3, 11)


def refuse_old_python(version):
    if tuple(version) < OLDEST_PYTHON:
        have, need = (".".join(map(str, v)) for v in (version, OLDEST_PYTHON))
        sys.exit(
            "run: this is Python {0}, but the project needs {1} or newer: install one from "
            "https://www.python.org/downloads/ and start this file with it.".format(have, need)
        )


if __name__ == "__main__":
    refuse_old_python(sys.version_info[:3])
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # for a Python that was told not to
    import starter

    sys.exit(starter.main(sys.argv[1:]))
