/**
 * Keyboard shortcuts, active outside form fields and dialogs. A button turns them off, because
 * single-key shortcuts disturb speech input (WCAG 2.1.4). The browser stores the choice.
 */
import { load, store } from "./page.js";

const button = document.getElementById("shortcuts-toggle");
const actions = new Map();
let isEnabled = load("shortcuts") !== false;
let pressed = null; // the key of the last shortcut

const show = () => button?.setAttribute("aria-pressed", isEnabled);

/** Registers a shortcut. */
export const onKey = (key, action) => actions.set(key, action);

document.addEventListener("keydown", (event) => {
  // A held key acts once. It doesn't type into a field that it has moved the focus to.
  if (event.repeat) {
    if (event.key === pressed) event.preventDefault();
    return;
  }
  pressed = null;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!isEnabled || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const action = actions.get(event.key);
  if (!action || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  pressed = event.key;
  action();
});

button?.addEventListener("click", () => {
  isEnabled = !isEnabled;
  store("shortcuts", isEnabled);
  show();
});
show();
