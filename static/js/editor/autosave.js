/**
 * Autosaves an article or page: to the server within seconds, and to localStorage until the server
 * has it. If two windows hold different texts, the author chooses.
 */

import * as localDrafts from "./local-drafts.js";

const DELAY = 2000; // milliseconds from the first unsaved change
const RETRY_DELAY = 5000; // milliseconds after a failed request
const TEXT_FIELDS = ["title", "source", "markup", "excerpt"];
const OTHER_FIELDS = ["kind", "pk", "key", "draft_version", "base_version"];

const start = (status) => {
  const form = status.closest("form");
  const { elements } = form;
  if (!elements.key) return;
  const kind = elements.kind.value;
  const isNew = !elements.pk.value;
  const prefix = `new-${kind}-`;
  const name = isNew ? `${prefix}${elements.key.value}` : `${kind}-${elements.pk.value}`;
  let timer = 0;
  let isSaving = false;
  let isChoosing = false;

  const read = () =>
    Object.fromEntries(TEXT_FIELDS.map((field) => [field, elements[field].value]));
  const isEqual = (text, other) => TEXT_FIELDS.every((field) => text[field] === other[field]);
  let lastSaved = read();

  const showState = (state) => {
    status.textContent = status.dataset[state] ?? "";
    status.dataset.state = state;
    status.hidden = !status.textContent;
  };

  const saveLocally = (isSubmitted = false) =>
    localDrafts.set(name, {
      ...read(),
      at: Date.now(),
      base_version: elements.base_version.value,
      isSubmitted,
    });

  const fill = (text) => {
    for (const field of TEXT_FIELDS) {
      elements[field].value = text[field] ?? "";
      elements[field].dispatchEvent(new Event(field === "markup" ? "change" : "input"));
    }
  };

  const schedule = (delay = DELAY) => {
    if (!timer && !isChoosing) timer = setTimeout(save, delay);
  };

  const save = async () => {
    timer = 0;
    const text = read();
    if (isSaving || isChoosing) return;
    if (isEqual(text, lastSaved)) return;
    isSaving = true;
    const data = new FormData();
    for (const field of OTHER_FIELDS) data.set(field, elements[field].value);
    for (const field of TEXT_FIELDS) data.set(field, text[field]);
    try {
      const response = await fetch(status.dataset.autosave, { method: "POST", body: data });
      if (response.status === 401) throw new Error("signedOut");
      if (response.status !== 200 && response.status !== 409) throw new Error("offline");
      handleResponse(await response.json(), text, response.status === 409);
    } catch (error) {
      saveLocally();
      showState(error.message === "signedOut" ? "signedOut" : "offline");
      schedule(RETRY_DELAY);
    } finally {
      isSaving = false;
    }
  };

  const handleResponse = (data, text, isConflict) => {
    elements.csrfmiddlewaretoken.value = data.csrf_token;
    if (isConflict) {
      showState("");
      choose("autosave-conflict-template", data, () => {
        elements.draft_version.value = data.draft_version;
      });
      return;
    }
    elements.draft_version.value = data.draft_version;
    lastSaved = text;
    showState("saved");
    if (isEqual(read(), text)) localDrafts.remove(name);
    else schedule();
  };

  /** Let the author choose between the text in the form and another one. */
  const choose = (templateId, theirs, afterwards) => {
    isChoosing = true;
    saveLocally();
    const notice = document.getElementById(templateId).content.firstElementChild.cloneNode(true);
    for (const [selector, text] of [["[data-theirs]", theirs], ["[data-mine]", read()]]) {
      const output = notice.querySelector(selector);
      if (output) output.textContent = `${text.title}\n\n${text.source}`;
    }
    notice.addEventListener("click", ({ target }) => {
      const { choice } = target.dataset;
      if (!choice) return;
      notice.remove();
      isChoosing = false;
      afterwards();
      if (choice === "theirs") fill(theirs);
      const isStored = choice === "theirs" && templateId === "autosave-conflict-template";
      lastSaved = isStored ? read() : {};
      localDrafts.remove(name);
      schedule(0);
    });
    form.before(notice);
    notice.scrollIntoView({ block: "nearest" });
  };

  const handleChange = () => {
    saveLocally();
    schedule();
  };

  form.addEventListener("input", ({ target }) => TEXT_FIELDS.includes(target.name) && handleChange());
  form.addEventListener("change", ({ target }) => target.name === "markup" && handleChange());
  form.addEventListener("submit", ({ submitter }) => submitter?.formTarget || saveLocally(true));
  window.addEventListener("online", () => schedule(0));

  const localName = isNew ? localDrafts.findOther(prefix, name) : name;
  const local = localName && localDrafts.get(localName);
  if (local && !isEqual(local, read())) {
    const isUnsaved =
      isNew || local.base_version === elements.base_version.value || !local.isSubmitted;
    if (isUnsaved) choose("local-draft-template", local, () => localDrafts.remove(localName));
    else localDrafts.remove(localName);
  }
};

if (document.querySelector(".messagelist .success")) localDrafts.removeSubmitted();
for (const status of document.querySelectorAll("[data-autosave]")) start(status);
