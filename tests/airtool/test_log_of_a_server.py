"""A real server after a day of ways in: nothing of what opens a door stands in its log."""

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.running_server import RunningServer

pytestmark = pytest.mark.chaos

NOOR = {
    "organisation": "Gemeente Vlietdam",
    "name": "Noor",
    "email": "noor@vlietdam.example",
    "password1": "een lang wachtwoord",
    "password2": "een lang wachtwoord",
}


class Browser:
    """A browser of its own, with cookies and nothing else."""

    def __init__(self, server: RunningServer) -> None:
        self.url, self.jar = server.url, CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def ask(self, path: str, body: dict[str, str] | bytes | None = None, **headers: str) -> str:
        """Return the page, whatever its status; a form brings its token along."""
        if isinstance(body, dict):
            token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', self.ask(path))
            form = body | {"csrfmiddlewaretoken": token.group(1) if token else ""}
            body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(
            self.url + path, data=body, headers={"Origin": self.url} | headers
        )
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.read().decode("latin-1")
        except urllib.error.HTTPError as refused:
            return refused.read().decode("latin-1")
        except (urllib.error.URLError, ConnectionError):
            return ""  # heard enough: a server hangs up before a huge form is sent to its end


@pytest.fixture
def server(tmp_path):
    running = RunningServer(tmp_path)
    running.prepare()
    running.start()
    yield running
    running.stop()


def path_of(printed: str) -> str:
    """Return the path of the link that a command printed."""
    link = re.search(r"https?://[^/]+(/\S+)", printed)
    assert link
    return link.group(1)


def use_every_way_in(server: RunningServer) -> list[str]:
    """Go in by every link, rightly and wrongly, and return what opened the doors."""
    noor, stranger = Browser(server), Browser(server)
    setup = path_of(server.manage("first_run"))
    stranger.ask(setup, b"name=x")  # without the token of our own form
    stranger.ask(setup, b"name=x", Host="evil.example")
    stranger.ask(setup + "%00/")
    noor.ask(setup, NOOR)
    sign_in = path_of(server.manage("sign_in_link", NOOR["email"]))
    stranger.ask(sign_in, b"")
    phone = Browser(server)
    phone.ask(sign_in, {})
    stranger.ask("/accounts/password/reset/key/1-abcdefgh-0123456789abcdef/")
    stranger.ask("/accounts/login/", {"login": NOOR["email"], "password": "een fout wachtwoord"})
    stranger.ask("/return/", {"return_code": "ABCD-EFGH-JKMN"})
    stranger.ask("/j/", b"x" * 3_000_000)
    assert "Noor" in noor.ask("/sessions/")
    cookies = [one.value for one in [*noor.jar, *phone.jar, *stranger.jar] if one.value]
    typed = ["0123456789abcdef", "een fout wachtwoord", "ABCD-EFGH-JKMN", NOOR["password1"]]
    return [setup.strip("/").split("/")[-1], sign_in.strip("/").split("/")[-1], *cookies, *typed]


def test_no_secret_reaches_the_log(server):
    secrets = use_every_way_in(server)

    log = server.log.read_text()

    assert [one for one in secrets if one in log] == []
