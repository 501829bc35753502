/**
 * Asks now and then whether the thread goes on, says how many comments have come, and brings them in
 * when the reader asks for them, without moving what is being read.
 */
import { list, numberOf, page, phrase, words } from "./page.js";

const LONGEST = 10 * 60; // seconds between two questions of a page that nobody looks at
const BATCH = 100; // as many as the server sends at a time
const bar = document.getElementById("arrivals");
const title = document.title;

let last = Number(page?.last);
let known = last;
let published = 0;
let pause = words?.poll;
let timer = 0;

const wait = () => {
  clearTimeout(timer);
  timer = setTimeout(ask, pause * 1000);
};

const ask = async () => {
  try {
    // The browser sends the ETag of the answer that it holds, and gets a 304 for it.
    const answer = await fetch(`${page.base}state/`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.statusText);
    const state = await answer.json();
    if (state.last > known) tell((known = state.last));
    ({ published } = state);
    pause = document.hidden ? Math.min(pause * 2, LONGEST) : words.poll;
  } catch {
    pause = Math.min(pause * 2, LONGEST);
  }
  wait();
};

const tell = (now) => {
  const count = now - last;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = phrase(words.arrived, count);
  button.addEventListener("click", bring);
  bar.replaceChildren(button);
  document.title = `(${count}) ${title}`;
};

/** What is being read: the first comment in sight, or whatever has the focus. */
const anchor = () =>
  [...list.children].find((one) => one.getBoundingClientRect().bottom > 0) ?? list;

const depthOf = (comment) => Number(/ d(\d+)/.exec(comment.className)?.[1] ?? 0);

/** Whom it answers may stand on this page, which the server couldn't know. */
const stay = (comment) => {
  for (const link of comment.querySelectorAll(".ref")) {
    const id = `c${/(\d+)\/$/.exec(link.pathname)?.[1]}`;
    if (document.getElementById(id)) link.href = `#${id}`;
  }
};

/** Put a comment where it belongs; false where that is on another page. */
const place = (comment, under) => {
  if (document.getElementById(comment.id)) return true;
  const newest = page.order === "newest";
  const ends = newest ? page.page === "1" : page.page === page.pages;
  const parent = page.view === "threaded" && under !== "0" && document.getElementById(`c${under}`);
  if (parent) {
    let after = parent;
    while (after.nextElementSibling && depthOf(after.nextElementSibling) > depthOf(parent)) {
      after = after.nextElementSibling;
    }
    after.after(comment);
  } else if (!ends || (page.view === "threaded" && under !== "0")) return false;
  else if (newest) list.prepend(comment);
  else list.append(comment);
  return true;
};

const fetched = async () => {
  const query = new URLSearchParams({ view: page.view, order: page.order });
  const answer = await fetch(`${page.base}since/${last}/?${query}`);
  if (!answer.ok) throw new Error(answer.statusText);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...part.querySelectorAll("[data-under]")];
};

const bring = async () => {
  // A thread in which nobody had said anything has no list yet.
  if (!list) return location.reload();
  const here = anchor();
  const before = here.getBoundingClientRect().top;
  const from = last;
  const placed = [];
  let elsewhere = 0;
  let batch;
  do {
    batch = await fetched().catch(() => []);
    for (const { dataset, firstElementChild: comment } of batch) {
      last = Math.max(last, numberOf(comment));
      if (place(comment, dataset.under)) placed.push(comment);
      else elsewhere += 1;
    }
  } while (batch.length === BATCH);
  if (last === from) return;
  placed.forEach(stay);
  known = Math.max(known, last);
  scrollBy({ top: here.getBoundingClientRect().top - before, behavior: "instant" });
  document.title = title;
  document.getElementById("comments-heading").textContent = phrase(words.count, published);
  bar.replaceChildren(...(elsewhere ? [away(elsewhere, from)] : []));
  document.dispatchEvent(new CustomEvent("folkmoot:arrived", { detail: { last } }));
  // The button that was pressed is gone; the keyboard goes on at what it brought.
  if (placed.length) {
    placed[0].tabIndex = -1;
    placed[0].focus({ preventScroll: true });
  }
};

const away = (count, from) => {
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
    ask();
  });
}
