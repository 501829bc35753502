/**
 * Shows a conversation in place: above a comment those that it addresses, below it those that answer
 * it. The links to them stay, for whoever would rather go there.
 */
import { commentAt, copyOf } from "./fragments.js";
import { list, page, words } from "./page.js";

const refs = (comment, place) => [...comment.querySelectorAll(`:scope > ${place} .ref:not(.absent)`)];

const shelf = async (links, name) => {
  const element = document.createElement("div");
  element.className = `unfolded ${name}`;
  const found = await Promise.allSettled(links.map(commentAt));
  element.append(...found.flatMap(({ value }) => (value ? [copyOf(value)] : [])));
  return element;
};

const open = async (comment) => {
  const shelves = await Promise.all([
    shelf(refs(comment, ".refs"), "above"),
    shelf(refs(comment, ".comment-foot"), "below"),
  ]);
  const [above, below] = shelves;
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
  } else comment.querySelectorAll(":scope > .unfolded").forEach((one) => one.remove());
};

const offer = () => {
  for (const comment of list.querySelectorAll(":scope > .comment:not(:has(.unfold))")) {
    const foot = comment.querySelector(":scope > .comment-foot");
    if (!foot || !comment.querySelector(".ref:not(.absent)")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "unfold";
    button.textContent = words.conversation;
    button.setAttribute("aria-expanded", "false");
    foot.prepend(button);
  }
};

if (list && page.view === "flat") {
  offer();
  list.addEventListener("click", (event) => {
    const button = event.target.closest(".unfold");
    if (button) toggle(button);
  });
  document.addEventListener("folkmoot:arrived", offer);
}
