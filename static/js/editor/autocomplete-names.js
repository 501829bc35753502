/** Gives select2's autocomplete fields the accessible names that select2 omits. */
const selects = [...document.querySelectorAll("select.admin-autocomplete")];

const getLabel = (select) => select.labels[0]?.textContent.trim().replace(/:$/, "") ?? "";

const setNames = (select) => {
  const fields = "[role=combobox], [role=textbox], [role=searchbox]";
  for (const field of select.nextElementSibling.querySelectorAll(fields)) {
    field.removeAttribute("aria-labelledby");
    field.setAttribute("aria-label", getLabel(select));
  }
};

// The "clear all" button would appear among the selected items.
for (const select of selects) if (select.multiple) select.dataset.allowClear = "false";

// Django initializes select2 in an earlier ready handler of its jQuery.
django.jQuery(() => selects.forEach(setNames));
