/**
 * The queue without waiting: the next comment is fetched while this one is read, and a decision is
 * sent while the next one is shown already. Everything here is a link or a form that works without.
 */
import { onKey } from "./keys.js";

const HEARTBEAT = 45_000; // milliseconds; a look lasts two minutes
const beside = document.getElementById("beside");
const list = document.querySelector("#list ol");
const said = document.getElementById("said");
const help = document.getElementById("keys-help");
const queue = document.getElementById("queue");
const fetched = new Map();
const taken = new Map(); // rows of what was decided here, to be put back when that is undone
let sending = Promise.resolve();
let unsent = 0;

const here = () => beside?.querySelector(".item")?.dataset.pk;
let wanted = here(); // of two comments asked for, the later one is shown
const rowOf = (pk) => document.getElementById(`row-${pk}`);
const beyond = (row, step) => (step > 0 ? row?.nextElementSibling : row?.previousElementSibling);

/** The address of a comment by itself, which leads back to this shelf with its filters. */
const address = (pk) => {
  const query = new URLSearchParams(location.search);
  for (const name of ["item", "after", "before"]) query.delete(name);
  return `${location.pathname}${pk}/?${query}`;
};

// What the site answers in words: done, not to be done, or done by somebody else.
const ANSWERS = [200, 400, 409];

const post = async (url, body) => {
  const headers = { "X-Fragment": "1" };
  const response = await fetch(url, { method: "POST", body, headers, keepalive: true });
  if (!ANSWERS.includes(response.status)) throw new Error(response.statusText);
  return { done: response.ok, text: await response.text() };
};

const fragment = (pk) => {
  if (!fetched.has(pk)) {
    const answer = fetch(address(pk), { headers: { "X-Fragment": "1" } }).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.text();
    });
    answer.catch(() => fetched.delete(pk));
    fetched.set(pk, answer);
  }
  return fetched.get(pk);
};

const fetchNext = () => {
  const next = beyond(rowOf(here()), 1);
  if (next) fragment(next.dataset.pk);
};

const tell = (text, level = "") => {
  said.textContent = text;
  said.className = level;
};

/** Say that we look at what is shown, and learn whether somebody else does. */
const look = async () => {
  const pk = here();
  const form = beside.querySelector(".decide");
  if (!pk || !form || document.hidden) return;
  try {
    const { text } = await post(`${location.pathname}${pk}/presence/`, new FormData(form));
    if (here() === pk) beside.querySelector("#others").outerHTML = text;
  } catch {
    // The next beat tries again.
  }
};

