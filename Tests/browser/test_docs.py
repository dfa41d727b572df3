"""The code of the documentation, run as it stands there."""

import os
import pathlib
import re
import subprocess
import sys

from conftest import PROGRAM, ROOT


def test_python_page(tmp_path):
    (tmp_path / "pressure").symlink_to(pathlib.Path(PROGRAM).resolve())
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/python.md").read_text(), re.DOTALL)
    assert len(blocks) == 1
    done = subprocess.run(
        [sys.executable, "-c", blocks[0]], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    assert done.returncode == 0, done.stderr
    assert "united-states" in done.stdout and "incentive" in done.stdout
