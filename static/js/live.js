/**
 * Polls for new comments, shows their number, and inserts them on request without changing the
 * scroll position.
 */
import { list, getNumber, page, formatCount, strings } from "./page.js";

const MAX_INTERVAL = 10 * 60; // seconds between two requests of a hidden page
const BATCH = 100; // the page size of the server
const bar = document.getElementById("new-comments");
const title = document.title;

let last = Number(page?.last);
let announced = last;
let published = 0;
let interval = strings?.poll;
let timer = 0;

const schedulePoll = () => {
  clearTimeout(timer);
  timer = setTimeout(poll, interval * 1000);
};

const poll = async () => {
  try {
    // The browser sends the ETag of its cached response.
    const response = await fetch(`${page.base}state/`, { cache: "no-cache" });
    if (!response.ok) throw new Error(response.statusText);
    const state = await response.json();
    if (state.last > announced) announce((announced = state.last));
    ({ published } = state);
    interval = document.hidden ? Math.min(interval * 2, MAX_INTERVAL) : strings.poll;
  } catch {
    interval = Math.min(interval * 2, MAX_INTERVAL);
  }
  schedulePoll();
};

const announce = (newest) => {
  const count = newest - last;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = formatCount(strings.newComments, count);
  button.addEventListener("click", insertNew);
  bar.replaceChildren(button);
  document.title = `(${count}) ${title}`;
};

/** Returns the first visible comment, whose position must not change. */
const getAnchor = () =>
  [...list.children].find((comment) => comment.getBoundingClientRect().bottom > 0) ?? list;

const getDepth = (comment) => Number(/ d(\d+)/.exec(comment.className)?.[1] ?? 0);

/** Points references to comments on this page; the server doesn't know the page. */
const localizeReferences = (comment) => {
  for (const link of comment.querySelectorAll(".ref")) {
    const id = `c${/(\d+)\/$/.exec(link.pathname)?.[1]}`;
    if (document.getElementById(id)) link.href = `#${id}`;
  }
};

/** Removes the reference to the parent, which the threaded view shows by indentation. */
const removeReferenceToParent = (comment, parentNumber) => {
  const [link, ...others] = comment.querySelectorAll(":scope > .refs .u-in-reply-to");
  if (!others.length && link?.pathname.endsWith(`/${parentNumber}/`)) link.closest(".refs").remove();
};

/** Inserts a comment; returns false if it belongs on another page. */
const insert = (comment, parentNumber) => {
  if (document.getElementById(comment.id)) return true;
  const newestFirst = page.order === "newest";
  const isEdgePage = newestFirst ? page.page === "1" : page.page === page.pages;
  const parent = page.view === "threaded" && parentNumber !== "0" && document.getElementById(`c${parentNumber}`);
  if (parent) {
    let after = parent;
    while (after.nextElementSibling && getDepth(after.nextElementSibling) > getDepth(parent)) {
      after = after.nextElementSibling;
    }
    after.after(comment);
    removeReferenceToParent(comment, parentNumber);
  } else if (!isEdgePage || (page.view === "threaded" && parentNumber !== "0")) return false;
  else if (newestFirst) list.prepend(comment);
  else list.append(comment);
  return true;
};

const fetchBatch = async () => {
  const query = new URLSearchParams({ view: page.view, order: page.order });
  const response = await fetch(`${page.base}since/${last}/?${query}`);
  if (!response.ok) throw new Error(response.statusText);
  const fragment = new DOMParser().parseFromString(await response.text(), "text/html");
  return [...fragment.querySelectorAll("[data-parent]")];
};

const insertNew = async () => {
  // A thread without comments has no list.
  if (!list) return location.reload();
  const anchor = getAnchor();
  const topBefore = anchor.getBoundingClientRect().top;
  const from = last;
  const inserted = [];
  let onOtherPages = 0;
  let batch;
  do {
    batch = await fetchBatch().catch(() => []);
    for (const { dataset, firstElementChild: comment } of batch) {
      last = Math.max(last, getNumber(comment));
      if (insert(comment, dataset.parent)) inserted.push(comment);
      else onOtherPages += 1;
    }
  } while (batch.length === BATCH);
  if (last === from) return;
  inserted.forEach(localizeReferences);
  announced = Math.max(announced, last);
  scrollBy({ top: anchor.getBoundingClientRect().top - topBefore, behavior: "instant" });
  document.title = title;
  document.getElementById("comments-heading").textContent = formatCount(strings.count, published);
  bar.replaceChildren(...(onOtherPages ? [createLink(onOtherPages, from)] : []));
  document.dispatchEvent(new CustomEvent("folkmoot:comments-inserted", { detail: { last } }));
  // The button that had the focus has been removed.
  if (inserted.length) {
    inserted[0].tabIndex = -1;
    inserted[0].focus({ preventScroll: true });
  }
};

const createLink = (count, from) => {
  const link = document.createElement("a");
  const query = new URLSearchParams({ since: from, view: page.view, order: page.order });
  link.href = `${page.base}unread/?${query}`;
  link.textContent = formatCount(strings.onOtherPages, count);
  return link;
};

if (page && bar && strings.poll) {
  schedulePoll();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    interval = strings.poll;
    poll();
  });
}
