// Draws every chart of the page from its block of data; the numbers stand beside it as a table anyway.
(() => {
  "use strict";

  const script = document.getElementById("charts");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 40rem)");
  const coarse = matchMedia("(pointer: coarse)");
  let library;

  function plotly() {
    library ??= new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = script.dataset.plotly;
      // The bundle adds a style sheet for maps unless an element of this name is there; no map is ever drawn.
      tag.id = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
      tag.onload = () => resolve(window.Plotly);
      tag.onerror = reject;
      document.head.append(tag);
    });
    return library;
  }

  // A custom property holds `light-dark(…)` as written; only a used colour says which of both applies.
  function colour(name) {
    const probe = document.createElement("i");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  function palette() {
    const names = ["ink", "ink-soft", "line", "paper", "accent", "support", "conditional", "conditional-line", "neutral", "oppose"];
    return Object.fromEntries(names.map((name) => [name, colour(name)]));
  }

  const size = (n) => Math.min(6 + 3.2 * Math.sqrt(n), 26) * (narrow.matches ? 0.62 : 1);

  function painted(trace, colours) {
    const { role, n, ...rest } = trace;
    if (role === "gap") {
      const pattern = { shape: "/", size: 6, solidity: 0.12, fgcolor: colours["ink-soft"], bgcolor: "rgba(0,0,0,0)" };
      return { ...rest, textposition: "none", marker: { color: colours.line, line: { width: 0 }, opacity: 0.55, pattern } };
    }
    if (role === "whisker") {
      return { ...rest, error_y: { ...trace.error_y, color: colours.ink, thickness: 1.2, width: 3 }, marker: { symbol: "circle", size: 4, color: colours.ink } };
    }
    const main = colours[{ accent: "accent", count: "ink-soft" }[role] ?? role];
    if (trace.mode?.startsWith("lines")) {
      const own = role === "conditional" ? colours["conditional-line"] : main;
      const color = trace.mode === "lines" ? own.replace("rgb(", "rgba(").replace(")", ", 0.45)") : own;
      return { ...rest, line: { width: 1.6, ...trace.line, color }, marker: { ...trace.marker, color: main } };
    }
    if (trace.type === "bar") {
      const marker = { color: main, line: { width: 0 }, opacity: role === "accent" ? 1 : 0.75 };
      if (role === "conditional") {
        marker.pattern = { shape: "/", size: 5, solidity: 0.25, fgcolor: colours["conditional-line"], bgcolor: main };
      }
      return { ...rest, textposition: "none", marker };
    }
    const outline = role === "conditional" ? colours["conditional-line"] : main;
    const marker = { ...trace.marker, size: n.map(trace.mode === "markers" ? size : () => 9), color: role === "conditional" ? outline : main, opacity: 0.9, line: { width: 1.4, color: outline } };
    return { ...rest, marker };
  }

  function laidOut(figure, colours, place) {
    const axis = {
      gridcolor: colours.line, linecolor: colours.line, zeroline: false, tickcolor: colours.line, showgrid: false,
      tickfont: { size: 12, color: colours["ink-soft"] }, fixedrange: true, automargin: false,
    };
    const layout = {
      font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: colours.ink },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 36, r: 8, t: 8, b: 24 }, showlegend: false, dragmode: false, hovermode: "closest",
      hoverlabel: { bgcolor: colours.paper, bordercolor: colours["ink-soft"], font: { color: colours.ink, size: 13 } },
      ...figure.layout,
    };
    const drawn = { line: { color: colours.line, width: 1 }, frame: { color: colours["ink-soft"], width: 1, dash: "dot" } };
    layout.shapes = (figure.layout.shapes ?? []).map(({ role, ...shape }) => ({ ...shape, line: drawn[role ?? "frame"] }));
    for (const name of ["xaxis", "yaxis", "yaxis2", "yaxis3", "yaxis4"]) {
      if (!figure.layout[name]) continue;
      const { ink, title, tickfont, ...given } = figure.layout[name];
      layout[name] = { ...axis, showgrid: name !== "xaxis", ...given };
      layout[name].tickfont = { ...axis.tickfont, ...tickfont, ...(ink && { color: colours[ink] }) };
      if (title) layout[name].title = { text: title, standoff: 10, font: { size: 12, color: colours["ink-soft"] } };
    }
    if (figure.height) {
      layout.height = figure.height;
      place.style.height = `${figure.height}px`;
    }
    if (figure.kind === "position") layout.margin = { l: 84, r: 8, t: 8, b: 24 };
    if (figure.kind === "windows") layout.margin = { l: 52, r: 84, t: 8, b: 24 };
    if (figure.kind === "bars" && !coarse.matches) Object.assign(layout, { dragmode: "select", selectdirection: "h" });
    layout.newselection = { line: { color: colours.accent, width: 1, dash: "solid" } };
    layout.activeselection = { fillcolor: colours.accent, opacity: 0.12 };
    return layout;
  }

  async function draw(place) {
    const block = document.getElementById(`${place.dataset.chart}-data`);
    if (!block) return;
    const given = JSON.parse(block.textContent);
    const unfold = Positions.figures[given.kind];
    const figure = unfold ? unfold(given, narrow.matches, place.clientWidth) : given;
    const Plotly = await plotly();
    if (!place.isConnected) return;
    const colours = palette();
    await document.fonts?.ready;
    await Plotly.react(place, figure.data.map((trace) => painted(trace, colours)), laidOut(figure, colours, place), { displayModeBar: false, responsive: true });
    if (!place.dataset.drawn) Positions.equip(Plotly, place);
    place.dataset.drawn = "yes";
  }

  const drawAll = () => Promise.all([...document.querySelectorAll("[data-chart]")].map(draw));

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:after:swap", drawAll);
  addEventListener("pageshow", (event) => event.persisted && drawAll());
  dark.addEventListener("change", drawAll);
  narrow.addEventListener("change", drawAll);
})();
