/**
 * Sends the time between loading the page and submitting the form; cached pages contain no
 * timestamp. Text that was there on load (a rejected form or a restored draft) is not timed.
 */

const form = document.getElementById("comment-form");
const field = form?.elements.open_for;

if (field) {
  const isNew = !form.elements.body.value;
  field.value = "";
  form.addEventListener("submit", () => {
    if (isNew) field.value = Math.round(performance.now());
  });
}
