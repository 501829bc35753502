/**
 * Tells how long the form stood open before a new text was sent, which no shared page can know. A
 * text that was there from the beginning (given back, kept as a draft, restored) took its time
 * elsewhere, and nothing is told of it.
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
