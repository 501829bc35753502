/**
 * Keyboard shortcuts, active outside form fields. A button turns them off, because single-key
 * shortcuts disturb speech input (WCAG 2.1.4). The browser stores the choice.
 */
import { load, store } from "./page.js";

const button = document.getElementById("shortcuts-toggle");
const actions = new Map();
let on = load("keys") !== false;

const show = () => button?.setAttribute("aria-pressed", on);

/** Registers a shortcut. */
export const onKey = (key, action) => actions.set(key, action);

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!on || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const action = actions.get(event.key);
  if (!action) return;
  event.preventDefault();
  action();
});

button?.addEventListener("click", () => {
  on = !on;
  store("keys", on);
  show();
});
show();
