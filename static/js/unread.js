/**
 * Marks and counts the comments since the last visit, and goes from one to the next, also on other
 * pages. The browser of a guest stores the last visit; for an account, the server stores it.
 */
import { onKey } from "./shortcuts.js";
import { storeForThread, loadForThread, list, getNumber, page, phrase, words } from "./page.js";

const GAP = 30 * 60 * 1000; // milliseconds; a shorter absence continues the same visit
const bar = document.getElementById("unread-bar");

const getPartOfDay = (hour) => (hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");

/** Formats the time of the last visit relative to now. */
const formatTime = (then, now = new Date()) => {
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 864e5);
  const { lang } = document.documentElement;
  const part = getPartOfDay(then.getHours());
  if (days === 0) {
    return part === getPartOfDay(now.getHours())
      ? then.toLocaleTimeString(lang, { timeStyle: "short" })
      : words[part];
  }
  if (days === 1) return words.yesterday;
  return then.toLocaleDateString(lang, days < 7 ? { weekday: "long" } : { dateStyle: "long" });
};

/** Returns the last comment number and the time of the previous visit. */
const getLastVisit = () => {
  if (bar.dataset.seen) {
    return { from: Number(bar.dataset.number), at: Date.parse(bar.dataset.since) };
  }
  const mark = loadForThread("seen");
  if (!mark) return { from: Number(page.last), at: NaN };
  return Date.now() - mark.time > GAP ? { from: mark.last, at: mark.time } : mark;
};

/** Stores the last number as read. */
const markRead = (last) => {
  if (bar.dataset.seen) {
    const body = new URLSearchParams({ number: last });
    fetch(bar.dataset.seen, { method: "POST", body, keepalive: true }).catch(() => {});
  } else {
    storeForThread("seen", { from: begin.from, at: begin.at, last, time: Date.now() });
  }
};

/** Returns the numbers of the reader's own new comments. */
const getOwn = () =>
  [...document.querySelectorAll("#own-comments li[data-number]")]
    .map((row) => Number(row.dataset.number))
    .filter((number) => number > begin.from);

const mark = () => {
  const mine = getOwn();
  for (const comment of list.querySelectorAll(".comment:not(.unread, .stub)")) {
    if (getNumber(comment) > begin.from && !mine.includes(getNumber(comment))) {
      comment.classList.add("unread");
      const badge = document.createElement("span");
      badge.className = "new-badge";
      badge.textContent = words.badge;
      comment.querySelector(".comment-number").after(badge);
    }
  }
};

const show = (last) => {
  const count = last - begin.from - getOwn().length;
  const line = bar.querySelector(".unread-summary");
  bar.querySelectorAll(".first-unread, .mark-read").forEach((part) => part.remove());
  bar.hidden = count < 1;
  bar.querySelector(".unread-navigation").hidden = count < 1;
  if (count > 0) {
    line.textContent = begin.at
      ? phrase(words.new, count, formatTime(new Date(begin.at)))
      : phrase(words.arrived, count);
  }
};

/** The comment that was reached last, if any. */
let current = null;

const getUnread = () => [...list.querySelectorAll(".comment.unread")].filter((one) => one.checkVisibility());

const findNext = (ones, back) => {
  if (current?.isConnected) return ones.indexOf(current) + (back ? -1 : 1);
  const next = ones.findIndex((one) => one.getBoundingClientRect().top > 0);
  if (back) return (next < 0 ? ones.length : next) - 1;
  return next < 0 ? ones.length : next;
};

const goTo = async (back) => {
  const ones = getUnread();
  const next = ones[findNext(ones, back)];
  if (next) return focusComment(next);
  const edge = back ? list.firstElementChild : list.lastElementChild;
  const query = new URLSearchParams({
    since: begin.from,
    [back ? "before" : "after"]: getNumber(edge),
    view: page.view,
    order: page.order,
  });
  const address = `${bar.dataset.unread}?${query}`;
  // The response is 204 if there are no more, else a redirect to the page of the next one.
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") location.assign(address);
  else document.getElementById("new-comments").textContent = words.none;
};

const focusComment = (comment) => {
  current = comment;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "start" });
};

let begin = null;

if (bar && page && list) {
  begin = getLastVisit();
  mark();
  show(Number(page.last));
  markRead(Number(page.last));
  current = list.querySelector(`.unread[id="${CSS.escape(location.hash.slice(1))}"]`);
  document.addEventListener("folkmoot:arrived", ({ detail }) => {
    mark();
    show(detail.last);
    markRead(detail.last);
  });
  for (const button of bar.querySelectorAll("[data-walk]")) {
    button.addEventListener("click", () => goTo(button.dataset.walk === "before"));
  }
  onKey("n", () => goTo(false));
  onKey("p", () => goTo(true));
}
