// Everything works without this file; it makes some of it quicker.
"use strict";

// Colours change at once, without asking the server; the cookie is what the server sets too.
for (const form of document.querySelectorAll("form.theme")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const to = event.submitter ? event.submitter.value : "system";
    if (to === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = to;
    document.cookie = `theme=${to === "system" ? "" : to}; path=/; max-age=${to === "system" ? 0 : 31536000}; samesite=lax`;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === to));
    }
  });
}

// "/" goes to the search box, as readers of such pages expect.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("find")?.focus();
});

// A choice on a page (links with data-swap, or within a part) changes the parts that show it; the rest stays where it is.
async function swap(address, push) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  if (!answer.ok) return void location.assign(address);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const across = document.querySelector(".columns")?.scrollLeft ?? 0;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = next.querySelector(`[data-part="${part.dataset.part}"]`);
    if (other) part.replaceWith(document.adoptNode(other));
  }
  if (push) history.pushState({ swapped: true }, "", address);
  const columns = document.querySelector(".columns");
  if (columns) columns.scrollLeft = across;
  bringIntoView(new URL(address, location.href).hash);
}

// In each report, the chosen words come into view; the page itself moves only where it must.
function bringIntoView(hash) {
  for (const text of document.querySelectorAll(".column .text")) {
    const first = text.querySelector(".chosen");
    if (!first || text.scrollHeight <= text.clientHeight) continue;
    text.scrollTop += first.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
  const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  if (!target) return;
  const words = hash.startsWith("#w");
  target.scrollIntoView(words ? { block: "center", inline: "center" } : { block: "nearest", inline: "nearest" });
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (words) target.classList.add("lit");
  (target.matches("a, [tabindex]") ? target : null)?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-swap], [data-part] a") : null;
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || !document.querySelector("[data-part]")) return;
  if (to.search === location.search && to.hash) return;
  event.preventDefault();
  void swap(to.href, true);
});
addEventListener("popstate", () => {
  if (document.querySelector("[data-part]") && history.state?.swapped !== undefined) void swap(location.href, false);
});
if (document.querySelector("[data-part]")) {
  history.replaceState({ swapped: true }, "");
  bringIntoView("");
}

// Pointing at words shows the same happening in the other reports.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const words = event.target instanceof Element ? event.target.closest(".text [data-of]") : null;
    const of = words?.dataset.of.split(" ")[0];
    for (const one of document.querySelectorAll(".text .lit")) if (one.dataset.of?.split(" ")[0] !== of) one.classList.remove("lit");
    if (!of) return;
    for (const one of document.querySelectorAll(`.text [data-of~="${CSS.escape(of)}"]`)) one.classList.add("lit");
  });
}
