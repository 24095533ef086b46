"""Says in words where Python is too old for Shirube; read by any Python, so that old ones can say it too."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is what it is for
    sys.exit(
        "Shirube needs Python 3.11 or newer, such as python3.11 in place of python3; this is "
        + sys.version.split()[0]
        + "\nしるべにはPython 3.11以上が必要です。python3 の代わりに python3.11 などを使ってください。"
    )
