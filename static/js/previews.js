/**
 * Shows the comment that a reference names beside the reference, for a mouse that rests on it or a
 * keyboard that comes to it. The comment is taken from the page, or fetched where it stands on
 * another one. Following the link works as ever, and a finger follows it at once.
 */
import { commentAt, copyOf } from "./fragments.js";

const REST = 150; // milliseconds a mouse must rest, so that passing over a line shows nothing
const LEAVE = 200; // milliseconds to move from the link onto the preview
const GAP = 6; // pixels between the link and the preview

const preview = document.createElement("div");
preview.className = "preview";
preview.hidden = true;
// The same text stands behind the link, so nobody needs to hear it twice.
preview.setAttribute("aria-hidden", "true");
document.body.append(preview);

let current = null;
let timer = 0;

/** A copy that takes no keyboard: the same text stands behind the link. */
const copy = (original) => {
  const clone = copyOf(original);
  for (const link of clone.querySelectorAll("a")) link.tabIndex = -1;
  return clone;
};

const place = (link) => {
  const edge = document.documentElement.clientWidth;
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.left, edge - preview.offsetWidth - GAP));
  const below = at.bottom + GAP;
  const fits = below + preview.offsetHeight < window.innerHeight || at.top < preview.offsetHeight;
  const top = fits ? below : at.top - preview.offsetHeight - GAP;
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
    original = await commentAt(link);
  } catch {
    // The link still leads there.
  }
  if (link !== current) return;
  if (!original) return hide();
  preview.replaceChildren(copy(original));
  preview.hidden = false;
  preview.scrollTop = 0;
  place(link);
};

const soon = (action, after) => {
  clearTimeout(timer);
  timer = setTimeout(action, after);
};

const reference = (event) => event.target.closest?.(".ref:not(.absent)");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = reference(event);
  if (link) soon(() => show(link), REST);
  else if (preview.contains(event.target)) clearTimeout(timer);
  else if (current) soon(hide, LEAVE);
  else clearTimeout(timer);
});

document.addEventListener("focusin", (event) => {
  const link = reference(event);
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
