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
