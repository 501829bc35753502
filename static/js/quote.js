/**
 * Adds a button to selected text that quotes it in a reply: lines that start with ">". The form then
 * contains the number of the quoted comment.
 */
import { replyTo } from "./replies.js";

const DELAY = 150; // milliseconds without a change of the selection

const form = document.getElementById("comment-form");
const template = document.getElementById("quote-template");

if (form && template) {
  const { body } = form.elements;
  const button = template.content.firstElementChild.cloneNode(true);
  let timer = 0;

  /** Returns the selection if it is within one comment. */
  const getSelected = () => {
    const selection = document.getSelection();
    const text = selection.toString().trim();
    if (!text || selection.isCollapsed) return null;
    const [from, to] = [selection.anchorNode, selection.focusNode].map((node) =>
      (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".comment[id^=c] > .prose"),
    );
    return from && from === to ? { text, comment: from.parentElement, range: selection.getRangeAt(0) } : null;
  };

  const showButton = () => {
    const found = getSelected();
    if (!found) return button.remove();
    // In the comment, for the tab order.
    const text = found.comment.querySelector(".prose");
    text.after(button);
    const selected = found.range.getBoundingClientRect();
    const container = found.comment.getBoundingClientRect();
    const maxLeft = container.width - button.offsetWidth;
    button.style.top = `${selected.bottom - container.top + 4}px`;
    button.style.left = `${Math.max(0, Math.min(selected.left - container.left, maxLeft))}px`;
  };

  const formatQuote = (text) => {
    const lines = text.split(/\n+/).map((line) => `> ${line.trim()}`);
    return `${lines.join("\n")}\n\n`;
  };

  const quote = () => {
    const found = getSelected();
    if (!found) return;
    const at = body.selectionStart;
    const before = body.value.slice(0, at).trimEnd();
    body.setRangeText(`${before && "\n\n"}${formatQuote(found.text)}`, before.length, body.selectionEnd, "end");
    document.getSelection().removeAllRanges();
    button.remove();
    replyTo(found.comment);
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };

  button.addEventListener("click", quote);
  // Keep the selection until the click event.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => button === document.activeElement || showButton(), DELAY);
  });
}
