/**
 * Shows a preview of a referenced comment on hover and on keyboard focus. The comment is taken from
 * the page or fetched. Clicking and tapping follow the link.
 */
import { getComment, copyComment } from "./fragments.js";

const HOVER_DELAY = 150; // milliseconds until a preview opens
const HIDE_DELAY = 200; // milliseconds to move the pointer onto the preview
const GAP = 6; // pixels between the link and the preview

const preview = document.createElement("div");
preview.className = "preview";
preview.hidden = true;
// Screen readers follow the link instead.
preview.setAttribute("aria-hidden", "true");
document.body.append(preview);

let current = null;
let timer = 0;

/** Returns a copy whose links are not in the tab order. */
const copy = (original) => {
  const clone = copyComment(original);
  for (const link of clone.querySelectorAll("a")) link.tabIndex = -1;
  return clone;
};

const position = (link) => {
  const pageWidth = document.documentElement.clientWidth;
  const anchor = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(anchor.left, pageWidth - preview.offsetWidth - GAP));
  const below = anchor.bottom + GAP;
  const fits = below + preview.offsetHeight < window.innerHeight || anchor.top < preview.offsetHeight;
  const top = fits ? below : anchor.top - preview.offsetHeight - GAP;
  preview.style.left = `${left + window.scrollX}px`;
  preview.style.top = `${top + window.scrollY}px`;
};

const hide = () => {
  clearTimeout(timer);
  current = null;
  preview.hidden = true;
};

const show = async (link) => {
  clearTimeout(timer);
  if (link === current) return;
  current = link;
  let original = null;
  try {
    original = await getComment(link);
  } catch {
    // The link still works.
  }
  if (link !== current) return;
  if (!original) return hide();
  preview.replaceChildren(copy(original));
  preview.hidden = false;
  preview.scrollTop = 0;
  position(link);
};

const schedule = (action, delay) => {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
};

const getReference = (event) => event.target.closest?.(".ref:not(.unavailable)");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = getReference(event);
  if (link) schedule(() => show(link), HOVER_DELAY);
  else if (preview.contains(event.target)) clearTimeout(timer);
  else if (current) schedule(hide, HIDE_DELAY);
  else clearTimeout(timer);
});

document.addEventListener("focusin", (event) => {
  const link = getReference(event);
  if (link?.matches(":focus-visible")) show(link);
  else if (current) hide();
});

document.addEventListener("focusout", (event) => {
  if (event.target === current) hide();
});

document.addEventListener("click", hide);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
