// What is found while one types, under the search box. The box is a form that works without this.
"use strict";

const box = document.getElementById("find");
const list = document.getElementById("instant");
let waiting = 0;
let asking = null;

function entry(hit, title) {
  const link = document.createElement("a");
  link.href = hit.address;
  const kind = document.createElement("span");
  kind.className = "quiet";
  kind.textContent = [title, hit.about].filter(Boolean).join(" · ");
  // Text only: nothing of a record is ever HTML.
  link.append(document.createTextNode(hit.title), " ", kind);
  return link;
}

async function find(words) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`/search.json?limit=3&q=${encodeURIComponent(words)}`, { signal: asking.signal });
    if (!answer.ok || box.value.trim() !== words) return;
    const { groups } = await answer.json();
    list.replaceChildren(...groups.flatMap((group) => group.hits.map((hit) => entry(hit, group.title))));
    show(list.childElementCount > 0);
  } catch (error) {
    if (error.name !== "AbortError") show(false);
  }
}

function show(open) {
  list.hidden = !open;
}

if (box && list) {
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", "First found");
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    const words = box.value.trim();
    if (words.length < 2) return void show(false);
    waiting = setTimeout(() => void find(words), 120);
  });
  // Arrows walk from the box through what is found and back; Escape closes.
  box.form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      box.focus();
      return;
    }
    if (list.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const stops = [box, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    next?.focus();
  });
  document.addEventListener("focusin", (event) => {
    if (!box.form.contains(event.target)) show(false);
  });
}
