/**
 * Keeps an article or page while it is written: on the site within seconds, and in this browser until the
 * site has it. Two windows that hold different texts are shown both.
 */

import * as kept from "./local-drafts.js";

const PAUSE = 2000; // milliseconds from the first change that isn't kept yet
const AGAIN = 5000; // after the site could not be reached
const WORDS = ["title", "source", "markup", "excerpt"];
const FACTS = ["kind", "pk", "key", "draft_version", "base_version"];

const start = (status) => {
  const form = status.closest("form");
  const { elements } = form;
  if (!elements.key) return;
  const kind = elements.kind.value;
  const isNew = !elements.pk.value;
  const beginning = `new-${kind}-`;
  const name = isNew ? `${beginning}${elements.key.value}` : `${kind}-${elements.pk.value}`;
  let timer = 0;
  let isSending = false;
  let isAsking = false;

  const words = () => Object.fromEntries(WORDS.map((field) => [field, elements[field].value]));
  const isSame = (one, other) => WORDS.every((field) => one[field] === other[field]);
  let last = words();

  const tell = (state) => {
    status.textContent = status.dataset[state] ?? "";
    status.dataset.state = state;
    status.hidden = !status.textContent;
  };

  const keepHere = (sent = false) =>
    kept.put(name, { ...words(), at: Date.now(), base_version: elements.base_version.value, sent });

  const set = (text) => {
    for (const field of WORDS) {
      elements[field].value = text[field] ?? "";
      elements[field].dispatchEvent(new Event(field === "markup" ? "change" : "input"));
    }
  };

  const plan = (pause = PAUSE) => {
    if (!timer && !isAsking) timer = setTimeout(send, pause);
  };

  const send = async () => {
    timer = 0;
    const sent = words();
    if (isSending || isAsking) return;
    if (isSame(sent, last)) return;
    isSending = true;
    const data = new FormData();
    for (const field of FACTS) data.set(field, elements[field].value);
    for (const field of WORDS) data.set(field, sent[field]);
    try {
      const response = await fetch(status.dataset.autosave, { method: "POST", body: data });
      if (response.status === 401) throw new Error("signedOut");
      if (response.status !== 200 && response.status !== 409) throw new Error("offline");
      answer(await response.json(), sent, response.status === 409);
    } catch (error) {
      keepHere();
      tell(error.message === "signedOut" ? "signedOut" : "offline");
      plan(AGAIN);
    } finally {
      isSending = false;
    }
  };

  const answer = (told, sent, isConflict) => {
    elements.csrfmiddlewaretoken.value = told.csrf_token;
    if (isConflict) {
      tell("");
      choose("writing-other-part", told, () => (elements.draft_version.value = told.draft_version));
      return;
    }
    elements.draft_version.value = told.draft_version;
    last = sent;
    tell("saved");
    if (isSame(words(), sent)) kept.drop(name);
    else plan();
  };

  /** Let the author choose between what is in the form and another text. */
  const choose = (part, theirs, afterwards) => {
    isAsking = true;
    keepHere();
    const asked = document.getElementById(part).content.firstElementChild.cloneNode(true);
    for (const [place, text] of [["[data-theirs]", theirs], ["[data-mine]", words()]]) {
      const shown = asked.querySelector(place);
      if (shown) shown.textContent = `${text.title}\n\n${text.source}`;
    }
    asked.addEventListener("click", ({ target }) => {
      const { take } = target.dataset;
      if (!take) return;
      asked.remove();
      isAsking = false;
      afterwards();
      if (take === "theirs") set(theirs);
      last = take === "theirs" && part === "writing-other-part" ? words() : {};
      kept.drop(name);
      plan(0);
    });
    form.before(asked);
    asked.scrollIntoView({ block: "nearest" });
  };

  const changed = () => {
    keepHere();
    plan();
  };

  form.addEventListener("input", ({ target }) => WORDS.includes(target.name) && changed());
  form.addEventListener("change", ({ target }) => target.name === "markup" && changed());
  form.addEventListener("submit", ({ submitter }) => submitter?.formTarget || keepHere(true));
  window.addEventListener("online", () => plan(0));

  const own = isNew ? kept.orphan(beginning, name) : name;
  const here = own && kept.get(own);
  if (here && !isSame(here, words())) {
    const isNews = isNew || here.base_version === elements.base_version.value || !here.sent;
    if (isNews) choose("writing-kept-part", here, () => kept.drop(own));
    else kept.drop(own);
  }
};

if (document.querySelector(".messagelist .success")) kept.dropSent();
for (const status of document.querySelectorAll("[data-autosave]")) start(status);
