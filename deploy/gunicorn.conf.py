"""The web server, the same for `make run` and production. Every value an operator may change is a variable."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger


def _cores() -> int:
    """Cores this process may use, which in a container can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class AccessLog(Logger):
    """One JSON object a request: safe against line breaks in a path, and without the query, which may hold names."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        path = environ.get("PATH_INFO", "")
        if not self.access_log_enabled or path in {"/healthz", "/readyz"}:
            return
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "peer": environ.get("REMOTE_ADDR", ""),
            "forwarded_for": environ.get("HTTP_X_FORWARDED_FOR", ""),
            "method": environ.get("REQUEST_METHOD", ""),
            "host": environ.get("HTTP_HOST", ""),
            "path": path.encode("latin-1", "replace").decode("utf-8", "replace"),
            "status": int(str(resp.status).split()[0]),
            "bytes": getattr(resp, "sent", None),
            "ms": round(request_time.total_seconds() * 1000),
            "agent": environ.get("HTTP_USER_AGENT", ""),
        }
        self.access_log.info("%s", json.dumps(line, ensure_ascii=False))


bind = os.environ.get("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or min(2 * _cores() + 1, 9))
threads = int(os.environ.get("WEB_THREADS") or 4)
preload_app = False  # each worker opens its own database pool

timeout = int(os.environ.get("WEB_TIMEOUT") or 60)  # seconds without a sign of life
graceful_timeout = 30
keepalive = 75  # longer than the proxy keeps an idle connection, so that it never meets a closed one
max_requests = 2000  # a worker starts afresh now and then, never all at once
max_requests_jitter = 400

# Whose X-Forwarded-* headers count; the proxy's address, or * where nobody else can reach this port.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

logger_class = AccessLog
accesslog = "-"
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info").lower()

# A root file system that is read only: the heartbeat goes into memory, and there is no control socket.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
control_socket_disable = True
