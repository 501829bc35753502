/**
 * Keeps what is being written in this browser, for each thread apart, until it has been taken. A
 * refused text stays; one that was taken is known by the news of it on the page that follows, and
 * one that had been taken before by the site's leading on to it.
 */

const PAUSE = 300; // milliseconds after the last key
const SEEN = "folkmoot:sent";
const SENDING = "folkmoot:sending";
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
      // Storage is full or forbidden: the form works as it does without it.
    }
  },
};

if (form) {
  const key = `folkmoot:draft:${new URL(form.action).pathname}`;
  const { body } = form.elements;
  let timer = 0;

  const write = (sent = false) => {
    clearTimeout(timer);
    const draft = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    store.set(key, draft.body.trim() ? { ...draft, sent } : null);
  };

  /** Whether the page tells of a comment that was taken since this browser last looked. */
  const taken = () => {
    const news = document.getElementById("sent");
    if (!news || store.get(SEEN) === news.dataset.id) return false;
    store.set(SEEN, news.dataset.id);
    return "new" in news.dataset;
  };

  /** Whether this window has sent the form and was led on to here. A refusal leads nowhere. */
  const ledOn = () => {
    const sent = store.get(SENDING, "sessionStorage") === key;
    store.set(SENDING, null, "sessionStorage");
    const [way] = performance.getEntriesByType("navigation");
    return sent && way?.type === "navigate" && way.redirectCount > 0;
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
    const part = document.getElementById("draft-note");
    if (!part) return;
    const note = part.content.firstElementChild.cloneNode(true);
    note.querySelector("button").addEventListener("click", () => discard(note));
    form.before(note);
  };

  const draft = store.get(key);
  const isTaken = [taken(), ledOn()].includes(true);
  if (isTaken && draft?.sent) store.set(key, null);
  else if (draft?.body && !body.value) restore(draft);

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    const sent = event.submitter?.name !== "preview";
    write(sent);
    store.set(SENDING, sent ? key : null, "sessionStorage");
  });
  window.addEventListener("pagehide", () => timer && !store.get(key)?.sent && write());
}
