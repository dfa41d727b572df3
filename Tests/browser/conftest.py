"""The command, the pages that it writes, and a browser to open them in."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["PRESSURE"]
BROWSERS = ["chromium-headless-shell", "chromium", "google-chrome"]


def run(*arguments):
    """The command's standard output."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def scores(model):
    """What `pressure score` says of a model, as the page names it: by side, and for both."""
    report = json.loads(run("score", model, "--format", "json"))
    names = ["pressure", "hurting", "rank", "burden", "gain", "holdingOut", "motivation", "optimism", "incentive"]
    sides = [{name: side.get(name) for name in names} for side in report["sides"]]
    joint = report.get("joint")
    if joint:
        joint = {
            "ripeness": joint["ripeness"], "ripe": joint["ripe"], "zoneOfAgreement": joint["zoneOfAgreement"],
            "package": joint["packages"]["nash"]["concessions"] if joint["zoneOfAgreement"] else []}
    return {"sides": sides, "joint": joint}


def assert_same(page, command, where):
    """Equal to 1e-9, the names and kinds exactly."""
    assert bool(page["joint"]) == bool(command["joint"]), where
    pairs = list(zip(page["sides"], command["sides"])) + ([(page["joint"], command["joint"])] if page["joint"] else [])
    for ours, theirs in pairs:
        for name, value in theirs.items():
            if isinstance(value, float):
                assert abs(ours[name] - value) <= 1e-9, (where, name, ours[name], value)
            else:
                assert ours.get(name) == value, (where, name, ours, theirs)


@pytest.fixture(scope="session")
def browser():
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        # The tests open only files that they wrote; as root the browser's own sandbox is not available.
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser):
    """Opens a file; fails the test on any message of the console, any error and any request beyond the file."""
    contexts, problems = [], []

    def open_file(path, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        url = pathlib.Path(path).as_uri()
        page.on("request", lambda request: request.url != url and problems.append(f"request for {request.url}"))
        page.goto(url)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The report of the shipped case."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    run("report", "seeds/us-china-2025.yaml", "--output", path)
    return path
