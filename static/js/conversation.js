/**
 * Shows a conversation in place: the comments that a comment replies to above it, and its replies
 * below. The links to them remain.
 */
import { getComment, copyComment } from "./fragments.js";
import { list, page, strings } from "./page.js";

const getLinks = (comment, selector) => [
  ...comment.querySelectorAll(`:scope > ${selector} .ref:not(.unavailable)`),
];

const createPart = async (links, name) => {
  const element = document.createElement("div");
  element.className = `conversation-part ${name}`;
  const found = await Promise.allSettled(links.map(getComment));
  element.append(...found.flatMap(({ value }) => (value ? [copyComment(value)] : [])));
  return element;
};

const open = async (comment) => {
  const parts = await Promise.all([
    createPart(getLinks(comment, ".refs"), "above"),
    createPart(getLinks(comment, ".comment-foot"), "below"),
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
  } else comment.querySelectorAll(":scope > .conversation-part").forEach((part) => part.remove());
};

const addButtons = () => {
  for (const comment of list.querySelectorAll(":scope > .comment:not(:has(.show-conversation))")) {
    const foot = comment.querySelector(":scope > .comment-foot");
    if (!foot || !comment.querySelector(".ref:not(.unavailable)")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "show-conversation";
    button.textContent = strings.conversation;
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
  document.addEventListener("folkmoot:comments-inserted", addButtons);
}
