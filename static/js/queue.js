/**
 * Makes the moderation queue fast: the next comment is prefetched, and it is displayed while the
 * decision is being sent. All links and forms also work without this script.
 */
import { onKey } from "./shortcuts.js";

const HEARTBEAT = 45_000; // milliseconds; presence expires after two minutes
const COUNT_INTERVAL = 30_000; // milliseconds
const pane = document.getElementById("selected-comment");
const list = document.querySelector("#queue-list ol");
const message = document.getElementById("queue-message");
const help = document.getElementById("shortcuts-help");
const queue = document.getElementById("queue");
const fetched = new Map();
const removed = new Map(); // rows of decided comments, restored by undo
// The moderator's decisions that can be undone, oldest first; without a URL until they are saved.
const decisions = [...document.querySelectorAll("#recent-decisions form.undo")]
  .map((form) => ({ undoUrl: form.getAttribute("action") }))
  .reverse();
let sending = Promise.resolve();
let unsent = 0;
let isLeaving = false; // a form that loads another page has been submitted

const getDisplayed = () => pane?.querySelector(".item")?.dataset.pk;
let requested = getDisplayed(); // the last requested comment
let moves = 0; // how often the moderator has gone to another comment
const getRow = (pk) => document.getElementById(`row-${pk}`);
const getSibling = (row, step) => (step > 0 ? row?.nextElementSibling : row?.previousElementSibling);

/** Returns the URL of a comment, with the filters of this tab. */
const getUrl = (pk) => {
  const query = new URLSearchParams(location.search);
  for (const name of ["item", "after", "before"]) query.delete(name);
  return `${location.pathname}${pk}/?${query}`;
};

// Responses with a message: done, invalid, or decided by someone else.
const STATUS_CODES = [200, 400, 409];

const post = async (url, body) => {
  const headers = { "X-Fragment": "1" };
  const response = await fetch(url, { method: "POST", body, headers, keepalive: true });
  if (!STATUS_CODES.includes(response.status)) throw new Error(response.statusText);
  return { done: response.ok, text: await response.text() };
};

const fetchItem = (pk) => {
  if (!fetched.has(pk)) {
    const request = fetch(getUrl(pk), { headers: { "X-Fragment": "1" } }).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.text();
    });
    request.catch(() => fetched.delete(pk));
    fetched.set(pk, request);
  }
  return fetched.get(pk);
};

const fetchNext = () => {
  const next = getSibling(getRow(getDisplayed()), 1);
  if (next) fetchItem(next.dataset.pk);
};

const showMessage = (text, level = "") => {
  message.textContent = text;
  message.className = level;
};

/** Reports that this moderator has opened the comment, and updates who else has. */
const reportPresence = async () => {
  const pk = getDisplayed();
  const form = pane.querySelector(".decide");
  if (!pk || !form || document.hidden) return;
  try {
    const { text } = await post(`${location.pathname}${pk}/presence/`, new FormData(form));
    if (getDisplayed() === pk) pane.querySelector("#presence").outerHTML = text;
  } catch {
    // The next heartbeat tries again.
  }
};

