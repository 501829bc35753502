/**
 * Keys that do something by themselves, outside of fields. Somebody who speaks to the computer or
 * types without looking may turn them off with the button; the browser remembers that.
 */
import { keep, kept } from "./page.js";

const button = document.getElementById("keys");
const actions = new Map();
let on = kept("keys") !== false;

const show = () => button?.setAttribute("aria-pressed", on);

/** Let a key do something for as long as nobody types. */
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
  keep("keys", on);
  show();
});
show();
