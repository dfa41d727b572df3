"""The code of the documentation, run as it stands there."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from conftest import PROGRAM, ROOT, run


@pytest.fixture
def environment(tmp_path):
    """Where the command is on the PATH as `pressure`."""
    (tmp_path / "pressure").symlink_to(pathlib.Path(PROGRAM).resolve())
    return {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL)


def incentives():
    return [side["incentive"] for side in json.loads(run("score", "seeds/us-china-2025.yaml", "--format", "json"))["sides"]]


def test_python_page(environment):
    (code,) = blocks("python.md", "python")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert "united-states" in done.stdout
    for incentive in incentives():
        assert f"{incentive:.6f}" in done.stdout


def test_r_page(environment, tmp_path):
    """Runs where R with jsonlite is installed, in Debian r-base-core and r-cran-jsonlite; script/setup leaves them out."""
    if not shutil.which("Rscript"):
        pytest.skip("docs/r.md is not tried: there is no Rscript here (Debian: r-base-core r-cran-jsonlite)")
    if subprocess.run(["Rscript", "--vanilla", "-e", "library(jsonlite)"], capture_output=True).returncode != 0:
        pytest.skip("docs/r.md is not tried: R has no jsonlite here (Debian: r-cran-jsonlite)")
    base, with_jsonlite = blocks("r.md", "r")
    script = tmp_path / "page.R"

    def run_r(code):
        # Without a device of its own, R would leave the plot in the project's folder.
        script.write_text("pdf(NULL)\noptions(digits = 7)\n" + code)
        return subprocess.run(
            ["Rscript", "--vanilla", str(script)], cwd=ROOT, capture_output=True, text=True, env=environment)

    done = run_r(base + with_jsonlite)
    assert done.returncode == 0, done.stderr
    assert "value.china" in done.stdout and "2025-05-02" in done.stdout
    for incentive in incentives():
        assert f"{incentive:.7f}" in done.stdout

    function = base.split("\n\n")[0]
    failed = run_r(function + '\npressure("score", "no such model.yaml")\nprint("went on")\n')
    assert failed.returncode != 0 and "went on" not in failed.stdout
    assert "no such model.yaml: error: no such file" in failed.stderr and "status 66" in failed.stderr
