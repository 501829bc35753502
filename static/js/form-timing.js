/**
 * Fills in two hidden fields of the comment form; cached pages can contain neither.
 *
 * ``open_for`` is the time between loading the page and submitting the form. Text that was there on
 * load (a rejected form or a restored draft) is not timed. ``form_key`` is random and lets the
 * server recognize a repeated submission, such as a double click.
 */

const form = document.getElementById("comment-form");
const field = form?.elements.open_for;

if (field) {
  const isNew = !form.elements.body.value;
  field.value = "";
  form.addEventListener("submit", () => {
    if (isNew) field.value = Math.round(performance.now());
  });
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements.form_key.value = Array.from(bytes, (byte) => byte.toString(16)).join("");
}
