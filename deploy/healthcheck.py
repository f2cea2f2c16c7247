"""Exit 0 while the web server of this container answers `/healthz`. Standard library only."""

import os
import sys
import urllib.error
import urllib.request

PORT = os.environ.get("BIND", "0.0.0.0:8000").rpartition(":")[2]
HOST = os.environ.get("MAIN_HOST") or f"www.{os.environ.get('PORTAL_DOMAIN', 'localhost')}"


def main() -> int:
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/healthz",
        headers={"Host": HOST, "X-Forwarded-Proto": "https"},
    )
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError) as error:
        print(f"/healthz: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
