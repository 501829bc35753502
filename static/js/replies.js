/**
 * A reply without loading the page anew: "Reply" writes the comment's number into the form below,
 * says whom the form now answers, and goes there; "Reply" at a second comment adds that one.
 * Without this script the link loads the page with the number in its address, and the server does
 * the same for one.
 */

const MOST = 10; // as comments.submission.fields.MAX_REPLY_TARGETS

const form = document.getElementById("comment-form");
const note = document.querySelector(".answering");

if (form && note) {
  const { reply_to: first, also, body } = form.elements;
  const answered = note.querySelector(".answered");

  const numbers = () => [first.value, ...also.value.split(/[\s,]+/)].filter(Boolean);

  const link = (number) => {
    const name = document.querySelector(`#c${number} .comment-by h3`)?.textContent.trim() ?? "";
    const a = document.createElement("a");
    a.href = `#c${number}`;
    a.textContent = `${number} ${name}`.trim();
    return a;
  };

  const show = () => {
    const all = numbers();
    answered.replaceChildren(...all.flatMap((number, n) => (n ? [", ", link(number)] : [link(number)])));
    note.hidden = !all.length;
  };

  const answer = (all) => {
    [first.value, also.value] = [all[0] ?? "", all.slice(1, MOST).join(" ")];
    show();
    form.dispatchEvent(new Event("input"));
    body.focus();
  };

  document.addEventListener("click", (event) => {
    const reply = event.target.closest("a.reply");
    // A click that opens a tab or a window is the browser's.
    if (!reply || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    answer([...new Set([...numbers(), reply.closest(".comment").id.slice(1)])]);
  });

  note.querySelector(".answer-nobody")?.addEventListener("click", (event) => {
    event.preventDefault();
    answer([]);
  });

  // A draft that came back knows whom it answers.
  form.addEventListener("restored", show);
  // The address said whom the form answers; the page knows that comment's name.
  if (numbers().length) show();
}
