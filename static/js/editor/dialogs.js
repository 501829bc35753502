/** The two questions that the editor asks: where a link leads, and which picture to show. */

import { insertPicture, send } from "./pictures.js";

const fields = (dialog) =>
  Object.fromEntries([...dialog.querySelectorAll("[data-field]")].map((f) => [f.dataset.field, f]));

/** Show a dialog and resolve to its fields, or to null when it was closed without an answer. */
const ask = (dialog, values) => {
  const asked = fields(dialog);
  for (const [name, field] of Object.entries(asked)) field.value = values[name] ?? "";
  dialog.showModal();
  return new Promise((resolve) => {
    const answer = (event) => {
      if (event.type === "close") resolve(null);
      else if (Object.values(asked).every((field) => field.reportValidity())) resolve(asked);
      else return;
      dialog.removeEventListener("close", answer);
      dialog.querySelector("[data-answer]").removeEventListener("click", answer);
    };
    dialog.addEventListener("close", answer);
    dialog.querySelector("[data-answer]").addEventListener("click", answer);
  });
};

/** Enter answers; the form around the dialog must not be sent by it. */
export const prepare = (dialog) => {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    dialog.querySelector("[data-answer]").click();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
};

export const askLink = async (dialog, editor) => {
  const before = editor.getAttributes("link");
  const answer = await ask(dialog, { address: before.href });
  dialog.close();
  if (!answer) return;
  const href = answer.address.value.trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!href) chain.unsetLink().run();
  else if (editor.state.selection.empty && !before.href) {
    const mark = { type: "link", attrs: { href } };
    chain.insertContent({ type: "text", text: href, marks: [mark] }).run();
  } else chain.setLink({ href }).run();
};

export const askPicture = async (dialog, editor) => {
  dialog.querySelector("[role=alert]").textContent = "";
  const answer = await ask(dialog, {});
  if (!answer) return;
  const file = answer.file.files[0];
  const picture = { src: answer.address.value.trim(), alt: answer.alt.value.trim() };
  const caption = answer.caption.value.trim();
  try {
    if (file) Object.assign(picture, await send(dialog.closest("[data-editor]"), file, picture.alt));
  } catch (error) {
    dialog.querySelector("[role=alert]").textContent = error.message;
    return;
  }
  dialog.close();
  if (picture.src) insertPicture(editor, picture, caption);
};
