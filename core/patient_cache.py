"""A Redis that may be away: what is only a cache costs speed then, and nobody an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def patient(name: str, instead: Any) -> Callable[..., Any]:
    """The method of Django's backend; the log and `instead` while the server is away."""
    method = getattr(RedisCache, name)

    def call(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except (RedisError, OSError):
            logger.exception("the cache is out of reach")
            if name == "get":
                return kwargs.get("default", args[1] if len(args) > 1 else None)
            return instead() if callable(instead) else instead

    call.__name__ = name
    return call


class PatientRedis(RedisCache):
    """For the alias `default`. Kept pages have the stock backend: a purge that fails has to be known."""

    get = patient("get", None)
    get_many = patient("get_many", dict)
    set = patient("set", None)
    set_many = patient("set_many", list)
    add = patient("add", False)
    delete = patient("delete", False)
    delete_many = patient("delete_many", None)
    has_key = patient("has_key", False)
    touch = patient("touch", False)
    incr = patient("incr", 1)
    clear = patient("clear", False)
