/**
 * Marks and counts the comments since the last visit, and goes from one to the next, also on other
 * pages. The browser of a guest stores the last visit; for an account, the server stores it.
 */
import { onKey } from "./shortcuts.js";
import { storeForThread, loadForThread, list, getNumber, page, formatCount, strings } from "./page.js";

const VISIT_GAP = 30 * 60 * 1000; // milliseconds; a shorter absence continues the same visit
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
      : strings[part];
  }
  if (days === 1) return strings.yesterday;
  return then.toLocaleDateString(lang, days < 7 ? { weekday: "long" } : { dateStyle: "long" });
};

/** Returns the last comment number and the time of the previous visit. */
const getLastVisit = () => {
  if (bar.dataset.markReadUrl) {
    return { from: Number(bar.dataset.number), at: Date.parse(bar.dataset.since) };
  }
  const stored = loadForThread("last-visit");
  if (!stored) return { from: Number(page.last), at: NaN };
  return Date.now() - stored.time > VISIT_GAP ? { from: stored.last, at: stored.time } : stored;
};

/** Stores the last number as read. */
const markRead = (last) => {
  if (bar.dataset.markReadUrl) {
    const body = new URLSearchParams({ number: last });
    fetch(bar.dataset.markReadUrl, { method: "POST", body, keepalive: true }).catch(() => {});
  } else {
    storeForThread("last-visit", { from: lastVisit.from, at: lastVisit.at, last, time: Date.now() });
  }
};

/** Returns the numbers of the reader's own new comments. */
const getOwnNumbers = () =>
  [...document.querySelectorAll("#own-comments li[data-number]")]
    .map((row) => Number(row.dataset.number))
    .filter((number) => number > lastVisit.from);

const markNew = () => {
  const own = getOwnNumbers();
  for (const comment of list.querySelectorAll(".comment:not(.unread, .stub)")) {
    if (getNumber(comment) > lastVisit.from && !own.includes(getNumber(comment))) {
      comment.classList.add("unread");
      const badge = document.createElement("span");
      badge.className = "new-badge";
      badge.textContent = strings.newBadge;
      comment.querySelector(".comment-number").after(badge);
    }
  }
};

const show = (last) => {
  const count = last - lastVisit.from - getOwnNumbers().length;
  const summary = bar.querySelector(".unread-summary");
  bar.querySelectorAll(".first-unread, .mark-read").forEach((part) => part.remove());
  bar.hidden = count < 1;
  bar.querySelector(".unread-navigation").hidden = count < 1;
  if (count > 0) {
    summary.textContent = lastVisit.at
      ? formatCount(strings.newSince, count, formatTime(new Date(lastVisit.at)))
      : formatCount(strings.newComments, count);
  }
};

/** The comment that was reached last, if any. */
let current = null;

const getUnread = () =>
  [...list.querySelectorAll(".comment.unread")].filter((comment) => comment.checkVisibility());

const findNext = (comments, back) => {
  if (current?.isConnected) return comments.indexOf(current) + (back ? -1 : 1);
  const next = comments.findIndex((comment) => comment.getBoundingClientRect().top > 0);
  if (back) return (next < 0 ? comments.length : next) - 1;
  return next < 0 ? comments.length : next;
};

let presses = 0;

const goToUnread = async (back) => {
  presses += 1;
  const press = presses;
  const comments = getUnread();
  const next = comments[findNext(comments, back)];
  if (next) return focusComment(next);
  const edge = back ? list.firstElementChild : list.lastElementChild;
  const query = new URLSearchParams({
    since: lastVisit.from,
    [back ? "before" : "after"]: getNumber(edge),
    view: page.view,
    order: page.order,
  });
  const url = `${bar.dataset.nextUrl}?${query}`;
  // The response is 204 if there are no more, else a redirect to the page of the next one.
  const response = await fetch(url, { redirect: "manual" }).catch(() => null);
  if (press !== presses) return; // another key has been pressed since
  if (response?.type === "opaqueredirect") location.assign(url);
  else document.getElementById("new-comments").textContent = strings.noMore;
};

const focusComment = (comment) => {
  current = comment;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "start" });
};

let lastVisit = null;

if (bar && page && list) {
  lastVisit = getLastVisit();
  markNew();
  show(Number(page.last));
  markRead(Number(page.last));
  current = list.querySelector(`.unread[id="${CSS.escape(location.hash.slice(1))}"]`);
  document.addEventListener("folkmoot:comments-inserted", ({ detail }) => {
    markNew();
    show(detail.last);
    markRead(detail.last);
  });
  for (const button of bar.querySelectorAll("[data-direction]")) {
    button.addEventListener("click", () => goToUnread(button.dataset.direction === "previous"));
  }
  onKey("n", () => goToUnread(false));
  onKey("p", () => goToUnread(true));
}
