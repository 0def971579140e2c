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

    def ask(self, address, answers=None):
        """The page; with answers they are sent."""
        data = urlencode(answers).encode() if answers else None
        request = Request(address, data, {"Referer": address})
        with build_opener(HTTPCookieProcessor(self.cookies)).open(request, timeout=60) as response:
            return response.read().decode()


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page).group(1)


def text_of(mail):
    """The plain text of a mail."""
    return mail.get_body(("plain",)).get_content()
