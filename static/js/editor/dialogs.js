/** The link and picture dialogs of the editor. */

import { insertPicture, uploadPicture } from "./pictures.js";

const getFields = (dialog) =>
  Object.fromEntries(
    [...dialog.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field]),
  );

/** Open a dialog; resolve to its fields, or to null if it is canceled. */
const open = (dialog, values) => {
  const fields = getFields(dialog);
  for (const [name, field] of Object.entries(fields)) field.value = values[name] ?? "";
  dialog.showModal();
  return new Promise((resolve) => {
    const button = dialog.querySelector("[data-confirm]");
    const finish = (event) => {
      if (event.type === "close") resolve(null);
      else if (Object.values(fields).every((field) => field.reportValidity())) resolve(fields);
      else return;
      dialog.removeEventListener("close", finish);
      button.removeEventListener("click", finish);
    };
    dialog.addEventListener("close", finish);
    button.addEventListener("click", finish);
  });
};

/** Make Enter confirm the dialog instead of submitting the surrounding form. */
export const setUpDialog = (dialog) => {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    dialog.querySelector("[data-confirm]").click();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
};

export const openLinkDialog = async (dialog, editor) => {
  const current = editor.getAttributes("link");
  const fields = await open(dialog, { url: current.href });
  dialog.close();
  if (!fields) return;
  const href = fields.url.value.trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!href) chain.unsetLink().run();
  else if (editor.state.selection.empty && !current.href) {
    const mark = { type: "link", attrs: { href } };
    chain.insertContent({ type: "text", text: href, marks: [mark] }).run();
  } else chain.setLink({ href }).run();
};

export const openPictureDialog = async (dialog, editor) => {
  const alert = dialog.querySelector("[role=alert]");
  alert.textContent = "";
  const fields = await open(dialog, {});
  if (!fields) return;
  const file = fields.file.files[0];
  const picture = { src: fields.url.value.trim(), alt: fields.alt.value.trim() };
  const caption = fields.caption.value.trim();
  try {
    if (file) {
      Object.assign(
        picture,
        await uploadPicture(dialog.closest("[data-editor]"), file, picture.alt),
      );
    }
  } catch (error) {
    alert.textContent = error.message;
    return;
  }
  dialog.close();
  if (picture.src) insertPicture(editor, picture, caption);
};
