"""Somebody with cookies and without a browser, of whom there can be many at once; and what they read."""

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener


class Visitor:
    """Somebody with cookies and without a browser, of whom there can be many at once."""

    def __init__(self, cookies=()):
        self.cookies = CookieJar()
        for cookie in cookies:
            self.cookies.set_cookie(cookie)

    def ask(self, address, answers=None, photo=b""):
        """The page; with answers, and perhaps a photo, they are sent."""
        data = urlencode(answers).encode() if answers else None
        request = Request(address, data, {"Referer": address})
        if photo:
            request.data = _with_photo(answers, photo)
            request.add_header("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}")
        with build_opener(HTTPCookieProcessor(self.cookies)).open(request, timeout=60) as response:
            return response.read().decode()


_BOUNDARY = "een-grens-die-nergens-staat"


def _with_photo(answers, photo):
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in answers.items()]
    parts.append(b'Content-Disposition: form-data; name="photos"; filename="foto.jpg"\r\n\r\n' + photo)
    return b"".join(f"--{_BOUNDARY}\r\n".encode() + part + b"\r\n" for part in parts) + f"--{_BOUNDARY}--\r\n".encode()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page).group(1)


def text_of(mail):
    """The plain text of a mail."""
    return mail.get_body(("plain",)).get_content()
