/**
 * Folds up the answers to a comment in the tree, and unfolds them. This browser remembers for each
 * thread what its reader has folded up.
 */
import { keepHere, keptHere, list, numberOf, page, phrase, words } from "./page.js";

const NAME = "folded";
const MANY = 100; // comments that are remembered for a thread
let folded = new Set(list && page.view === "threaded" ? keptHere(NAME) : []);

const depthOf = (comment) => Number(/ d(\d+)/.exec(comment.className)?.[1] ?? 0);

/** The comments below one: all that follow it as long as they stand deeper. */
const below = (comment) => {
  const found = [];
  let next = comment.nextElementSibling;
  for (; next && depthOf(next) > depthOf(comment); next = next.nextElementSibling) found.push(next);
  return found;
};

const buttonOf = (comment) => {
  const present = comment.querySelector(":scope > .comment-foot > .fold");
  if (present) return present;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  comment.querySelector(":scope > .comment-foot").prepend(button);
  return button;
};

const draw = () => {
  let hiddenBelow = Infinity;
  for (const comment of list.children) {
    const depth = depthOf(comment);
    if (depth <= hiddenBelow) hiddenBelow = Infinity;
    comment.hidden = depth > hiddenBelow;
    const answers = below(comment).length;
    if (!answers) continue;
    const isFolded = folded.has(numberOf(comment));
    const button = buttonOf(comment);
    button.textContent = phrase(words.replies, answers);
    button.setAttribute("aria-expanded", !isFolded);
    if (isFolded) hiddenBelow = Math.min(hiddenBelow, depth);
  }
};

const toggle = (number) => {
  if (!folded.delete(number)) folded = new Set([...folded, number].slice(-MANY));
  keepHere(NAME, [...folded]);
  draw();
};

/** Somebody who follows a link to a comment wants to see it. */
const reveal = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target?.hidden) return;
  for (const comment of list.children) {
    if (below(comment).includes(target)) folded.delete(numberOf(comment));
  }
  draw();
  target.scrollIntoView();
};

if (list && page.view === "threaded") {
  draw();
  reveal();
  addEventListener("hashchange", reveal);
  document.addEventListener("folkmoot:arrived", draw);
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".fold");
    if (button) toggle(numberOf(button.closest(".comment")));
  });
}
