/**
 * Replies in place: "Reply" moves the form below the comment, adds the comment's number to the form,
 * and moves the focus there. "Cancel" and Escape move the form back below the comments and return to
 * the link. The text stays in the form. Without this script, the link leads to a page with the
 * comment and the form.
 */
import { copyComment, getComment } from "./fragments.js";

const MAX_TARGETS = 10; // as comments.submission.fields.MAX_REPLY_TARGETS

const form = document.getElementById("comment-form");
const section = form?.closest(".comment-form-section");
const notice = section?.querySelector(".replying-to");
// Pages with a rejected comment have a form but no list.
const list = document.querySelector(".comment-list");

// Marks the place of the form below the comments.
const marker = document.createComment("");
let opener = null; // the link below which the form is open
let openerTop = 0; // its position in the window

const getNumbers = () => {
  const { reply_to: first, also } = form.elements;
  return [first.value, ...also.value.split(/[\s,]+/)].filter(Boolean);
};

// Right-to-left text would move the "#" behind the number.
const isolate = (text) => {
  const part = document.createElement("bdi");
  part.textContent = text;
  return part;
};

const createLink = (number) => {
  const name = document.querySelector(`#c${number} .comment-by h3`)?.textContent.trim() ?? "";
  const a = document.createElement("a");
  a.href = name ? `#c${number}` : new URL(`../${number}/`, form.action);
  a.append(isolate(`#${number}`), ...(name ? [" ", isolate(name)] : []));
  return a;
};

/** Shows the comments above the form, unless the form is below one of them. */
const showTexts = async (links) => {
  const texts = section.querySelector(".reply-texts");
  const found = await Promise.allSettled(opener ? [] : links.map(getComment));
  texts.replaceChildren(...found.flatMap(({ value }) => (value && !opener ? [copyComment(value)] : [])));
};

const show = () => {
  const links = getNumbers().map(createLink);
  notice.querySelector(".reply-targets").replaceChildren(...links.flatMap((link, n) => (n ? [", ", link] : [link])));
  notice.hidden = !links.length;
  if (list) showTexts(links);
};

const setNumbers = ([first, ...others]) => {
  form.elements.reply_to.value = first ?? "";
  // The last one is the comment above the form.
  form.elements.also.value = others.slice(1 - MAX_TARGETS).join(" ");
  show();
  form.dispatchEvent(new Event("input"));
};

const setOpener = (link) => {
  opener?.removeAttribute("aria-expanded");
  link?.setAttribute("aria-expanded", "true");
  opener = link;
  section.setAttribute("aria-labelledby", link ? "replying-to" : "comment-form-heading");
};

/** Moves the form without moving the link in the window. */
const move = (link, insert) => {
  const top = link.getBoundingClientRect().top;
  insert();
  scrollBy({ top: link.getBoundingClientRect().top - top, behavior: "instant" });
};

/** Opens the form below a comment. */
export const replyTo = (comment) => {
  const link = comment.querySelector(":scope > .comment-foot > .reply");
  if (!link) return;
  if (link !== opener) {
    if (!marker.isConnected) section.before(marker);
    openerTop = link.getBoundingClientRect().top;
    move(link, () => link.parentElement.after(section));
    setOpener(link);
  }
  setNumbers([...new Set([...getNumbers(), comment.id.slice(1)])]);
  form.elements.body.focus({ preventScroll: true });
  form.elements.body.scrollIntoView({ block: "nearest", behavior: "instant" });
};

/** Moves the form back below the comments. */
const close = () => {
  marker.after(section);
  setOpener(null);
  setNumbers([]);
};

const cancel = () => {
  const link = opener;
  close();
  if (!link) return form.elements.body.focus();
  scrollBy({ top: link.getBoundingClientRect().top - openerTop, behavior: "instant" });
  link.focus({ preventScroll: true });
};

if (notice && list) {
  document.addEventListener("click", (event) => {
    // Let the browser open new tabs and windows.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const reply = event.target.closest("a.reply");
    if (reply) {
      event.preventDefault();
      replyTo(reply.closest(".comment"));
    } else if (opener && event.target.closest('a[href="#comment-form"]')) close();
  });
  notice.querySelector(".cancel-reply").addEventListener("click", (event) => {
    event.preventDefault();
    cancel();
  });
  section.addEventListener("keydown", (event) => {
    // Escape also closes suggestions and ends the composition of a character.
    if (event.key !== "Escape" || !opener || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    cancel();
  });
}

if (notice) {
  // A restored draft includes the numbers. A discarded draft leaves the numbers of the open form.
  form.addEventListener("restored", () => {
    if (opener && !getNumbers().length) setNumbers([opener.closest(".comment").id.slice(1)]);
    else show();
  });
  // The URL contained the number; add the name from the page.
  if (getNumbers().length) show();
}
