"""The load generator checks its own parts, with the packages that the pages have too."""

import shutil
import subprocess

from tests.running_server import ROOT


def test_the_load_generator_checks_itself(tmp_path):
    shutil.copytree(ROOT / "bench/load", tmp_path / "load")
    (tmp_path / "node_modules").symlink_to(ROOT / "frontend/node_modules")

    done = subprocess.run(
        ["node", "--test", "load/selftest.mjs"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    assert "\n# pass 7\n" in done.stdout
