"use strict";
// Recomputes the scores in the page for other weights, resolve, elasticity and redirection, by the same formulas as
// the command. Everything that does not depend on these comes with the page.
const calculator = (() => {
  const tolerance = 1e-9; // in percentage points of GDP: smaller differences are none
  const clip = (x, low, high) => Math.min(high, Math.max(low, x));

  // φ and φ⁻¹ of the quasi-arithmetic means.
  const means = {
    arithmetic: () => [u => u, y => y],
    geometric: o => [u => Math.log(u + o.offset), y => Math.exp(y) - o.offset],
    harmonic: o => [u => 1 / (u + o.offset), y => 1 / y - o.offset],
    power: o => o.exponent === 0 ? means.geometric(o)
      : [u => Math.pow(u + o.offset, o.exponent), y => Math.pow(y, 1 / o.exponent) - o.offset],
  };

  // The score of the index from the indicators' scores (null where missing), or null.
  function index(model, weights, scores) {
    const values = new Array(model.nodes.length).fill(null);
    for (let n = model.nodes.length - 1; n >= 0; n--) {
      const node = model.nodes[n];
      if (node.indicator !== null) { values[n] = scores[node.indicator]; continue; }
      const [forward, backward] = means[node.aggregation.method](node.aggregation);
      const total = node.children.reduce((sum, c) => sum + weights[c], 0);
      let sum = 0, share = 0, least = Infinity, greatest = -Infinity;
      for (const child of node.children) {
        if (values[child] === null) continue;
        const w = weights[child] / total;
        sum += w * forward(values[child]);
        share += w;
        if (w > 0) { least = Math.min(least, values[child]); greatest = Math.max(greatest, values[child]); }
      }
      values[n] = share > 0 && share >= node.minimumCoverage - 1e-12
        ? clip(backward(sum / share), least, greatest) : null;
    }
    return values[0];
  }

  function deadweight(ratio, elasticity) {
    const log = Math.log(ratio), x = (1 - elasticity) * log;
    return (x === 0 ? log : log * (Math.expm1(x) / x)) - (ratio - 1) * Math.pow(ratio, -elasticity);
  }

  // The value of every package to each side; package x holds concession m where bit m of x is set.
  function utilities(conflict, elasticity, redirection) {
    const ratio = (side, tariff) => (1 + tariff) / (1 + conflict.exposures[side].baseTariff);
    const lost = (side, tariff) => {
      const e = conflict.exposures[side];
      return 100 * (e.exports * e.valueAdded * (1 - Math.pow(ratio(1 - side, tariff), -elasticity)) * (1 - redirection));
    };
    const dear = (side, tariff) =>
      100 * (conflict.exposures[side].imports * deadweight(ratio(side, tariff), elasticity));
    const count = 1 << conflict.concessions.length;
    const result = [new Float64Array(count), new Float64Array(count)];
    const reliefs = [new Map(), new Map()];
    const relief = (giver, cuts, change) => {
      if (!reliefs[giver].has(cuts)) {
        const tariff = conflict.exposures[giver].tariff, reduced = Math.max(tariff + change, 0);
        reliefs[giver].set(cuts, [
          dear(giver, tariff) - dear(giver, reduced), lost(1 - giver, tariff) - lost(1 - giver, reduced)]);
      }
      return reliefs[giver].get(cuts);
    };
    for (let x = 0; x < count; x++) {
      const change = [0, 0], cuts = [0, 0], net = [0, 0];
      conflict.concessions.forEach((c, m) => {
        if (!(x >> m & 1)) return;
        net[0] += c.netValue[0];
        net[1] += c.netValue[1];
        if (c.tariffChange !== 0) { change[c.giver] += c.tariffChange; cuts[c.giver] |= 1 << m; }
      });
      const a = relief(0, cuts[0], change[0]), b = relief(1, cuts[1], change[1]);
      result[0][x] = net[0] + (a[0] + b[1]);
      result[1][x] = net[1] + (b[0] + a[1]);
    }
    const burden = [0, 1].map(i =>
      lost(i, conflict.exposures[1 - i].tariff) + dear(i, conflict.exposures[i].tariff));
    return { values: result, burden };
  }

  function nash([a, b]) {
    let packages = [];
    for (let x = 0; x < a.length; x++) if (a[x] >= -tolerance && b[x] >= -tolerance) packages.push(x);
    const hasZone = packages.some(x => a[x] > tolerance && b[x] > tolerance);
    const gain = v => v > tolerance ? v : 0;
    for (const criterion of [
      x => Math.sqrt(gain(a[x]) * gain(b[x])), x => a[x] + b[x], x => Math.min(a[x], b[x])]) {
      const best = Math.max(...packages.map(criterion));
      packages = packages.filter(x => criterion(x) >= best - tolerance);
    }
    const size = x => { let n = 0; for (; x; x &= x - 1) n++; return n; };
    // Fewer concessions, then the model file's order: the one that holds the first concession where they differ.
    packages.sort((x, y) => size(x) - size(y) || ((x ^ y) & -(x ^ y) & x ? -1 : 1));
    return { chosen: packages[0], hasZone };
  }

  // All numbers for a choice: {weights: per node or null for the model's own, resolve: [a, b], elasticity, redirection}.
  function score(model, choice) {
    const sides = model.sides.map((side, i) => {
      const at = moment => moment === null ? null
        : index(model, choice.weights ?? moment.weights[i], moment.scores[i]);
      const pressure = at(model.now), earlier = at(model.earlier);
      const momentum = earlier === null ? 0 : model.momentum * (pressure - earlier);
      return { pressure, earlier, hurting: pressure === null ? null : clip(pressure + momentum, 0, 1) };
    });
    sides.forEach(s => {
      s.rank = s.pressure === null ? null
        : 1 + sides.filter(o => o.pressure !== null && o.pressure > s.pressure).length;
    });
    const result = { sides, joint: null };
    const conflict = model.conflict;
    if (conflict === null || sides.some(s => s.hurting === null)) return result;
    const { values, burden } = utilities(conflict, choice.elasticity, choice.redirection);
    const { chosen, hasZone } = nash(values);
    sides.forEach((s, i) => {
      const terms = conflict.holdingOut[i];
      s.burden = burden[i];
      s.gain = hasZone ? values[i][chosen] : 0;
      s.holdingOut = choice.resolve[i] * (1 - s.hurting) * terms.scale + terms.gestureRisk + terms.preconditionCost;
      s.motivation = s.gain > 0 ? s.gain / (s.gain + Math.max(s.holdingOut, 0)) : 0;
      s.optimism = terms.optimism;
      s.incentive = 0.5 * (s.motivation + s.optimism);
    });
    result.joint = {
      ripeness: hasZone ? Math.sqrt(sides[0].incentive * sides[1].incentive) : 0,
      ripe: hasZone && Math.min(sides[0].incentive, sides[1].incentive) > 0.5,
      zoneOfAgreement: hasZone,
      package: hasZone ? conflict.concessions.filter((_, m) => chosen >> m & 1).map(c => c.id) : [],
    };
    return result;
  }

  const shown = x => x === null ? "-" : x.toFixed(3);

  function answer(model, result) {
    const [a, b] = result.sides, names = model.sides.map(s => s.name);
    const parts = [];
    if (result.joint) {
      if (shown(a.incentive) === shown(b.incentive)) {
        parts.push(`Both sides have the same incentive to negotiate, ${shown(a.incentive)}.`);
      } else {
        const [more, less] = a.incentive > b.incentive ? [0, 1] : [1, 0];
        parts.push(`${names[more]} has the stronger incentive to negotiate, ${shown(result.sides[more].incentive)} `
          + `(${names[less]}: ${shown(result.sides[less].incentive)}).`);
      }
      parts.push(!result.joint.zoneOfAgreement ? "There is no zone of agreement."
        : result.joint.ripe ? "The moment is ripe." : "The moment is not ripe.");
    }
    const scored = result.sides.map((s, i) => [s.pressure, i]).filter(s => s[0] !== null).sort((x, y) => y[0] - x[0]);
    if (scored.length > 1) {
      const [first, last] = [scored[0], scored[scored.length - 1]];
      parts.push(shown(first[0]) === shown(last[0])
        ? `All are under the same pressure, ${shown(first[0])}.`
        : `${names[first[1]]} is under more pressure, ${shown(first[0])} (${names[last[1]]}: ${shown(last[0])}).`);
    }
    return parts.join(" ");
  }

  return { score, answer, shown };
})();

