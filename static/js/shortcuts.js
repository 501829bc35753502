/**
 * Keyboard shortcuts, active outside form fields. A button turns them off, because single-key
 * shortcuts disturb speech input (WCAG 2.1.4). The browser stores the choice.
 */
import { load, store } from "./page.js";

const button = document.getElementById("shortcuts-toggle");
const actions = new Map();
let isEnabled = load("shortcuts") !== false;

const show = () => button?.setAttribute("aria-pressed", isEnabled);

/** Registers a shortcut. */
export const onKey = (key, action) => actions.set(key, action);

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!isEnabled || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const action = actions.get(event.key);
  if (!action) return;
  event.preventDefault();
  action();
});

button?.addEventListener("click", () => {
  isEnabled = !isEnabled;
  store("shortcuts", isEnabled);
  show();
});
show();
