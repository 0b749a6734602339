// What can be done with a drawn chart: open a mark, walk along the marks by key, mark out a span, take a picture.
(() => {
  "use strict";

  const open = (place, narrowing) =>
    narrowing && location.assign(place.dataset.base + (place.dataset.base.includes("?") ? "&" : "?") + narrowing);

  const plain = (words) => String(words).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

  // Marks in the order in which one reads them; a bar of nothing and a bend of a line are none.
  function marks(place) {
    const found = [];
    place.data.forEach((trace, curveNumber) => {
      if (!trace.customdata || trace.mode === "lines") return;
      trace.customdata.forEach((narrowing, pointNumber) => {
        if (!narrowing || !trace.y[pointNumber]) return;
        const words = trace.hovertext?.[pointNumber] ?? trace.text?.[pointNumber];
        if (words) found.push({ curveNumber, pointNumber, narrowing, words, x: trace.x[pointNumber], y: -trace.y[pointNumber], n: trace.y[pointNumber], bar: trace.type === "bar", over: (trace.xaxis ?? "x") + (trace.yaxis ?? "y") });
      });
    });
    return found.sort((one, two) => (one.x < two.x ? -1 : one.x > two.x ? 1 : one.y - two.y));
  }

  function walk(Plotly, place) {
    let here = -1;
    place.addEventListener("keydown", (event) => {
      const all = marks(place);
      const step = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
      if (event.key === "Enter" && all[here]) return open(place, all[here].narrowing);
      if (step === undefined || !all.length) return;
      event.preventDefault();
      here = Math.max(0, Math.min(all.length - 1, step));
      const { curveNumber, pointNumber, words, bar, n, over } = all[here];
      Plotly.Fx.hover(place, [{ curveNumber, pointNumber }], over);
      document.getElementById("announcement").textContent = plain(bar ? `${words}: ${n}` : words);
    });
    place.addEventListener("blur", () => Plotly.Fx.unhover(place));
  }

  // A span is that of the bars in it, so that no bar is cut in two.
  function brush(place) {
    place.on("plotly_selected", (event) => {
      const spans = (event?.points ?? []).filter((point) => point.y && point.customdata).map((point) => new URLSearchParams(point.customdata));
      if (spans.length) open(place, `since=${spans[0].get("since")}&until=${spans.at(-1).get("until")}`);
    });
  }

  // The picture says by itself what it shows, of how many, from which state of the collection.
  function pictured(place) {
    const chart = place.closest(".chart");
    const words = (selector, of = chart) => plain(of.querySelector(selector)?.textContent ?? "").trim();
    const { layout } = place;
    const key = chart.querySelector(".key") ? "   ▲ support  △ conditional  ◆ neutral  ▼ oppose" : "";
    const url = words(".citation .url");
    const left = { x: 0, xref: "paper", yref: "paper", xanchor: "left", align: "left", showarrow: false, xshift: 8 - layout.margin.l };
    const above = (text, size, up) => ({ ...left, text, y: 1, yanchor: "bottom", yshift: layout.margin.t + up, font: { size } });
    const annotations = [
      ...(layout.annotations ?? []),
      above(`<b>${words("h2")}</b>`, 15, 22),
      above(`${words("h1", document)}${key}`, 12, 4),
      { ...left, text: `${words(".citation").replace(url, "")}<br>${url}`, y: 0, yanchor: "top", yshift: -layout.margin.b, font: { size: 10 } },
    ];
    const height = place.clientHeight + 96;
    const margin = { ...layout.margin, t: layout.margin.t + 52, b: layout.margin.b + 44 };
    const paper_bgcolor = getComputedStyle(document.body).backgroundColor;
    return { data: place.data, layout: { ...layout, selections: [], annotations, margin, height, width: place.clientWidth, paper_bgcolor } };
  }

  function pictures(Plotly, place) {
    const actions = place.closest(".chart").querySelector(".actions");
    for (const format of ["svg", "png"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-link";
      button.textContent = format.toUpperCase();
      button.addEventListener("click", () => {
        const figure = pictured(place);
        const { width, height } = figure.layout;
        return Plotly.downloadImage(figure, { format, filename: place.dataset.chart, width, height, scale: 2 });
      });
      actions.append(button);
    }
  }

  Positions.equip = (Plotly, place) => {
    place.on("plotly_click", (event) => open(place, event.points[0]?.customdata));
    if (place.dataset.brush) brush(place);
    place.tabIndex = 0;
    place.setAttribute("role", "group");
    place.setAttribute("aria-roledescription", "chart");
    place.setAttribute("aria-description", "Arrow keys move along the marks, Enter opens the statements of one.");
    walk(Plotly, place);
    pictures(Plotly, place);
  };
})();