const point = (pk) => {
  for (const link of list.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  const link = rowOf(pk).querySelector("a");
  link.setAttribute("aria-current", "true");
  link.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", link.href);
};

const show = async (pk) => {
  wanted = pk;
  let html;
  try {
    html = await fragment(pk);
  } catch {
    location.assign(rowOf(pk).querySelector("a").href);
    return;
  }
  if (wanted !== pk) return;
  beside.innerHTML = html;
  queue.classList.add("one-chosen");
  point(pk);
  beside.focus({ preventScroll: true });
  if (beside.getBoundingClientRect().top < 0) beside.scrollIntoView();
  fetched.delete(pk); // what is shown again may have changed
  fetchNext();
  look();
};

const go = (step) => {
  const row = beyond(rowOf(wanted), step);
  if (row) return show(row.dataset.pk);
  return document.querySelector(step > 0 ? ".turn [rel=next]" : ".turn [rel=prev]")?.click();
};

/** Let the number on this shelf's tab follow, as far as it was counted. */
const count = (by) => {
  const number = document.querySelector(".tabs [aria-current] .count");
  if (!number || !/^\d+$/.test(number.textContent)) return;
  number.textContent = Number(number.textContent) + by;
};

const isLast = () => {
  const row = rowOf(here());
  return !beyond(row, 1) && !beyond(row, -1);
};

/** Take a row away and show what comes next. */
const takeAway = (pk) => {
  const row = rowOf(pk);
  const next = beyond(row, 1) ?? beyond(row, -1);
  taken.set(pk, { row, before: row.nextElementSibling?.dataset.pk });
  row.remove();
  count(-1);
  // No key means a comment that isn't shown; what was fetched is there before anything is drawn.
  beside.replaceChildren();
  show(next.dataset.pk);
};

const putBack = (pk) => {
  const kept = taken.get(pk);
  if (!kept) return;
  taken.delete(pk);
  count(1);
  list.insertBefore(kept.row, (kept.before && rowOf(kept.before)) || null);
  fetched.delete(pk);
  show(pk);
};

/** Read what the server says: what was done, what else we did lately, and how much waits. */
const take = (text) => {
  const answer = new DOMParser().parseFromString(text, "text/html");
  const line = answer.getElementById("answer");
  tell(line.textContent, line.className);
  document.getElementById("lately").replaceWith(answer.getElementById("lately"));
  const link = document.getElementById("queue-link");
  if (link) link.textContent = answer.getElementById("waiting").textContent.trim();
  return line.dataset.about;
};

/** Send one form after the other, so that an undoing never overtakes what it undoes. */
const send = (form, button, then) => {
  const body = new FormData(form, button);
  unsent += 1;
  sending = sending.then(async () => {
    try {
      const { done, text } = await post(form.getAttribute("action"), body);
      then(done, take(text));
    } catch {
      tell(said.dataset.lost, "error");
      then(false);
    } finally {
      unsent -= 1;
    }
  });
};

const decide = (form, button) => {
  const pk = here();
  send(form, button, (done, about) => {
    // A colleague was faster (then it is gone for us too), or the network is: then it waits still.
    if (!done && about === undefined && said.className === "error") putBack(pk);
  });
  takeAway(pk);
};

const WAYS = {
  decide,
  feature: (form, button) => send(form, button, (done) => done && show(here())),
  undo: (form, button) =>
    send(form, button, (done, about) => {
      if (!done || !about) return;
      if (taken.has(about)) putBack(about);
      else if (about === here()) show(about);
    }),
};

/** A note is kept without leaving the comment, which is then drawn with it. */
const note = async (form) => {
  try {
    await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    await show(here());
  } catch {
    tell(said.dataset.lost, "error");
  }
};

document.addEventListener("submit", (event) => {
  if (list && event.target.closest("#beside .notes")) {
    event.preventDefault();
    note(event.target);
    return;
  }
  const way = Object.keys(WAYS).find((name) => event.target.classList.contains(name));
  if (!way || !list || !here()) return;
  if (way === "decide" && isLast()) {
    // The last one goes as a form does, after those before it: the page that follows tells of it.
    if (!unsent) return;
    event.preventDefault();
    sending.then(() => event.target.requestSubmit(event.submitter));
    return;
  }
  event.preventDefault();
  // Whoever is on the way to another comment doesn't mean the one that is still shown.
  if (here() === wanted) WAYS[way](event.target, event.submitter);
});

list?.addEventListener("click", (event) => {
  const link = event.target.closest(".row a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.closest(".row").dataset.pk);
});

beside?.addEventListener("click", (event) => {
  if (!event.target.closest(".to-list")) return;
  event.preventDefault();
  queue.classList.remove("one-chosen");
  rowOf(here())?.scrollIntoView({ block: "center" });
});

const press = (scope, key) => scope?.querySelector(`[data-key="${key}"]`)?.click();
for (const key of "arsdbfe") onKey(key, () => press(beside ?? document, key));
onKey("u", () => press(document.getElementById("lately"), "u"));
onKey("m", () => document.getElementById("note-text")?.focus());
onKey("x", () => rowOf(here())?.querySelector("input").click());
for (const key of "jn") onKey(key, () => go(1));
for (const key of "kp") onKey(key, () => go(-1));
onKey("?", () => help.showModal());

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !help.open) document.activeElement.blur();
});
for (const button of document.querySelectorAll("[data-help]")) {
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
}
window.addEventListener("beforeunload", (event) => {
  if (unsent) event.preventDefault();
});

if (list && here()) fetchNext();
if (beside) setInterval(look, HEARTBEAT);
