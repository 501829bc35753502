/**
 * Shows a conversation in place: the comments that a comment replies to above it, and its replies
 * below. The links to them remain.
 */
import { getComment, copyComment } from "./fragments.js";
import { list, page, words } from "./page.js";

const refs = (comment, place) => [...comment.querySelectorAll(`:scope > ${place} .ref:not(.absent)`)];

const createPart = async (links, name) => {
  const element = document.createElement("div");
  element.className = `conversation-part ${name}`;
  const found = await Promise.allSettled(links.map(getComment));
  element.append(...found.flatMap(({ value }) => (value ? [copyComment(value)] : [])));
  return element;
};

const open = async (comment) => {
  const parts = await Promise.all([
    createPart(refs(comment, ".refs"), "above"),
    createPart(refs(comment, ".comment-foot"), "below"),
  ]);
  const [above, below] = parts;
  if (above.firstChild) comment.querySelector(":scope > .prose").before(above);
  if (below.firstChild) comment.querySelector(":scope > .comment-foot").after(below);
};

const toggle = async (button) => {
  const comment = button.closest(".comment");
  const opening = button.getAttribute("aria-expanded") === "false";
  button.setAttribute("aria-expanded", opening);
  if (opening) {
    button.disabled = true;
    await open(comment);
    button.disabled = false;
    button.focus({ preventScroll: true });
  } else comment.querySelectorAll(":scope > .conversation-part").forEach((one) => one.remove());
};

const addButtons = () => {
  for (const comment of list.querySelectorAll(":scope > .comment:not(:has(.show-conversation))")) {
    const foot = comment.querySelector(":scope > .comment-foot");
    if (!foot || !comment.querySelector(".ref:not(.absent)")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "show-conversation";
    button.textContent = words.conversation;
    button.setAttribute("aria-expanded", "false");
    foot.prepend(button);
  }
};

if (list && page.view === "flat") {
  addButtons();
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".show-conversation");
    if (button) toggle(button);
  });
  document.addEventListener("folkmoot:arrived", addButtons);
}
