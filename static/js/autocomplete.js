/**
 * Suggests the names of a thread after "@" and its comment numbers after "#". Both are fetched once,
 * when the first of these characters is typed.
 */

const MAX_SUGGESTIONS = 8;
const NAME = /(?:^|[\s(,/])@([^\n@#]{0,40})$/;
const NUMBER = /(?:^|[\s(,/])#(\d{0,9})$/;

const form = document.getElementById("comment-form");
const template = document.getElementById("autocomplete-template");

if (form && template) {
  const { body } = form.elements;
  const popup = template.content.firstElementChild.cloneNode(true);
  const list = popup.querySelector("[role=listbox]");
  const status = popup.querySelector("[role=status]");
  let comments = null;
  let suggestions = [];
  let active = 0;
  let start = 0;

  const fetchComments = () => {
    comments ??= fetch(new URL("../names.json", form.action))
      .then((response) => (response.ok ? response.json() : { comments: [] }))
      .then((suggested) => suggested.comments)
      .catch(() => []);
    return comments;
  };

  const byName = (all, typed) => {
    const names = new Map(all.map(([number, name]) => [name.toLowerCase(), name]));
    const prefix = typed.toLowerCase();
    return [...names].filter(([key]) => key.startsWith(prefix) && key !== prefix).map(([, name]) => [name, name]);
  };

  const byNumber = (all, typed) =>
    all
      .filter(([number]) => String(number).startsWith(typed) && String(number) !== typed)
      .map(([number, name]) => [String(number), `${number} ${name}`]);

  const close = () => {
    suggestions = [];
    list.replaceChildren();
    list.hidden = true;
    status.textContent = "";
    body.removeAttribute("aria-activedescendant");
  };

  const select = (n) => {
    active = (n + suggestions.length) % suggestions.length;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    body.setAttribute("aria-activedescendant", list.children[active].id);
  };

  const choose = (n) => {
    body.setRangeText(`${suggestions[n][0]} `, start, body.selectionStart, "end");
    close();
    body.dispatchEvent(new Event("input", { bubbles: true }));
    body.focus();
  };

  const option = ([, label], n) => {
    const item = document.createElement("li");
    item.id = `autocomplete-${n}`;
    item.setAttribute("role", "option");
    item.dir = "auto";
    item.textContent = label;
    return item;
  };

  const suggest = async () => {
    const typed = body.value.slice(0, body.selectionStart);
    const [name, number] = [NAME.exec(typed), NUMBER.exec(typed)];
    const found = name ?? number;
    if (!found) return close();
    const all = await fetchComments();
    // Typing meanwhile has caused another call.
    if (typed !== body.value.slice(0, body.selectionStart)) return;
    suggestions = (name ? byName : byNumber)(all, found[1]).slice(0, MAX_SUGGESTIONS);
    if (!suggestions.length) return close();
    start = body.selectionStart - found[1].length;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = false;
    status.textContent = status.dataset.text.replace("0", suggestions.length);
    select(0);
  };

  const keys = {
    ArrowDown: () => select(active + 1),
    ArrowUp: () => select(active - 1),
    Enter: () => choose(active),
    Tab: () => choose(active),
    Escape: close,
  };

  body.setAttribute("aria-autocomplete", "list");
  body.setAttribute("aria-controls", list.id);
  body.after(popup);
  body.addEventListener("input", suggest);
  body.addEventListener("blur", close);
  body.addEventListener("keydown", (event) => {
    if (!suggestions.length || !keys[event.key] || event.isComposing || event.shiftKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  // Keep the focus in the text field until the click event.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const n = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (n >= 0) choose(n);
  });
}
