/**
 * Replies without reloading the page: "Reply" adds the comment's number to the form below, shows
 * which comments the form replies to, and moves the focus there. Without this script, the link
 * reloads the page with the number in its URL.
 */

const MAX_TARGETS = 10; // as comments.submission.fields.MAX_REPLY_TARGETS

const form = document.getElementById("comment-form");
const notice = document.querySelector(".replying-to");

if (form && notice) {
  const { reply_to: first, also, body } = form.elements;
  const targets = notice.querySelector(".reply-targets");

  const getNumbers = () => [first.value, ...also.value.split(/[\s,]+/)].filter(Boolean);

  // Right-to-left text would move the "#" behind the number.
  const isolate = (text) => {
    const part = document.createElement("bdi");
    part.textContent = text;
    return part;
  };

  const createLink = (number) => {
    const name = document.querySelector(`#c${number} .comment-by h3`)?.textContent.trim() ?? "";
    const a = document.createElement("a");
    a.href = `#c${number}`;
    a.append(isolate(`#${number}`), ...(name ? [" ", isolate(name)] : []));
    return a;
  };

  const show = () => {
    const numbers = getNumbers();
    const links = numbers.map(createLink);
    targets.replaceChildren(...links.flatMap((link, n) => (n ? [", ", link] : [link])));
    notice.hidden = !numbers.length;
  };

  const setNumbers = (numbers) => {
    [first.value, also.value] = [numbers[0] ?? "", numbers.slice(1, MAX_TARGETS).join(" ")];
    show();
    form.dispatchEvent(new Event("input"));
    body.focus();
  };

  document.addEventListener("click", (event) => {
    const reply = event.target.closest("a.reply");
    // Let the browser open new tabs and windows.
    if (!reply || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setNumbers([...new Set([...getNumbers(), reply.closest(".comment").id.slice(1)])]);
  });

  notice.querySelector(".cancel-reply")?.addEventListener("click", (event) => {
    event.preventDefault();
    setNumbers([]);
  });

  // A restored draft includes the numbers.
  form.addEventListener("restored", show);
  // The URL contained the number; add the name from the page.
  if (getNumbers().length) show();
}
