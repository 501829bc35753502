/**
 * "Remember me": stores the name, email and website of a guest in the browser and fills them in on
 * the next visit. The HTML is the same for all guests and never contains them.
 */

const KEY = "folkmoot:guest";
const FIELDS = ["name", "email", "url"];

const form = document.getElementById("comment-form");
const checkbox = document.getElementById("remember-me");

const load = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // Storage is disabled or contains invalid data.
  }
};

const save = (guest) => {
  try {
    if (guest) localStorage.setItem(KEY, JSON.stringify(guest));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is full or disabled.
  }
};

if (form?.elements.name && checkbox) {
  const fields = FIELDS.map((name) => form.elements[name]);
  const guest = load();

  checkbox.closest(".remember").hidden = false;
  checkbox.checked = guest !== null;
  // Values from a rejected form take precedence.
  if (guest && fields.every((field) => !field.value)) {
    for (const field of fields) field.value = String(guest[field.name] ?? "");
  }

  const update = () =>
    save(checkbox.checked ? Object.fromEntries(fields.map((field) => [field.name, field.value])) : null);

  // Also save when the form is not submitted.
  for (const input of [checkbox, ...fields]) input.addEventListener("change", update);
  form.addEventListener("submit", update);
}
