/**
 * Polls for new comments, shows their number, and inserts them on request without changing the
 * scroll position.
 */
import { list, getNumber, page, phrase, words } from "./page.js";

const MAX_PAUSE = 10 * 60; // seconds between two requests of a hidden page
const BATCH = 100; // the page size of the server
const bar = document.getElementById("new-comments");
const title = document.title;

let last = Number(page?.last);
let known = last;
let published = 0;
let pause = words?.poll;
let timer = 0;

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(poll, pause * 1000);
};

const poll = async () => {
  try {
    // The browser sends the ETag of its cached response.
    const answer = await fetch(`${page.base}state/`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.statusText);
    const state = await answer.json();
    if (state.last > known) announce((known = state.last));
    ({ published } = state);
    pause = document.hidden ? Math.min(pause * 2, MAX_PAUSE) : words.poll;
  } catch {
    pause = Math.min(pause * 2, MAX_PAUSE);
  }
  wait();
};

const announce = (now) => {
  const count = now - last;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = phrase(words.arrived, count);
  button.addEventListener("click", insertNew);
  bar.replaceChildren(button);
  document.title = `(${count}) ${title}`;
};

/** Returns the first visible comment, whose position must not change. */
const getAnchor = () =>
  [...list.children].find((one) => one.getBoundingClientRect().bottom > 0) ?? list;

const getDepth = (comment) => Number(/ d(\d+)/.exec(comment.className)?.[1] ?? 0);

/** Points references to comments on this page; the server doesn't know the page. */
const localizeReferences = (comment) => {
  for (const link of comment.querySelectorAll(".ref")) {
    const id = `c${/(\d+)\/$/.exec(link.pathname)?.[1]}`;
    if (document.getElementById(id)) link.href = `#${id}`;
  }
};

/** Inserts a comment; returns false if it belongs on another page. */
const place = (comment, under) => {
  if (document.getElementById(comment.id)) return true;
  const newest = page.order === "newest";
  const ends = newest ? page.page === "1" : page.page === page.pages;
  const parent = page.view === "threaded" && under !== "0" && document.getElementById(`c${under}`);
  if (parent) {
    let after = parent;
    while (after.nextElementSibling && getDepth(after.nextElementSibling) > getDepth(parent)) {
      after = after.nextElementSibling;
    }
    after.after(comment);
  } else if (!ends || (page.view === "threaded" && under !== "0")) return false;
  else if (newest) list.prepend(comment);
  else list.append(comment);
  return true;
};

const fetchBatch = async () => {
  const query = new URLSearchParams({ view: page.view, order: page.order });
  const answer = await fetch(`${page.base}since/${last}/?${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...part.querySelectorAll("[data-under]")];
};

const insertNew = async () => {
  // A thread without comments has no list.
  if (!list) return location.reload();
  const here = getAnchor();
  const before = here.getBoundingClientRect().top;
  const from = last;
  const placed = [];
  let elsewhere = 0;
  let batch;
  do {
    batch = await fetchBatch().catch(() => []);
    for (const { dataset, firstElementChild: comment } of batch) {
      last = Math.max(last, getNumber(comment));
      if (place(comment, dataset.under)) placed.push(comment);
      else elsewhere += 1;
    }
  } while (batch.length === BATCH);
  if (last === from) return;
  placed.forEach(localizeReferences);
  known = Math.max(known, last);
  scrollBy({ top: here.getBoundingClientRect().top - before, behavior: "instant" });
  document.title = title;
  document.getElementById("comments-heading").textContent = phrase(words.count, published);
  bar.replaceChildren(...(elsewhere ? [createLink(elsewhere, from)] : []));
  document.dispatchEvent(new CustomEvent("folkmoot:arrived", { detail: { last } }));
  // The button that had the focus has been removed.
  if (placed.length) {
    placed[0].tabIndex = -1;
    placed[0].focus({ preventScroll: true });
  }
};

const createLink = (count, from) => {
  const link = document.createElement("a");
  const query = new URLSearchParams({ since: from, view: page.view, order: page.order });
  link.href = `${page.base}unread/?${query}`;
  link.textContent = phrase(words.elsewhere, count);
  return link;
};

if (page && bar && words.poll) {
  wait();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    pause = words.poll;
    poll();
  });
}
