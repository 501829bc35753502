/**
 * Collapses and expands the replies to a comment in the threaded view. The browser stores the
 * collapsed comments of each thread.
 */
import { storeForThread, loadForThread, list, getNumber, page, formatCount, strings } from "./page.js";

const NAME = "collapsed";
const MAX_STORED = 100; // comments per thread
let collapsed = new Set(list && page.view === "threaded" ? loadForThread(NAME) : []);

const getDepth = (comment) => Number(/ d(\d+)/.exec(comment.className)?.[1] ?? 0);

/** Returns the replies to a comment, at all levels: the following comments that are deeper. */
const getReplies = (comment) => {
  const found = [];
  let next = comment.nextElementSibling;
  for (; next && getDepth(next) > getDepth(comment); next = next.nextElementSibling) found.push(next);
  return found;
};

const getButton = (comment) => {
  const existing = comment.querySelector(":scope > .comment-foot > .collapse-replies");
  if (existing) return existing;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "collapse-replies";
  comment.querySelector(":scope > .comment-foot").prepend(button);
  return button;
};

const render = () => {
  let collapsedDepth = Infinity;
  for (const comment of list.children) {
    const depth = getDepth(comment);
    if (depth <= collapsedDepth) collapsedDepth = Infinity;
    comment.hidden = depth > collapsedDepth;
    const replies = getReplies(comment).length;
    if (!replies) continue;
    const isCollapsed = collapsed.has(getNumber(comment));
    const button = getButton(comment);
    button.textContent = formatCount(strings.replies, replies);
    button.setAttribute("aria-expanded", !isCollapsed);
    if (isCollapsed) collapsedDepth = Math.min(collapsedDepth, depth);
  }
};

const toggle = (number) => {
  if (!collapsed.delete(number)) collapsed = new Set([...collapsed, number].slice(-MAX_STORED));
  storeForThread(NAME, [...collapsed]);
  render();
};

/** Expands the comments above the one in the URL. */
const reveal = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target?.hidden) return;
  for (const comment of list.children) {
    if (getReplies(comment).includes(target)) collapsed.delete(getNumber(comment));
  }
  render();
  target.scrollIntoView();
};

if (list && page.view === "threaded") {
  render();
  reveal();
  addEventListener("hashchange", reveal);
  document.addEventListener("folkmoot:comments-inserted", render);
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".collapse-replies");
    if (button) toggle(getNumber(button.closest(".comment")));
  });
}
