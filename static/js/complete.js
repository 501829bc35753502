/**
 * While somebody writes, "@" offers the names of the thread and "#" its numbers. Names and numbers
 * are fetched once, when the first of these signs is typed.
 */

const SHOWN = 8;
const NAME = /(?:^|[\s(,/])@([^\n@#]{0,40})$/;
const NUMBER = /(?:^|[\s(,/])#(\d{0,9})$/;

const form = document.getElementById("comment-form");
const part = document.getElementById("complete-part");

if (form && part) {
  const { body } = form.elements;
  const box = part.content.firstElementChild.cloneNode(true);
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[role=status]");
  let comments = null;
  let offers = [];
  let active = 0;
  let start = 0;

  const fetched = () => {
    comments ??= fetch(new URL("../names.json", form.action))
      .then((response) => (response.ok ? response.json() : { comments: [] }))
      .then((answer) => answer.comments)
      .catch(() => []);
    return comments;
  };

  const byName = (all, typed) => {
    const names = new Map(all.map(([number, name]) => [name.toLowerCase(), name]));
    const wanted = typed.toLowerCase();
    return [...names].filter(([key]) => key.startsWith(wanted) && key !== wanted).map(([, name]) => [name, name]);
  };

  const byNumber = (all, typed) =>
    all
      .filter(([number]) => String(number).startsWith(typed) && String(number) !== typed)
      .map(([number, name]) => [String(number), `${number} ${name}`]);

  const close = () => {
    offers = [];
    list.replaceChildren();
    list.hidden = true;
    status.textContent = "";
    body.removeAttribute("aria-activedescendant");
  };

  const point = (n) => {
    active = (n + offers.length) % offers.length;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    body.setAttribute("aria-activedescendant", list.children[active].id);
  };

  const choose = (n) => {
    body.setRangeText(`${offers[n][0]} `, start, body.selectionStart, "end");
    close();
    body.dispatchEvent(new Event("input", { bubbles: true }));
    body.focus();
  };

  const option = ([, label], n) => {
    const item = document.createElement("li");
    item.id = `complete-${n}`;
    item.setAttribute("role", "option");
    item.dir = "auto";
    item.textContent = label;
    return item;
  };

  const offer = async () => {
    const typed = body.value.slice(0, body.selectionStart);
    const [name, number] = [NAME.exec(typed), NUMBER.exec(typed)];
    const found = name ?? number;
    if (!found) return close();
    const all = await fetched();
    // Somebody may have typed on meanwhile; that has its own turn.
    if (typed !== body.value.slice(0, body.selectionStart)) return;
    offers = (name ? byName : byNumber)(all, found[1]).slice(0, SHOWN);
    if (!offers.length) return close();
    start = body.selectionStart - found[1].length;
    list.replaceChildren(...offers.map(option));
    list.hidden = false;
    status.textContent = status.dataset.words.replace("0", offers.length);
    point(0);
  };

  const keys = {
    ArrowDown: () => point(active + 1),
    ArrowUp: () => point(active - 1),
    Enter: () => choose(active),
    Tab: () => choose(active),
    Escape: close,
  };

  body.setAttribute("aria-autocomplete", "list");
  body.setAttribute("aria-controls", list.id);
  body.after(box);
  body.addEventListener("input", offer);
  body.addEventListener("blur", close);
  body.addEventListener("keydown", (event) => {
    if (!offers.length || !keys[event.key] || event.isComposing || event.shiftKey) return;
    event.preventDefault();
    keys[event.key]();
  });
  // The list must not take the focus from the text before the click arrives.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const n = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (n >= 0) choose(n);
  });
}
