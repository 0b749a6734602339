// Small conveniences; every page works without them.
(() => {
  "use strict";

  const announcement = () => document.getElementById("announcement");

  // The words change only after a swap, so a screen reader hears the new count and not the first one.
  document.addEventListener("htmx:after:swap", () => {
    const results = document.querySelector("[data-announce]");
    if (results && announcement()) announcement().textContent = results.dataset.announce;
    listSearches();
  });

  // An address that cannot be answered has a page of its own, with the form kept.
  document.addEventListener("htmx:response:error", (event) => {
    const request = event.detail.ctx.request;
    location.assign(request.action);
  });

  // Empty boxes stay out of the address.
  document.addEventListener("htmx:config:request", (event) => {
    const body = event.detail.ctx.request.body;
    if (!(body instanceof FormData)) return;
    for (const [name, value] of [...body]) if (value === "" || (name === "counting" && value === "utterance")) body.delete(name);
  });
  document.addEventListener("submit", (event) => {
    for (const box of event.target.elements) if (box.name && box.value === "") box.disabled = true;
    setTimeout(() => { for (const box of event.target.elements) box.disabled = false; });
  });

  // A long facet gets a box that narrows it; the values that are not there yet come with the first letter.
  let sought;
  function listSearches() {
    for (const facet of document.querySelectorAll(".facet:not([data-searchable])")) {
      const values = facet.querySelectorAll("li");
      const more = facet.querySelector(".more a[data-hidden]");
      const n = values.length + Number(more?.dataset.hidden ?? 0);
      facet.dataset.searchable = n > 15 ? "yes" : "no";
      if (n <= 15) continue;
      const box = document.createElement("input");
      box.className = "narrow-list";
      box.type = "search";
      box.autocomplete = "off";
      box.placeholder = `Find in ${n}`;
      box.setAttribute("aria-label", `Find in ${facet.dataset.title}`);
      const narrow = () => {
        const words = box.value.trim().toLowerCase();
        for (const value of values) value.hidden = !!words && !value.textContent.toLowerCase().includes(words);
      };
      box.addEventListener("input", () => {
        sought = { field: facet.dataset.field, box };
        if (more) more.click(); else narrow();
      });
      facet.querySelector(":scope > summary").after(box);
      if (sought && sought.field === facet.dataset.field && sought.box !== box) {
        box.value = sought.box.value;
        sought = undefined;
        box.focus();
        narrow();
      }
    }
  }
  document.addEventListener("DOMContentLoaded", listSearches);

  // A word list that is pointed to opens.
  const openTarget = () => {
    const list = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (list && list.matches("details")) list.open = true;
  };
  document.addEventListener("DOMContentLoaded", openTarget);
  addEventListener("hashchange", openTarget);

  // Where the years do not all fit, the latest ones are in sight first.
  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll(".scroll > .matrix:not(.across, .upright)")) table.parentElement.scrollLeft = table.scrollWidth;
  });

  // A statement and its note in the margin point to each other.
  const pairs = (target) => {
    const link = target.closest?.(".ref, .notes li, .said-here");
    if (!link) return [];
    const id = link.id || link.getAttribute("href")?.slice(1) || "";
    const key = id.replace(/^[sn]-/, "");
    return key ? [document.getElementById(`s-${key}`), document.getElementById(`n-${key}`)].filter(Boolean) : [];
  };
  document.addEventListener("pointerover", (event) => pairs(event.target).forEach((each) => each.classList.add("is-pointed")));
  document.addEventListener("pointerout", (event) => pairs(event.target).forEach((each) => each.classList.remove("is-pointed")));

  // A citation is copied whole; the button is there only where the browser can do it.
  function copyButtons() {
    if (!navigator.clipboard) return;
    for (const words of document.querySelectorAll("[data-copy]:not([data-copied])")) {
      words.dataset.copied = "no";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "as-link copied";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(words.textContent.trim());
        button.textContent = "Copied";
        announcement().textContent = "Copied";
      });
      words.after(button);
    }
  }
  document.addEventListener("DOMContentLoaded", copyButtons);

  const follow = (link, part = "") => link && (location.assign(link.href + part), true);
  document.addEventListener("DOMContentLoaded", () => {
    const off = document.getElementById("keys-off");
    off.checked = localStorage.getItem("keys") === "off";
    off.addEventListener("change", () => localStorage.setItem("keys", off.checked ? "off" : "on"));
  });

  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (localStorage.getItem("keys") === "off" && event.key !== "?") return;
    const entries = [...document.querySelectorAll(".entry")];
    const here = entries.indexOf(document.activeElement.closest(".entry"));
    const go = (step) => entries[Math.max(0, Math.min(entries.length - 1, here + step))]?.querySelector("blockquote a")?.focus();
    switch (event.key) {
      case "/": document.getElementById("q")?.focus(); break;
      case "j": go(1); break;
      case "k": go(-1); break;
      case "o": follow(entries[here]?.querySelector("blockquote a")); break;
      case "e": follow(entries[here]?.querySelector(".from a") ?? document.querySelector(".hero + .from a")); break;
      case "c": follow(entries[here]?.querySelector("blockquote a"), "#cite") ?? document.getElementById("cite")?.scrollIntoView(); break;
      case "?": document.getElementById("keys").showModal(); break;
      case "t": document.querySelectorAll(".numbers").forEach((each) => { each.open = !each.open; }); break;
      default: return;
    }
    event.preventDefault();
  });
})();
