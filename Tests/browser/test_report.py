"""The report in a real browser: what it shows, computes, loads and lets people do."""

import json
import os
import pathlib
import random
import re

import models
import pytest
import yaml
from conftest import ROOT, assert_same, run, scores

RESULT = "() => window.pressureResult"


def test_size(shipped):
    assert shipped.stat().st_size < 1_000_000


def test_shows_what_the_command_says(open_page, shipped):
    page = open_page(shipped)
    assert_same(page.evaluate(RESULT), scores("seeds/us-china-2025.yaml"), "as it opens")
    # What is shown is what was computed, rounded.
    shown = page.locator("[data-live='0:incentive']").inner_text()
    assert shown == f"{page.evaluate(RESULT)['sides'][0]['incentive']:.3f}"
    assert page.title() and page.locator("h1").count() == 1


def changed(path, weights, conflict):
    """A copy of the shipped model with other weights and parameters, beside it so that its data are found."""
    model = yaml.safe_load((ROOT / "seeds/us-china-2025.yaml").read_text())

    def visit(item):
        key = next(k for k in ("pillar", "group", "id") if k in item)
        if item[key] in weights:
            item["weight"] = weights[item[key]]
        for child in item.get("indicators", []) + item.get("groups", []):
            visit(child)

    for pillar in model["index"]:
        visit(pillar)
    # YAML 1.1, which the test's parser reads, takes the key "on" for a truth value.
    tariff = model["conflict"]["burden"]["base-tariff"]
    tariff["on"] = tariff.pop(True)
    model["conflict"]["resolve"] = conflict["resolve"]
    model["conflict"]["burden"].update(conflict["burden"])
    model["data"][0]["file"] = str(ROOT / "fixtures/us-china/observations.csv")
    model["data"][1] = str(ROOT / "fixtures/us-china/tariff-faced.csv")
    model["conflict"]["acts"] = str(ROOT / "fixtures/us-china/acts.csv")
    path.write_text(yaml.safe_dump(model, sort_keys=False))
    return path


def test_sliders_change_the_numbers_to_the_commands(open_page, shipped, tmp_path):
    page = open_page(shipped)
    rng = random.Random(7)
    for attempt in range(4):
        for slider in page.locator("input[data-control]").all():
            low, high = float(slider.get_attribute("min")), float(slider.get_attribute("max"))
            slider.fill(f"{low + (high - low) * rng.uniform(0.05, 0.95):.2f}")
        fragment = yaml.safe_load(page.evaluate("() => window.pressureCalculator.yaml()"))
        weights = {}

        def collect(item):
            weights[item.get("pillar") or item.get("group") or item.get("id")] = item["weight"]
            for child in item.get("indicators", []) + item.get("groups", []):
                collect(child)

        for pillar in fragment["index"]:
            collect(pillar)
        model = changed(tmp_path / f"changed-{attempt}.yaml", weights, fragment["conflict"])
        assert_same(page.evaluate(RESULT), scores(model), f"attempt {attempt}: {fragment}")
    page.get_by_role("button", name="Reset").click()
    assert_same(page.evaluate(RESULT), scores("seeds/us-china-2025.yaml"), "after a reset")


@pytest.mark.parametrize("seed", range(12))
def test_arithmetic_on_random_models(open_page, tmp_path, seed):
    models.write(tmp_path, seed)
    run("report", tmp_path / "model.yaml", "--output", tmp_path / "report.html")
    page = open_page(tmp_path / "report.html")
    assert_same(page.evaluate(RESULT), scores(tmp_path / "model.yaml"), f"seed {seed}")


def test_a_group_without_weight_is_said_and_not_scored(open_page, shipped):
    page = open_page(shipped)
    sliders = page.locator("input[data-control^='weight:']")
    for n in range(sliders.count()):
        sliders.nth(n).fill("0")
    assert "are 0" in page.locator("#live-answer").inner_text()


def test_presets_give_the_weights_of_their_schemes(open_page, shipped):
    page = open_page(shipped)
    presets = page.evaluate("() => window.pressureCalculator.model.presets")
    own = page.evaluate(RESULT)
    for n, preset in enumerate(presets):
        page.get_by_label("Weights by scheme").select_option(str(n))
        assert page.evaluate("() => window.pressureCalculator.choice().weights") == preset["weights"]
    page.get_by_label("Weights by scheme").select_option("own")
    assert page.evaluate(RESULT) == own


def set_slider(page, control, value):
    slider = page.locator(f"input[data-control='{control}']")
    slider.fill(str(value))
    assert float(slider.input_value()) == pytest.approx(value)


@pytest.mark.parametrize("chosen", [
    {"elasticity": 6.5}, {"elasticity": 1.0}, {"redirection": 0.13}, {"redirection": 1.0}, {"redirection": 0.0},
    {"elasticity": 2.3, "redirection": 0.77, "resolve:0": 2.05, "resolve:1": 0.35}])
