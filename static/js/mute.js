/**
 * Folds what somebody says whom the reader ignores: only that comment, not the answers to it, and a
 * press unfolds it. An account keeps its list on the server, which writes it into the page; a
 * guest's browser keeps it itself, and this script draws the page that shows it.
 */

const IGNORED = "folkmoot:ignored";

const note = document.getElementById("ignoring");
const account = note?.dataset.ignored;

const kept = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // Storage is forbidden, or holds what we didn't write.
  }
};

const keep = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then it lasts as long as the page.
  }
};

const isPerson = (one) => typeof one?.slug === "string" && typeof one.name === "string";
const stored = kept(IGNORED);
let people = Array.isArray(stored) ? stored.filter(isPerson) : [];

const slugs = () =>
  new Set(account === undefined ? people.map((one) => one.slug) : account.split(" "));

/** The last part of the author's address, as it stands in the page. */
const slugOf = (comment) =>
  decodeURIComponent(
    comment.querySelector(".p-author a.p-name")?.pathname.split("/").at(-2) ?? "",
  );

const fold = (comment) => {
  const folded = note.content.cloneNode(true).firstElementChild;
  folded.querySelector("button").addEventListener("click", () => unfold(comment, true));
  comment.querySelector(".comment-head").after(folded);
  comment.classList.add("ignored");
};

const unfold = (comment, looked = false) => {
  comment.querySelector(":scope > .folded")?.remove();
  comment.classList.remove("ignored");
  if (!looked) return;
  comment.classList.add("looked-at");
  comment.querySelector(".p-name").focus();
};

/** Folds and unfolds so that the page agrees with the list. A comment that was unfolded stays. */
const update = () => {
  if (!note) return;
  const ignored = slugs();
  for (const comment of document.querySelectorAll(".comment.p-comment:not(.looked-at)")) {
    const wanted = ignored.has(slugOf(comment));
    if (wanted === comment.classList.contains("ignored")) continue;
    if (wanted) fold(comment);
    else unfold(comment);
  }
};

const change = (list) => {
  people = list;
  keep(IGNORED, people);
  update();
  draw();
};

/** The page of those whom this browser ignores. */
const draw = () => {
  const list = document.querySelector("[data-ignored-list]");
  if (!list) return;
  const row = document.querySelector("[data-ignored-row]");
  list.replaceChildren(
    ...people.map((one) => {
      const item = row.content.cloneNode(true).firstElementChild;
      const link = item.querySelector("a");
      link.href = `/people/${encodeURIComponent(one.slug)}/`;
      link.textContent = one.name;
      item.querySelector(".unseen").textContent = one.name;
      item
        .querySelector("button")
        .addEventListener("click", () => change(people.filter((other) => other !== one)));
      return item;
    }),
  );
  list.hidden = people.length === 0;
  document.querySelector("[data-ignored-none]").hidden = people.length > 0;
};

/** Shows what needs this script: the button of a menu, wherever the menu was put. */
const offer = (root) => {
  for (const button of root.querySelectorAll("[data-ignore]")) {
    button.closest("[hidden]")?.removeAttribute("hidden");
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ignore]");
  if (!button) return;
  const { ignore: slug, name } = button.dataset;
  // Whoever ignores somebody once more has seen enough.
  for (const comment of document.querySelectorAll(".looked-at")) {
    if (slugOf(comment) === slug) comment.classList.remove("looked-at");
  }
  change([...people.filter((one) => one.slug !== slug), { slug, name }]);
  const back = button.closest(".menu")?.querySelector("a");
  if (!document.querySelector(".comment-list") && back) location.assign(back.href);
});

const thread = document.querySelector(".comments");
if (thread && note) {
  // Comments that come in later are folded as they come; so are menus offered.
  new MutationObserver(() => {
    update();
    offer(thread);
  }).observe(thread, { childList: true, subtree: true });
}

update();
offer(document);
draw();
