/**
 * Collapses the comments of muted people, but not the replies to them. Each comment can be expanded.
 * The server includes an account's list in the page. A guest's browser stores its own list, and
 * this script renders the page that shows it.
 */

const KEY = "folkmoot:muted";

const template = document.getElementById("muted-template");
const accountList = template?.dataset.muted;

const load = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // Storage is disabled or contains something else.
  }
};

const store = (value) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // The list is lost when the page is closed.
  }
};

const isPerson = (entry) => typeof entry?.slug === "string" && typeof entry.name === "string";
const stored = load();
let people = Array.isArray(stored) ? stored.filter(isPerson) : [];

const getSlugs = () =>
  new Set(accountList === undefined ? people.map((person) => person.slug) : accountList.split(" "));

/** Returns the last part of the URL of the author's page. */
const getAuthorSlug = (comment) =>
  decodeURIComponent(
    comment.querySelector(".p-author a.p-name")?.pathname.split("/").at(-2) ?? "",
  );

const collapse = (comment) => {
  const replacement = template.content.cloneNode(true).firstElementChild;
  replacement.querySelector("button").addEventListener("click", () => expand(comment, true));
  comment.querySelector(".comment-head").after(replacement);
  comment.classList.add("muted");
};

const expand = (comment, byReader = false) => {
  comment.querySelector(":scope > .muted-notice")?.remove();
  comment.classList.remove("muted");
  if (!byReader) return;
  comment.classList.add("expanded");
  comment.querySelector(".p-name").focus();
};

/** Applies the list to the page. A comment that the reader has expanded stays as it is. */
const update = () => {
  if (!template) return;
  const slugs = getSlugs();
  for (const comment of document.querySelectorAll(".comment.p-comment:not(.expanded)")) {
    const isMuted = slugs.has(getAuthorSlug(comment));
    if (isMuted === comment.classList.contains("muted")) continue;
    if (isMuted) collapse(comment);
    else expand(comment);
  }
};

const setPeople = (list) => {
  people = list;
  store(people);
  update();
  renderList();
};

/** Renders the list on the page of muted people. */
const renderList = () => {
  const list = document.querySelector("[data-muted-list]");
  if (!list) return;
  const row = document.querySelector("[data-muted-row]");
  list.replaceChildren(
    ...people.map((person) => {
      const item = row.content.cloneNode(true).firstElementChild;
      const link = item.querySelector("a");
      link.href = `/people/${encodeURIComponent(person.slug)}/`;
      link.textContent = person.name;
      item.querySelector(".visually-hidden").textContent = person.name;
      item
        .querySelector("button")
        .addEventListener("click", () => setPeople(people.filter((other) => other !== person)));
      return item;
    }),
  );
  list.hidden = people.length === 0;
  document.querySelector("[data-muted-none]").hidden = people.length > 0;
};

/** Shows the buttons that need this script, wherever a menu was inserted. */
const showButtons = (root) => {
  for (const button of root.querySelectorAll("[data-mute]")) {
    button.closest("[hidden]")?.removeAttribute("hidden");
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mute]");
  if (!button) return;
  const { mute: slug, name } = button.dataset;
  // Muting someone again collapses the comments that were expanded.
  for (const comment of document.querySelectorAll(".expanded")) {
    if (getAuthorSlug(comment) === slug) comment.classList.remove("expanded");
  }
  setPeople([...people.filter((person) => person.slug !== slug), { slug, name }]);
  const back = button.closest(".menu")?.querySelector("a");
  if (!document.querySelector(".comment-list") && back) location.assign(back.href);
});

const thread = document.querySelector(".comments");
if (thread && template) {
  // Comments and menus can be inserted later.
  new MutationObserver(() => {
    update();
    showButtons(thread);
  }).observe(thread, { childList: true, subtree: true });
}

update();
showButtons(document);
renderList();
