// Draws every chart of the page from its block of data; the numbers stand beside it as a table anyway.
(() => {
  "use strict";

  const script = document.getElementById("charts");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 40rem)");
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
    if (trace.type === "bar") {
      const marker = { color: main, line: { width: 0 }, opacity: role === "accent" ? 1 : 0.75 };
      if (role === "conditional") {
        marker.pattern = { shape: "/", size: 5, solidity: 0.25, fgcolor: colours["conditional-line"], bgcolor: main };
      }
      return { ...rest, textposition: "none", marker };
    }
    const outline = role === "conditional" ? colours["conditional-line"] : main;
    const marker = { ...trace.marker, size: n.map(size), color: role === "conditional" ? outline : main, opacity: 0.9, line: { width: 1.4, color: outline } };
    return { ...rest, marker };
  }

  // The many marks of the strips come as numbers that point to positions and periods.
  function unfolded({ positions, periods, traces, few }) {
    const height = (index) => positions.id.length - 1 - index;
    return {
      kind: "strips",
      rows: positions.id.length,
      data: traces.map(({ stance, symbol, lane, of, at, n, total }) => ({
        type: "scatter", mode: "markers", name: stance, role: stance, n,
        x: at.map((index) => periods.x[index]),
        y: of.map((index) => height(index) + lane),
        text: n.map((count, i) => `${positions.name[of[i]]}<br>${periods.name[at[i]]}: ${stance} ${count} of ${total[i]}`),
        customdata: n.map((_, i) => `${periods.query[at[i]]}&position=${positions.id[of[i]]}&stance=${stance}`),
        marker: { symbol: total.map((all) => (all < few && !symbol.endsWith("-open") ? `${symbol}-open` : symbol)) },
        hovertemplate: "%{text}<extra></extra>",
      })),
      layout: {
        xaxis: { type: "date", side: "top" },
        yaxis: { tickvals: positions.id.map((_, index) => height(index)), ticktext: positions.name, range: [-0.6, positions.id.length - 0.4] },
      },
    };
  }

  function wrapped(words, width) {
    const lines = [""];
    for (const word of words.split(" ")) {
      const line = lines.at(-1);
      if (line && line.length + word.length + 1 > width) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    return lines.length > 2 ? `${lines[0]}<br>${lines[1]} …` : lines.join("<br>");
  }

  function laidOut(figure, colours, place) {
    const axis = {
      gridcolor: colours.line, linecolor: colours.line, zeroline: false, tickcolor: colours.line,
      tickfont: { size: 12, color: colours["ink-soft"] }, fixedrange: true, automargin: false,
    };
    const layout = {
      font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: colours.ink },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 36, r: 8, t: 8, b: 24 }, showlegend: false, dragmode: false, hovermode: "closest",
      hoverlabel: { bgcolor: colours.paper, bordercolor: colours["ink-soft"], font: { color: colours.ink, size: 13 } },
      ...figure.layout,
    };
    layout.shapes = (figure.layout.shapes ?? []).map((shape) => ({ ...shape, line: { color: colours["ink-soft"], width: 1, dash: "dot" } }));
    for (const name of ["xaxis", "yaxis", "yaxis2", "yaxis3", "yaxis4"]) {
      if (figure.layout[name]) layout[name] = { ...axis, ...figure.layout[name] };
    }
    layout.xaxis.showgrid = figure.kind === "strips";
    if (figure.kind === "strips") {
      const width = narrow.matches ? 20 : 44;
      layout.margin = { l: narrow.matches ? 128 : 280, r: 12, t: 26, b: 6 };
      layout.yaxis.ticktext = layout.yaxis.ticktext.map((words) => wrapped(words, width));
      layout.yaxis.tickfont = { size: narrow.matches ? 10 : 12, color: colours.ink };
      layout.yaxis.ticks = "";
      layout.yaxis.showgrid = false;
      layout.shapes = layout.yaxis.tickvals.map((y) => ({ type: "line", xref: "paper", yref: "y", layer: "below", x0: 0, x1: 1, y0: y - 0.5, y1: y - 0.5, line: { color: colours.line, width: 1 } }));
      layout.height = 40 + figure.rows * (narrow.matches ? 38 : 34);
      place.style.height = `${layout.height}px`;
    }
    if (figure.kind === "position") {
      layout.margin = { l: 84, r: 8, t: 8, b: 24 };
      for (const [name, words] of [["yaxis2", "share"], ["yaxis3", "n"]]) layout[name].title = { text: words, standoff: 10, font: { size: 12, color: colours["ink-soft"] } };
    }
    return layout;
  }

  // A picture needs the drawing, so it is offered once there is one; it carries the title and the filter.
  function pictures(Plotly, place) {
    const actions = place.closest(".chart").querySelector(".actions");
    for (const format of ["svg", "png"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-link";
      button.textContent = format.toUpperCase();
      button.addEventListener("click", () => Plotly.downloadImage(place, {
        format, filename: place.dataset.chart, width: place.clientWidth, height: place.clientHeight, scale: 2,
      }));
      actions.append(button);
    }
  }

  async function draw(place) {
    const block = document.getElementById(`${place.dataset.chart}-data`);
    if (!block) return;
    const given = JSON.parse(block.textContent);
    const figure = given.kind === "strips" ? unfolded(given) : given;
    const Plotly = await plotly();
    if (!place.isConnected) return;
    const colours = palette();
    await document.fonts?.ready;
    await Plotly.react(place, figure.data.map((trace) => painted(trace, colours)), laidOut(figure, colours, place), { displayModeBar: false, responsive: true });
    if (!place.dataset.drawn) {
      place.on("plotly_click", (event) => {
        const narrowing = event.points[0]?.customdata;
        if (narrowing) location.assign(place.dataset.base + (place.dataset.base.includes("?") ? "&" : "?") + narrowing);
      });
    }
    if (!place.dataset.drawn) pictures(Plotly, place);
    place.dataset.drawn = "yes";
  }

  const drawAll = () => Promise.all([...document.querySelectorAll("[data-chart]")].map(draw));

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:after:swap", drawAll);
  addEventListener("pageshow", (event) => event.persisted && drawAll());
  dark.addEventListener("change", drawAll);
  narrow.addEventListener("change", drawAll);
})();
