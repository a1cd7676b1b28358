"""The front before the processes is not sticky, or nothing that is tested behind it counts."""

import asyncio
import json
import urllib.request


def has_sockets(url: str) -> bool:
    """Tell whether the process that answers has a page open."""
    with urllib.request.urlopen(f"{url}/healthz") as answer:
        return bool(json.load(answer)["sockets"] > 0)


async def test_one_request_after_the_other_goes_to_another_process(servers, here):
    async with here(0) as page:
        await page.listen()

        seen = [await asyncio.to_thread(has_sockets, servers.url) for _ in range(4)]

    assert seen in ([True, False, True, False], [False, True, False, True])