def test_parameters_do_what_the_command_says_they_would(open_page, shipped, chosen):
    """`pressure what-if` with the same parameters, for every headline number."""
    page = open_page(shipped)
    paths = {"elasticity": "conflict.burden.elasticity", "redirection": "conflict.burden.redirection",
             "resolve:0": "conflict.resolve.china", "resolve:1": "conflict.resolve.united-states"}
    settings = []
    for control, value in chosen.items():
        set_slider(page, control, value)
        settings += ["--set", f"{paths[control]}={value}"]
    (scenario,) = json.loads(
        run("what-if", "seeds/us-china-2025.yaml", *settings, "--format", "json"))["scenarios"]
    result = page.evaluate(RESULT)
    sides = {side: result["sides"][n] for n, side in enumerate(["china", "united-states"])}
    compared = 0
    for row in scenario["headline"]:
        ours = sides[row["side"]] if row.get("side") else result["joint"]
        if row["measure"] in ours:
            assert abs(ours[row["measure"]] - row["after"]) <= 1e-9, (row, ours)
            compared += 1
    assert compared >= 12
    assert result["joint"]["package"] == scenario["packages"]["after"]


def test_gauges_show_the_bands_of_the_draws(open_page, shipped):
    """The bands of `pressure uncertainty` with the page's draws, drawn to scale and written beside the number."""
    page = open_page(shipped)
    outputs = json.loads(run("uncertainty", "seeds/us-china-2025.yaml", "--format", "json"))["outputs"]
    for measure in ["incentive", "pressure"]:
        for n, side in enumerate(["china", "united-states"]):
            quantiles = next(o for o in outputs if o["name"] == f"{side}.{measure}")["quantiles"]
            low, high = quantiles[0]["value"], quantiles[-1]["value"]
            gauge = page.locator(f"svg:has(#gauge-{measure}-{n}-title)")
            scale, band = gauge.locator("rect").nth(0), gauge.locator("rect.doubt")
            x, width = float(scale.get_attribute("x")), float(scale.get_attribute("width"))
            start, length = float(band.get_attribute("x")), float(band.get_attribute("width"))
            assert (start - x) / width == pytest.approx(low, abs=1e-3)
            assert (start + length - x) / width == pytest.approx(high, abs=1e-3)
            card = page.locator("main > .gauges .gauge").nth(n)
            assert f"{low:.2f} to {high:.2f}" in card.inner_text()
    share = json.loads(run("uncertainty", "seeds/us-china-2025.yaml", "--format", "json"))["events"]
    stronger = next(e for e in share if e["event"] == "strongerIncentive" and e["side"] == "china")
    assert f"in {100 * stronger['probability']['value']:.1f}% of 10000 draws" in page.locator(".answer").inner_text()


def test_no_band_is_shown_for_other_choices_than_the_models(open_page, shipped):
    page = open_page(shipped)
    live = page.locator("[data-gauge='0']")
    own = page.locator("#live-band").inner_text()

    def needle():
        box, scale = live.locator(".needle"), live.locator("rect").nth(0)
        x, width = float(scale.get_attribute("x")), float(scale.get_attribute("width"))
        return (float(box.get_attribute("x")) + 2 - x) / width

    assert live.locator(".doubt").is_visible() and "model's own" in own
    assert needle() == pytest.approx(page.evaluate(RESULT)["sides"][0]["incentive"], abs=1e-3)
    set_slider(page, "resolve:0", 2)
    assert not live.locator(".doubt").is_visible()
    assert page.locator("#live-band").inner_text().startswith("No bands")
    moved = page.evaluate(RESULT)["sides"][0]["incentive"]
    assert needle() == pytest.approx(moved, abs=1e-9)
    assert f"{moved:.3f}, with your choices" in live.locator("desc").text_content()
    # The gauges at the top stay the model's own.
    assert page.locator("main > .gauges .doubt").first.is_visible()
    page.get_by_role("button", name="Reset").click()
    assert live.locator(".doubt").is_visible() and page.locator("#live-band").inner_text() == own
    page.get_by_label("Weights by scheme").select_option("0")
    assert not live.locator(".doubt").is_visible()


def test_keyboard_alone(open_page, shipped):
    page = open_page(shipped)
    before = page.evaluate(RESULT)
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.dataset?.control === 'resolve:0'"):
            break
    else:
        pytest.fail("the slider cannot be reached")
    # Focus must be seen.
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("ArrowRight")
    after = page.evaluate(RESULT)
    assert after["sides"][0]["holdingOut"] > before["sides"][0]["holdingOut"]
    for _ in range(50):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == "reset":
            break
    page.keyboard.press("Enter")
    assert page.evaluate(RESULT) == before


def test_copy_gives_a_fragment_that_the_command_reads(open_page, shipped):
    page = open_page(shipped)
    page.get_by_role("button", name="Copy as YAML").click()
    text = page.locator("#fragment").inner_text()
    fragment = yaml.safe_load(text)
    assert [pillar["pillar"] for pillar in fragment["index"]] == [
        "real-estate", "deflation", "confidence", "tariff-exposure"]
    assert set(fragment["conflict"]["resolve"]) == {"china", "united-states"}


