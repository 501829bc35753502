/**
 * Text selected in a comment gets a button that quotes it in the form: as lines that begin with
 * ">", closed by the byline that tells readers and the server whose words they are.
 */

const SETTLED = 150; // milliseconds without a change, so that nothing flickers under the mouse

const form = document.getElementById("comment-form");
const part = document.getElementById("quote-part");

if (form && part) {
  const { body } = form.elements;
  const button = part.content.firstElementChild.cloneNode(true);
  let timer = 0;

  /** The comment that the whole selection lies in, and what is selected. */
  const selected = () => {
    const selection = document.getSelection();
    const text = selection.toString().trim();
    if (!text || selection.isCollapsed) return null;
    const [from, to] = [selection.anchorNode, selection.focusNode].map((node) =>
      (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".comment[id^=c] > .prose"),
    );
    return from && from === to ? { text, comment: from.parentElement, range: selection.getRangeAt(0) } : null;
  };

  const place = () => {
    const found = selected();
    if (!found) return button.remove();
    // In the comment itself, so that the next press of Tab leads there.
    const text = found.comment.querySelector(".prose");
    text.after(button);
    const [box, around] = [found.range.getBoundingClientRect(), found.comment.getBoundingClientRect()];
    button.style.top = `${box.bottom - around.top + 4}px`;
    button.style.left = `${Math.max(0, Math.min(box.left - around.left, around.width - button.offsetWidth))}px`;
  };

  /** The time as bylines have it, whatever the language of the page: it becomes part of the text. */
  const byline = (time) => {
    const [, day, month, year, clock] = new Date(time).toUTCString().split(" ");
    return `${month} ${Number(day)} ${year} ${clock.slice(0, 5)} UTC`;
  };

  const quoted = ({ text, comment }) => {
    const lines = text.split(/\n+/).map((line) => `> ${line.trim()}`);
    const name = comment.querySelector(".comment-by h3").textContent.trim();
    const time = byline(comment.querySelector(".comment-head time").dateTime);
    return `${lines.join("\n")}\nPosted by: ${name} | ${time} | ${comment.id.slice(1)}\n\n`;
  };

  const quote = () => {
    const found = selected();
    if (!found) return;
    const at = body.selectionStart;
    const before = body.value.slice(0, at).trimEnd();
    body.setRangeText(`${before && "\n\n"}${quoted(found)}`, before.length, body.selectionEnd, "end");
    body.dispatchEvent(new Event("input", { bubbles: true }));
    document.getSelection().removeAllRanges();
    button.remove();
    body.focus();
    body.scrollIntoView({ block: "center" });
  };

  button.addEventListener("click", quote);
  // Pressing the button must not take the selection away before the click arrives.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => button === document.activeElement || place(), SETTLED);
  });
}
