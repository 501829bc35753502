/**
 * Stores the draft of a comment in the browser, per thread, until the comment is posted. A posted
 * comment is recognized by the notice on the next page, a repeated one by the redirect. A rejected
 * comment stays a draft.
 */

const SAVE_DELAY = 300; // milliseconds after the last keystroke
const LAST_NOTICE = "folkmoot:last-notice";
const SUBMITTING = "folkmoot:submitting";
const FIELDS = ["body", "reply_to", "also"];

const form = document.getElementById("comment-form");

const store = {
  get: (key, area = "localStorage") => {
    try {
      return JSON.parse(window[area].getItem(key));
    } catch {
      return null;
    }
  },
  set: (key, value, area = "localStorage") => {
    try {
      if (value === null) window[area].removeItem(key);
      else window[area].setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or disabled.
    }
  },
};

if (form) {
  const key = `folkmoot:draft:${new URL(form.action).pathname}`;
  const { body } = form.elements;
  let timer = 0;

  const save = (submitted = false) => {
    clearTimeout(timer);
    const draft = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    store.set(key, draft.body.trim() ? { ...draft, submitted } : null);
  };

  /** Checks whether the page has a notice of a new comment that this browser hasn't seen. */
  const hasNewNotice = () => {
    const notice = document.getElementById("post-notice");
    if (!notice || store.get(LAST_NOTICE) === notice.dataset.id) return false;
    store.set(LAST_NOTICE, notice.dataset.id);
    return "new" in notice.dataset;
  };

  /** Checks whether this tab submitted the form and was redirected here. Rejections don't redirect. */
  const wasRedirected = () => {
    const submitted = store.get(SUBMITTING, "sessionStorage") === key;
    store.set(SUBMITTING, null, "sessionStorage");
    const [entry] = performance.getEntriesByType("navigation");
    return submitted && entry?.type === "navigate" && entry.redirectCount > 0;
  };

  const discard = (note) => {
    for (const name of FIELDS) form.elements[name].value = "";
    store.set(key, null);
    note.remove();
    form.dispatchEvent(new Event("restored"));
    body.focus();
  };

  const restore = (draft) => {
    for (const name of FIELDS) form.elements[name].value ||= draft[name] ?? "";
    form.dispatchEvent(new Event("restored"));
    const template = document.getElementById("draft-template");
    if (!template) return;
    const note = template.content.firstElementChild.cloneNode(true);
    note.querySelector("button").addEventListener("click", () => discard(note));
    form.before(note);
  };

  const draft = store.get(key);
  const isPosted = [hasNewNotice(), wasRedirected()].includes(true);
  if (isPosted && draft?.submitted) store.set(key, null);
  else if (draft?.body && !body.value) restore(draft);

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_DELAY);
  });
  form.addEventListener("submit", (event) => {
    const submitted = event.submitter?.name !== "preview";
    save(submitted);
    store.set(SUBMITTING, submitted ? key : null, "sessionStorage");
  });
  window.addEventListener("pagehide", () => timer && !store.get(key)?.submitted && save());
}
