// Keys of the page of review; each is written beside what it does, and everything works without them.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing) return void document.activeElement.blur();
  if (typing || event.key.length !== 1) return;
  const type = document.querySelector(`#correct-type option[data-key="${CSS.escape(event.key)}"]`);
  const one = type ?? document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!one) return;
  event.preventDefault();
  if (type) {
    type.selected = true;
    document.getElementById("correct-type").focus();
  } else if (one.matches("button, a")) one.click();
  else one.focus();
});

// The words that report the mention come into view within their own frame; the page stays where it is.
const text = document.querySelector(".review-text");
const trigger = document.getElementById("trigger");
if (text && trigger) text.scrollTop = trigger.offsetTop - text.offsetTop - text.clientHeight / 3;
