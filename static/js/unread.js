/**
 * Marks what has come since the reader was here last, counts it, and goes from one to the next, also
 * to other pages. How far a guest has read is kept in this browser; for somebody who is signed in the
 * server knows, and is told.
 */
import { onKey } from "./keys.js";
import { keepHere, keptHere, list, numberOf, page, phrase, words } from "./page.js";

const GAP = 30 * 60 * 1000; // Who comes back within half an hour, in milliseconds, was not away.
const news = document.getElementById("news");

const partOfDay = (hour) => (hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening");

/** The time of the last visit, as people say it. */
const since = (then, now = new Date()) => {
  const days = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 864e5);
  const { lang } = document.documentElement;
  const part = partOfDay(then.getHours());
  if (days === 0) {
    return part === partOfDay(now.getHours())
      ? then.toLocaleTimeString(lang, { timeStyle: "short" })
      : words[part];
  }
  if (days === 1) return words.yesterday;
  return then.toLocaleDateString(lang, days < 7 ? { weekday: "long" } : { dateStyle: "long" });
};

/** What was known before this visit: the number after which all is new, and since when. */
const visit = () => {
  if (news.dataset.seen) {
    return { from: Number(news.dataset.number), at: Date.parse(news.dataset.since) };
  }
  const mark = keptHere("seen");
  if (!mark) return { from: Number(page.last), at: NaN };
  return Date.now() - mark.time > GAP ? { from: mark.last, at: mark.time } : mark;
};

/** Remember that the thread has been looked at while this was its last number. */
const see = (last) => {
  if (news.dataset.seen) {
    const body = new URLSearchParams({ number: last });
    fetch(news.dataset.seen, { method: "POST", body, keepalive: true }).catch(() => {});
  } else {
    keepHere("seen", { from: begin.from, at: begin.at, last, time: Date.now() });
  }
};

/** The numbers of what the reader wrote since then, which is news to others. */
const own = () =>
  [...document.querySelectorAll("#mine li[data-number]")]
    .map((row) => Number(row.dataset.number))
    .filter((number) => number > begin.from);

const mark = () => {
  const mine = own();
  for (const comment of list.querySelectorAll(".comment:not(.unread, .stub)")) {
    if (numberOf(comment) > begin.from && !mine.includes(numberOf(comment))) {
      comment.classList.add("unread");
      const badge = document.createElement("span");
      badge.className = "new-badge";
      badge.textContent = words.badge;
      comment.querySelector(".comment-number").after(badge);
    }
  }
};

const show = (last) => {
  const count = last - begin.from - own().length;
  const line = news.querySelector(".news-line");
  news.querySelectorAll(".news-first, .news-read").forEach((part) => part.remove());
  news.hidden = count < 1;
  news.querySelector(".news-walk").hidden = count < 1;
  if (count > 0) {
    line.textContent = begin.at
      ? phrase(words.new, count, since(new Date(begin.at)))
      : phrase(words.arrived, count);
  }
};

/** The comment from which the reader goes on: the last one reached, or the first in sight. */
let current = null;

const unread = () => [...list.querySelectorAll(".comment.unread")].filter((one) => one.checkVisibility());

const placeOf = (ones, back) => {
  if (current?.isConnected) return ones.indexOf(current) + (back ? -1 : 1);
  const next = ones.findIndex((one) => one.getBoundingClientRect().top > 0);
  if (back) return (next < 0 ? ones.length : next) - 1;
  return next < 0 ? ones.length : next;
};

const walk = async (back) => {
  const ones = unread();
  const next = ones[placeOf(ones, back)];
  if (next) return reach(next);
  const edge = back ? list.firstElementChild : list.lastElementChild;
  const query = new URLSearchParams({
    since: begin.from,
    [back ? "before" : "after"]: numberOf(edge),
    view: page.view,
    order: page.order,
  });
  const address = `${news.dataset.unread}?${query}`;
  // 204 says that there is none; a redirect leads to the page on which it stands.
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") location.assign(address);
  else document.getElementById("arrivals").textContent = words.none;
};

const reach = (comment) => {
  current = comment;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "start" });
};

let begin = null;

if (news && page && list) {
  begin = visit();
  mark();
  show(Number(page.last));
  see(Number(page.last));
  current = list.querySelector(`.unread[id="${CSS.escape(location.hash.slice(1))}"]`);
  document.addEventListener("folkmoot:arrived", ({ detail }) => {
    mark();
    show(detail.last);
    see(detail.last);
  });
  for (const button of news.querySelectorAll("[data-walk]")) {
    button.addEventListener("click", () => walk(button.dataset.walk === "before"));
  }
  onKey("n", () => walk(false));
  onKey("p", () => walk(true));
}