const selectRow = (pk) => {
  for (const link of list.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
  const link = getRow(pk).querySelector("a");
  link.setAttribute("aria-current", "true");
  link.scrollIntoView({ block: "nearest" });
  history.replaceState(null, "", link.href);
};

const show = async (pk) => {
  requested = pk;
  let html;
  try {
    html = await fetchItem(pk);
  } catch {
    location.assign(getRow(pk).querySelector("a").href);
    return;
  }
  if (requested !== pk) return;
  pane.innerHTML = html;
  queue.classList.add("has-selection");
  selectRow(pk);
  pane.focus({ preventScroll: true });
  if (pane.getBoundingClientRect().top < 0) pane.scrollIntoView();
  fetched.delete(pk); // it may change until it is displayed again
  fetchNext();
  reportPresence();
};

const showNext = (step) => {
  const row = getSibling(getRow(requested), step);
  moves += 1;
  if (row) return show(row.dataset.pk);
  return document.querySelector(step > 0 ? ".queue-pager [rel=next]" : ".queue-pager [rel=prev]")?.click();
};

/** Updates the number on the tab, unless it is capped. */
const updateCount = (by) => {
  const number = document.querySelector(".tabs [aria-current] .count");
  if (!number || !/^\d+$/.test(number.textContent)) return;
  number.textContent = Number(number.textContent) + by;
};

const parseCount = (text) => Number(text.replace(/\D/g, ""));

/** Updates the numbers on all tabs, and announces new comments in this one. */
const refreshCounts = async () => {
  const link = document.getElementById("queue-link");
  if (!link || document.hidden || unsent) return;
  try {
    const response = await fetch(`${link.dataset.url}?tabs=1`);
    // A decision that is on its way has been subtracted already.
    if (!response.ok || unsent) return;
    const { counts, text } = await response.json();
    link.textContent = text;
    for (const number of document.querySelectorAll(".tabs .count")) {
      const hasMore = parseCount(counts[number.dataset.tab]) > parseCount(number.textContent);
      number.textContent = counts[number.dataset.tab];
      if (hasMore && number.closest("[aria-current]")) announceNew();
    }
  } catch {
    // Try again next time.
  }
};

const announceNew = () => {
  const note = document.getElementById("queue-new");
  note.hidden = false;
  note.querySelector("span").textContent = note.dataset.text;
};

const isLast = () => {
  const row = getRow(getDisplayed());
  return !getSibling(row, 1) && !getSibling(row, -1);
};

/** Removes a row and shows the next one. */
const removeRow = (pk) => {
  const row = getRow(pk);
  const next = getSibling(row, 1) ?? getSibling(row, -1);
  removed.set(pk, { row, before: row.nextElementSibling?.dataset.pk });
  row.remove();
  updateCount(-1);
  // Shortcuts must not act on the old comment; a prefetched one appears without flicker.
  pane.replaceChildren();
  show(next.dataset.pk);
};

/** Restores a row; shows its comment unless the moderator has opened another one since. */
const restoreRow = (pk, movesBefore) => {
  const entry = removed.get(pk);
  if (!entry) return;
  removed.delete(pk);
  updateCount(1);
  list.insertBefore(entry.row, (entry.before && getRow(entry.before)) || null);
  fetched.delete(pk);
  if (moves === movesBefore && !isLeaving) show(pk);
};

/** Shows a changed comment again if it is still displayed. */
const refresh = (pk) => {
  fetched.delete(pk);
  if (requested === pk && !isLeaving) show(pk);
};

/**
 * Applies a response: message, recent decisions and number of pending comments. Returns the
 * comment and the URL that undoes the decision.
 */
const applyResponse = (text) => {
  const fragment = new DOMParser().parseFromString(text, "text/html");
  const result = fragment.getElementById("action-result");
  showMessage(result.textContent, result.className);
  document.getElementById("recent-decisions").replaceWith(fragment.getElementById("recent-decisions"));
  const link = document.getElementById("queue-link");
  if (link) link.textContent = fragment.getElementById("pending").textContent.trim();
  return result.dataset;
};

/**
 * Sends requests one after the other, so that an undo arrives after its decision. The URL is
 * requested when it is needed; without one, nothing is sent.
 */
const send = (body, getTarget, onResponse) => {
  unsent += 1;
  sending = sending.then(async () => {
    try {
      const url = getTarget();
      if (!url) return;
      const { done, text } = await post(url, body);
      onResponse(done, applyResponse(text));
    } catch {
      showMessage(message.dataset.error, "error");
      onResponse(false, {});
    } finally {
      unsent -= 1;
      refreshCounts();
    }
  });
};

const forget = (decision) => {
  const index = decisions.indexOf(decision);
  if (index >= 0) decisions.splice(index, 1);
};

/** Sends a decision. Undo refers to it from now on, even if the response is late. */
const sendDecision = (form, button, onResponse) => {
  const decision = {};
  decisions.push(decision);
  send(new FormData(form, button), () => form.getAttribute("action"), (done, { comment, undo: url }) => {
    decision.undoUrl = url;
    if (!url) forget(decision);
    onResponse(done, comment);
  });
};

const decide = (form, button) => {
  const pk = getDisplayed();
  moves += 1;
  const movesBefore = moves;
  sendDecision(form, button, (done, decidedPk) => {
    // Restore the row after a network error, but not if someone else was faster.
    if (!done && decidedPk === undefined && message.className === "error") restoreRow(pk, movesBefore);
  });
  removeRow(pk);
};

const feature = (form, button) => {
  const pk = getDisplayed();
  sendDecision(form, button, (done) => done && refresh(pk));
};

const sendUndo = (body, getTarget) => {
  const movesBefore = moves;
  send(body, getTarget, (done, { comment: pk }) => {
    if (!done || !pk) return;
    if (removed.has(pk)) restoreRow(pk, movesBefore);
    else refresh(pk);
  });
};

const undo = (form, button) => {
  const url = form.getAttribute("action");
  forget(decisions.find((decision) => decision.undoUrl === url));
  sendUndo(new FormData(form, button), () => url);
};

/** Undoes the last decision, also one that is still being sent. If that one fails, nothing is undone. */
const undoLast = () => {
  if (isLeaving || !list) return;
  const decision = decisions.pop();
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  if (decision) sendUndo(body, () => decision.undoUrl);
};

const HANDLERS = { decide, feature, undo };

/** Saves a note and displays the comment again. */
const saveNote = async (form) => {
  const pk = getDisplayed();
  try {
    await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    refresh(pk);
  } catch {
    showMessage(message.dataset.error, "error");
  }
};

document.addEventListener("submit", (event) => {
  if (list && event.target.closest("#selected-comment .notes")) {
    event.preventDefault();
    saveNote(event.target);
    return;
  }
  const name = Object.keys(HANDLERS).find((handler) => event.target.classList.contains(handler));
  if (!name || !list || !getDisplayed()) return;
  if (isLeaving) {
    event.preventDefault();
    return;
  }
  if (name === "decide" && isLast()) {
    // Submit the last one as a form, after the others; the next page shows the result.
    isLeaving = true;
    if (!unsent) return;
    event.preventDefault();
    const { target, submitter } = event;
    sending.then(() => {
      isLeaving = false;
      target.requestSubmit(submitter);
    });
    return;
  }
  event.preventDefault();
  // Ignore decisions while another comment is being loaded.
  if (getDisplayed() === requested) HANDLERS[name](event.target, event.submitter);
});

// A double click and a held Enter key press a button once: the second time, another comment is displayed.
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest("form button")) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.closest("form button")) event.preventDefault();
});

list?.addEventListener("click", (event) => {
  const link = event.target.closest(".row a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  moves += 1;
  show(link.closest(".row").dataset.pk);
});

pane?.addEventListener("click", (event) => {
  if (!event.target.closest(".back-to-list")) return;
  event.preventDefault();
  queue.classList.remove("has-selection");
  getRow(getDisplayed())?.scrollIntoView({ block: "center" });
});

const clickButton = (scope, key) => scope?.querySelector(`[data-key="${key}"]`)?.click();
for (const key of "arsdbfe") onKey(key, () => clickButton(pane ?? document, key));
onKey("u", undoLast);
onKey("m", () => document.getElementById("note-text")?.focus());
onKey("x", () => getRow(getDisplayed())?.querySelector("input").click());
for (const key of "jn") onKey(key, () => showNext(1));
for (const key of "kp") onKey(key, () => showNext(-1));
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
window.addEventListener("pageshow", () => {
  isLeaving = false; // the browser may show this page again
});

if (list && getDisplayed()) fetchNext();
if (pane) setInterval(reportPresence, HEARTBEAT);
setInterval(refreshCounts, COUNT_INTERVAL);
