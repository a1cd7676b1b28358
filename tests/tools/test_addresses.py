"""HOST, PORT and PUBLIC_URL decide where we listen and what the QR code says."""

import socket

import pytest

from tools import addresses, run
from tools.addresses import Addresses


def test_without_anything_only_this_machine_is_served() -> None:
    assert addresses.addresses({}) == Addresses(
        "127.0.0.1",
        8000,
        "http://127.0.0.1:8000",
        ("http://127.0.0.1:8000", "http://localhost:8000"),
    )


def test_a_network_address_is_the_public_one_and_local_ones_stay() -> None:
    assert addresses.addresses({"HOST": "192.168.1.20", "PORT": "8150"}) == Addresses(
        "192.168.1.20",
        8150,
        "http://192.168.1.20:8150",
        ("http://192.168.1.20:8150", "http://127.0.0.1:8150", "http://localhost:8150"),
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_everywhere_takes_the_address_on_the_network(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "_network_address", lambda: "10.1.2.3")

    where = addresses.addresses({"HOST": host})

    assert (where.host, where.public_url) == (host, "http://10.1.2.3:8000")


def test_an_address_of_version_six_gets_brackets() -> None:
    assert addresses.addresses({"HOST": "fd00::7"}).public_url == "http://[fd00::7]:8000"


def test_a_given_address_over_https_stands_alone() -> None:
    where = addresses.addresses({"HOST": "0.0.0.0", "PUBLIC_URL": "https://air.example.nl/"})

    assert (where.public_url, where.origins) == (
        "https://air.example.nl",
        ("https://air.example.nl",),
    )


def test_given_origins_are_added() -> None:
    where = addresses.addresses({"ORIGINS": "http://air.local:8000, http://localhost:8000"})

    assert where.origins == (
        "http://127.0.0.1:8000",
        "http://localhost:8000",
        "http://air.local:8000",
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5", "٣"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SystemExit, match="PORT must be a number from 1 to 65535"):
        addresses.addresses({"PORT": port})


@pytest.mark.parametrize(
    "url", ["air.example.nl", "ftp://air.example.nl", "https://air.example.nl/tool", "http://"]
)
def test_a_public_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SystemExit, match="PUBLIC_URL must look like"):
        addresses.addresses({"PUBLIC_URL": url})


def test_a_port_that_is_taken_is_named_with_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Port {port} is taken.*make run PORT={port + 1}"):
            addresses.require_free("127.0.0.1", port)


def test_a_free_port_is_fine_and_stays_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    addresses.require_free("127.0.0.1", port)
    addresses.require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(SystemExit, match=r"Cannot listen on 192\.0\.2\.7, port 8150"):
        addresses.require_free("192.0.2.7", 8150)


def test_the_server_gets_the_addresses_and_everything_else() -> None:
    where = addresses.addresses({"HOST": "192.168.1.20"})

    assert run.environment_of(where, {"DATABASE_URL": "sqlite:////tmp/a", "ORIGINS": "x"}) == {
        "DATABASE_URL": "sqlite:////tmp/a",
        "PUBLIC_URL": "http://192.168.1.20:8000",
        "ORIGINS": "http://192.168.1.20:8000,http://127.0.0.1:8000,http://localhost:8000",
    }
