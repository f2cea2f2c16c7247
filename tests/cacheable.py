"""Stands before everything in every test: no answer that others may keep carries a cookie or somebody's form."""

from django.core.exceptions import ImproperlyConfigured


class NothingPrivateIsShared:
    """Raises when an answer that a shared cache may keep sets a cookie or holds a CSRF field."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        control = response.get("Cache-Control", "")
        if "no-store" in control or "private" in control:
            return response
        if request.method not in ("GET", "HEAD"):
            return response
        if response.cookies:
            raise ImproperlyConfigured(f"{request.path}: an answer that may be kept sets {list(response.cookies)}")
        body = b"" if response.streaming or response.get("Content-Encoding") else response.content
        if b"csrfmiddlewaretoken" in body:
            raise ImproperlyConfigured(f"{request.path}: an answer that may be kept holds a form with a token")
        return response
