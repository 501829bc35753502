/** What select2 leaves out of the fields that it draws over a list: their names. */
const drawn = [...document.querySelectorAll("select.admin-autocomplete")];

const nameOf = (select) => select.labels[0]?.textContent.trim().replace(/:$/, "") ?? "";

const name = (select) => {
  const fields = "[role=combobox], [role=textbox], [role=searchbox]";
  for (const field of select.nextElementSibling.querySelectorAll(fields)) {
    field.removeAttribute("aria-labelledby");
    field.setAttribute("aria-label", nameOf(select));
  }
};

// What takes all away at once would stand among the chosen ones as if it were one.
for (const select of drawn) if (select.multiple) select.dataset.allowClear = "false";

// Django's admin draws them when its jQuery is ready, and asked for that before this did.
django.jQuery(() => drawn.forEach(name));