(() => {
  const source = document.getElementById("pressure-model");
  if (!source) return;
  const model = JSON.parse(source.textContent);
  const controls = [...document.querySelectorAll("input[data-control]")];
  const start = new Map(controls.map(c => [c, c.value]));
  const preset = document.getElementById("preset");
  const live = document.getElementById("live-answer");
  let touched = false; // whether any weight differs from the model's own

  // A number without the noise of binary fractions.
  const plain = x => String(Number(x.toPrecision(12)));

  function choice() {
    const result = {
      weights: null, resolve: model.conflict ? model.conflict.holdingOut.map(t => t.resolve) : [],
      elasticity: model.conflict?.elasticity, redirection: model.conflict?.redirection,
    };
    if (touched) result.weights = model.nodes.map(() => 1);
    for (const control of controls) {
      const value = control.exact ?? Number(control.value), [kind, key] = control.dataset.control.split(":");
      if (kind === "weight") { if (touched) result.weights[Number(key)] = value; }
      else if (kind === "resolve") result.resolve[Number(key)] = value;
      else result[kind] = value;
    }
    return result;
  }

  // A group whose weights are all 0 has no mean.
  function emptyGroup(weights) {
    return weights === null ? undefined : model.nodes.find(node =>
      node.indicator === null && !node.children.some(c => weights[c] > 0));
  }

  function update() {
    const chosen = choice();
    for (const control of controls) {
      const value = control.exact ?? Number(control.value);
      document.getElementById(control.id + "-value").textContent = Number(value.toFixed(3)).toString();
    }
    const empty = emptyGroup(chosen.weights);
    if (empty) {
      live.textContent = `All weights in ${empty.name} are 0: give at least one of them a weight.`;
      return;
    }
    const result = calculator.score(model, chosen);
    showGauges(result);
    window.pressureResult = result;
    live.textContent = calculator.answer(model, result);
    for (const cell of document.querySelectorAll("[data-live]")) {
      const [side, measure] = cell.dataset.live.split(":");
      const value = side === "joint" ? result.joint?.[measure] : result.sides[Number(side)][measure];
      cell.textContent = value === undefined || value === null ? "-"
        : typeof value === "boolean" ? (value ? "yes" : "no") : measure === "rank" ? value : calculator.shown(value);
    }
    const list = document.getElementById("live-package");
    if (list && result.joint) {
      const names = result.joint.package.map(id => model.conflict.concessions.find(c => c.id === id).name);
      list.textContent = names.length ? names.join("; ") : "no package leaves both better off";
    }
  }

  // Moves the needles, and takes the bands away while any choice is not the model's own.
  function showGauges(result) {
    const changed = controls.some(c => c.exact !== Number(c.dataset.exact));
    document.getElementById("interactive").classList.toggle("changed", changed);
    const note = document.getElementById("live-band");
    if (!note) return;
    note.dataset.own ??= note.textContent;
    note.textContent = changed ? note.dataset.changed : note.dataset.own;
    for (const gauge of document.querySelectorAll("[data-gauge]")) {
      const side = result.sides[Number(gauge.dataset.gauge)], needle = gauge.querySelector(".needle");
      const value = result.joint ? side.incentive : side.pressure, scale = gauge.querySelector("rect");
      needle.setAttribute("visibility", value === null ? "hidden" : "visible");
      if (value === null) continue;
      needle.setAttribute("x", Number(scale.getAttribute("x")) + value * Number(scale.getAttribute("width")) - 2);
      const text = gauge.querySelector("desc");
      text.dataset.own ??= text.textContent;
      text.textContent = changed ? `${gauge.dataset.name}: ${calculator.shown(value)}, with your choices.` : text.dataset.own;
    }
  }

  function setWeights(weights) {
    for (const control of controls) {
      const [kind, key] = control.dataset.control.split(":");
      if (kind !== "weight") continue;
      control.exact = weights[Number(key)];
      control.value = control.exact;
    }
  }

  function reset() {
    for (const control of controls) { control.value = start.get(control); control.exact = Number(control.dataset.exact); }
    touched = false;
    if (preset) preset.selectedIndex = 0;
    update();
  }

  function yaml() {
    const chosen = choice(), weights = chosen.weights ?? model.nodes.map(n => n.weight);
    const quote = id => /^[A-Za-z][A-Za-z0-9_-]*$/.test(id) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(id)
      ? id : JSON.stringify(id);
    const lines = ["# Weights and parameters chosen in the report; put them in place of the model file's own.", "index:"];
    const visit = (n, indent) => {
      for (const child of model.nodes[n].children) {
        const node = model.nodes[child], pad = " ".repeat(indent);
        if (node.indicator !== null) {
          lines.push(`${pad}- {id: ${quote(node.id)}, weight: ${plain(weights[child])}}`);
        } else {
          const groups = node.children.every(c => model.nodes[c].indicator === null);
          lines.push(`${pad}- ${n === 0 ? "pillar" : "group"}: ${quote(node.id)}`, `${pad}  weight: ${plain(weights[child])}`,
            `${pad}  ${groups ? "groups" : "indicators"}:`);
          visit(child, indent + 4);
        }
      }
    };
    visit(0, 2);
    if (model.conflict) {
      lines.push("conflict:",
        `  resolve: {${model.sides.map((s, i) => `${quote(s.id)}: ${plain(chosen.resolve[i])}`).join(", ")}}`,
        `  burden: {elasticity: ${plain(chosen.elasticity)}, redirection: ${plain(chosen.redirection)}}`);
    }
    return lines.join("\n") + "\n";
  }

  for (const control of controls) {
    control.exact = Number(control.dataset.exact);
    control.addEventListener("input", () => {
      control.exact = Number(control.value);
      if (control.dataset.control.startsWith("weight:")) {
        touched = true;
        if (preset) preset.selectedIndex = preset.options.length - 1;
      }
      update();
    });
  }
  preset?.addEventListener("change", () => {
    const scheme = model.presets[preset.value];
    if (preset.selectedIndex === 0) {
      setWeights(model.nodes.map(n => n.weight));
      touched = false;
    } else if (scheme) {
      setWeights(scheme.weights);
      touched = true;
    }
    update();
  });
  document.getElementById("reset")?.addEventListener("click", reset);
  document.getElementById("copy")?.addEventListener("click", async () => {
    const text = yaml(), box = document.getElementById("fragment"), said = document.getElementById("copied");
    box.textContent = text;
    box.hidden = false;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Copied.";
    } catch {
      // Pages opened from disk may not write to the clipboard in every browser: select the text instead.
      getSelection().selectAllChildren(box);
      said.textContent = "Shown below and selected: copy it with Ctrl-C.";
    }
  });
  window.pressureCalculator = { model, calculator, choice, yaml };
  reset();
})();
