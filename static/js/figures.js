// Some charts come as bare columns; here they become what Plotly draws.
(() => {
  "use strict";

  const STANCES = ["support", "conditional", "neutral", "oppose"];
  const DASHES = { conditional: "6px,4px", neutral: "2px,3px" };

  function wrapped(words, width, most) {
    const lines = [""];
    for (const word of words.split(" ")) {
      const line = lines.at(-1);
      if (line && line.length + word.length + 1 > width) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    return lines.length > most ? `${lines.slice(0, most).join("<br>")} …` : lines.join("<br>");
  }

  // The many marks of the strips come as numbers that point to positions and periods.
  function strips({ positions, periods, traces, few }, narrow) {
    const height = (index) => positions.id.length - 1 - index;
    const names = positions.name.map((words) => wrapped(words, narrow ? 22 : 44, narrow ? 4 : 2));
    const data = traces.map(({ stance, symbol, lane, of, at, n, total }) => ({
      type: "scatter", mode: "markers", name: stance, role: stance, n,
      x: at.map((index) => periods.x[index]),
      y: of.map((index) => height(index) + lane),
      text: n.map((count, i) => `${positions.name[of[i]]}<br>${periods.name[at[i]]}: ${stance} ${count} of ${total[i]}`),
      customdata: n.map((_, i) => `${periods.query[at[i]]}&position=${positions.id[of[i]]}&stance=${stance}`),
      marker: { symbol: total.map((all) => (all < few && !symbol.endsWith("-open") ? `${symbol}-open` : symbol)) },
      hovertemplate: "%{text}<extra></extra>",
    }));
    return {
      kind: "strips",
      height: 40 + positions.id.length * (narrow ? 46 : 34),
      data,
      layout: {
        margin: { l: narrow ? 128 : 280, r: 12, t: 26, b: 6 },
        xaxis: { type: "date", side: "top", showgrid: true },
        yaxis: {
          tickvals: positions.id.map((_, index) => height(index)), ticktext: names, ticks: "", showgrid: false,
          range: [-0.6, positions.id.length - 0.4], tickfont: { size: narrow ? 10 : 12 }, ink: "ink",
        },
        shapes: positions.id.map((_, y) => ({
          type: "line", xref: "paper", yref: "y", layer: "below", x0: 0, x1: 1, y0: y - 0.5, y1: y - 0.5, role: "line",
        })),
      },
    };
  }

  // Lines of one stance and of much the same width are one trace: a trace for each line would be slow.
  function ties({ speakers, positions, lines }, narrow, width) {
    const tight = width < 820;
    const room = narrow ? 17 : tight ? 36 : 60;
    const rows = Math.max(speakers.id.length, positions.id.length);
    const at = (index, many) => rows * (1 - (index + 0.5) / many);
    const left = speakers.id.map((_, index) => at(index, speakers.id.length));
    const right = positions.id.map((_, index) => at(index, positions.id.length));
    const steps = [...Array(15).keys()].map((step) => step / 14);
    const bundles = new Map();
    lines.n.forEach((n, i) => {
      const [stance, width] = [lines.stance[i], Math.min(Math.round(1.6 * Math.sqrt(n)) / 2 + 0.5, 5)];
      const key = `${stance} ${width}`;
      if (!bundles.has(key)) {
        bundles.set(key, {
          type: "scatter", mode: "lines", name: stance, role: stance, x: [], y: [], text: [], customdata: [],
          line: { width, ...(DASHES[stance] && { dash: DASHES[stance] }) }, hovertemplate: "%{text}<extra></extra>",
        });
      }
      const bundle = bundles.get(key);
      const [from, to] = [left[lines.from[i]], right[lines.to[i]]];
      const words = `${speakers.name[lines.from[i]]}<br>${positions.name[lines.to[i]]}<br>${stance}, n = ${n}`;
      for (const x of steps) {
        bundle.x.push(x);
        bundle.y.push(from + (to - from) * (3 * x * x - 2 * x * x * x));
        bundle.text.push(words);
        bundle.customdata.push(`speaker=${speakers.id[lines.from[i]]}&position=${positions.id[lines.to[i]]}`);
      }
      for (const name of ["x", "y", "text", "customdata"]) bundle[name].push(null);
    });
    const ends = (side, x, y, name, place, role, symbol) => ({
      type: "scatter", mode: "markers+text", name, role, x: side.id.map(() => x), y, n: side.n, cliponaxis: false,
      text: side.name.map((words) => wrapped(words, room, narrow ? 4 : 2)), textposition: place,
      textfont: { size: narrow ? 9 : 12 }, marker: { symbol: symbol ?? "circle" },
      customdata: side.id.map((id) => `${name}=${id}`),
      hovertext: side.name.map((words, i) => `${words}<br>n = ${side.n[i]}`), hovertemplate: "%{hovertext}<extra></extra>",
    });
    const order = [...bundles.values()].sort((one, two) => STANCES.indexOf(one.role) - STANCES.indexOf(two.role));
    const found = STANCES.map((stance) => positions.id.map((_, i) => i).filter((i) => positions.stance[i] === stance));
    const some = (all, which) => which.map((i) => all[i]);
    return {
      kind: "ties",
      height: 30 + rows * (narrow ? 44 : 30),
      data: [
        ...order,
        ends(speakers, 0, left, "speaker", "middle left", "ink"),
        ...found.map((which, i) => ends(
          { id: some(positions.id, which), name: some(positions.name, which), n: some(positions.n, which) },
          1, some(right, which), "position", "middle right", STANCES[i], some(positions.symbol, which),
        )).filter((trace) => trace.x.length),
      ],
      layout: {
        margin: { l: narrow ? 96 : tight ? 150 : 176, r: narrow ? 108 : tight ? 250 : 400, t: 6, b: 6 },
        xaxis: { visible: false, range: [-0.02, 1.02] },
        yaxis: { visible: false, range: [0, rows] },
      },
    };
  }

  window.Positions = { figures: { strips, ties } };
})();
