/**
 * "Remember me": name, e-mail and website of a guest, kept in this browser and filled in the next
 * time. The page itself is the same for everybody and never holds them.
 */

const KEY = "folkmoot:me";
const FIELDS = ["name", "email", "url"];

const form = document.getElementById("comment-form");
const tick = document.getElementById("remember-me");

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null; // Storage is forbidden, or holds what we didn't write.
  }
};

const keep = (me) => {
  try {
    if (me) localStorage.setItem(KEY, JSON.stringify(me));
    else localStorage.removeItem(KEY);
  } catch {
    // Then the reader types it again, as without this script.
  }
};

if (form?.elements.name && tick) {
  const fields = FIELDS.map((name) => form.elements[name]);
  const me = kept();

  tick.closest(".remember").hidden = false;
  tick.checked = me !== null;
  // What the server gave back to be corrected is the later word.
  if (me && fields.every((field) => !field.value)) {
    for (const field of fields) field.value = String(me[field.name] ?? "");
  }

  const update = () =>
    keep(tick.checked ? Object.fromEntries(fields.map((field) => [field.name, field.value])) : null);

  // A page that is left before anything was sent has been asked to remember, too.
  for (const one of [tick, ...fields]) one.addEventListener("change", update);
  form.addEventListener("submit", update);
}
