// Forms that answer as soon as something is chosen, sliders over months, and marks that lead somewhere. All of it works without.
"use strict";

// A list of months gets a slider beneath it: the list stays for the keyboard and for whoever reads aloud.
for (const list of document.querySelectorAll("[data-slider] select")) {
  if (list.options.length < 3) continue;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.className = "slider";
  slider.min = "0";
  slider.max = String(list.options.length - 1);
  slider.value = String(list.selectedIndex);
  slider.setAttribute("aria-label", `${list.name === "first" ? "From" : "To"} month`);
  slider.setAttribute("aria-valuetext", list.selectedOptions[0]?.text ?? "");
  slider.addEventListener("input", () => {
    list.selectedIndex = Number(slider.value);
    slider.setAttribute("aria-valuetext", list.selectedOptions[0].text);
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
  list.addEventListener("change", () => { slider.value = String(list.selectedIndex); });
  list.after(slider);
}

for (const form of document.querySelectorAll("form[data-live]")) {
  let waiting = 0;
  let asked = "";
  let answered = Promise.resolve();
  const show = (push) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
    const address = asked = `${form.getAttribute("action")}?${query}`;
    // One after the other, and only the latest: an answer that comes late does not undo a newer one.
    answered = answered.then(async () => {
      if (address !== asked) return;
      await swap(address, push);
      if (!push) history.replaceState({ swapped: true }, "", address);
    });
  };
  form.addEventListener("change", (event) => {
    const first = form.elements.namedItem("first");
    const last = form.elements.namedItem("last");
    // Whoever moves one end past the other takes it along.
    if (first && last && (event.target === first || event.target === last) && first.selectedIndex > last.selectedIndex) {
      const other = event.target === first ? last : first;
      other.selectedIndex = event.target.selectedIndex;
      other.dispatchEvent(new Event("change"));
    }
    // A slider on its way leaves no step behind to go back to.
    const sliding = document.activeElement?.classList.contains("slider") ?? false;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(!sliding), sliding ? 80 : 0);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(true); });
}

// A mark leads where its row in the table leads.
document.addEventListener("click", (event) => {
  const mark = event.target instanceof Element ? event.target.closest(".drawing [data-event], .drawing [data-tie], .drawing [data-actor], .drawing [data-country]") : null;
  if (!mark) return;
  const { event: id, tie, actor, country } = mark.dataset;
  // Where the page itself shows an event, the mark chooses it.
  if (id && mark.closest("[data-choose]")) return void swap(`?event=${encodeURIComponent(id)}#record`, true);
  const [kind, key] = id ? ["why", id] : tie ? ["tie", tie] : ["actor", actor ?? country];
  location.assign(`/${kind}/${encodeURIComponent(key)}`);
});