def test_every_control_and_picture_has_a_name(open_page, shipped):
    page = open_page(shipped)
    for control in page.locator("input, select, button").all():
        assert control.evaluate("e => (e.labels?.[0] ?? e).textContent.trim()"), control
    for picture in page.locator("svg").all():
        ids = picture.get_attribute("aria-labelledby").split()
        assert all(page.locator(f"#{name}").inner_text if name else False for name in ids)
        assert picture.get_attribute("role") == "img"
    # A table stands behind every chart, of which one drawing is shown.
    for figure in page.locator("figure").all():
        assert [drawing.is_visible() for drawing in figure.locator("svg").all()] == [True, False]
    assert page.locator("figure").count() == page.locator("figure details table").count()
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


CONTRAST = """() => {
  const channel = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = text => text.match(/[0-9.]+/g).map(Number);
  const paper = luminance(numbers(getComputedStyle(document.body).backgroundColor));
  const worst = {};
  for (const element of document.querySelectorAll('body *')) {
    if (!element.childNodes.length || ![...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    if (element.closest('svg .inverse') || element.matches('.inverse, title, desc, style, script, option')) continue;
    const style = getComputedStyle(element);
    const ink = luminance(numbers(element.closest('svg') ? style.fill : style.color));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) worst[element.outerHTML.slice(0, 80)] = ratio;
  }
  return worst;
}"""


# Text on the coloured areas of charts: the worst contrast by the text.
CONTRAST_ON_AREAS = """() => {
  const channel = c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = text => text.match(/[0-9.]+/g).map(Number);
  const paper = numbers(getComputedStyle(document.body).backgroundColor);
  const found = {};
  for (const text of document.querySelectorAll('figure .wide svg text')) {
    const box = text.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    for (const area of text.closest('svg').querySelectorAll('rect.fill')) {
      const around = area.getBoundingClientRect();
      if (x < around.left || x > around.right || y < around.top || y > around.bottom) continue;
      const style = getComputedStyle(area), strength = Number(style.fillOpacity);
      const colour = numbers(style.fill).map((c, i) => strength * c + (1 - strength) * paper[i]);
      const [a, b] = [luminance(colour), luminance(numbers(getComputedStyle(text).fill))];
      found[text.textContent] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_on_bars(open_page, shipped, scheme):
    page = open_page(shipped, color_scheme=scheme)
    found = page.evaluate(CONTRAST_ON_AREAS)
    assert len(found) >= 6 and min(found.values()) >= 4.5, found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(open_page, shipped, scheme):
    page = open_page(shipped, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == {}


@pytest.mark.parametrize("width", [375, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_the_window(open_page, shipped, scheme, width):
    page = open_page(shipped, color_scheme=scheme, viewport={"width": width, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    # Charts are read without scrolling, in type of a size that can be read.
    for drawing in page.locator("figure svg:visible").all():
        box = drawing.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["width"] / float(drawing.get_attribute("viewBox").split()[2]) * 13 >= 11
    screenshot(page, f"{scheme}-{width}")


def test_many_sides_are_ranked(open_page, tmp_path):
    run("report", "Tests/PressureCLITests/Models/panel.yaml", "--output", tmp_path / "panel.html")
    page = open_page(tmp_path / "panel.html", viewport={"width": 375, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 375
    report = json.loads(run("score", "Tests/PressureCLITests/Models/panel.yaml", "--format", "json"))
    ranked = sorted((side for side in report["sides"] if "rank" in side), key=lambda side: side["rank"])
    rows = page.locator("main table").first.locator("tbody tr").all_inner_texts()
    assert len(ranked) == 9 and len(rows) == 10
    for side, row in zip(ranked, rows):
        assert row.split()[:2] == [str(side["rank"]), side["name"]]


def test_prints(open_page, shipped):
    page = open_page(shipped, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".interactive").is_visible()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        (pathlib.Path(folder) / "print.pdf").write_bytes(pdf)


def screenshot(page, name):
    """A picture to look at, where the caller asks for pictures."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_without_script_the_answer_is_there(browser, shipped):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped.as_uri())
    assert "incentive to negotiate" in page.locator(".answer").inner_text()
    context.close()


def test_hostile_names_are_text(open_page, tmp_path):
    models.write(tmp_path, 3)
    text = (tmp_path / "model.yaml").read_text()
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = text.replace("Side <A>", hostile).replace("title: Random", f"title: '{hostile}' # ")
    (tmp_path / "model.yaml").write_text(text)
    run("report", tmp_path / "model.yaml", "--output", tmp_path / "report.html")
    page = open_page(tmp_path / "report.html")
    assert page.locator("h1").inner_text() == hostile
    assert page.locator(".gauge h3").first.inner_text() == hostile
    assert page.locator("img").count() == 0
    html = (tmp_path / "report.html").read_text()
    assert not re.search(r"<script>alert", html)


def test_only_its_own_script_may_run(open_page, shipped):
    page = open_page(shipped)
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
