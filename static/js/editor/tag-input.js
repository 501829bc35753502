/**
 * Lets authors type new tags in a select2 field. Select2 itself loses the text if the field closes,
 * and ignores Enter or selects an outdated suggestion while it loads suggestions.
 */
const $ = django.jQuery;

/** Marks a new tag, so that the server can tell it from an ID. */
const createTag = ({ term }) => {
  const text = term.trim();
  return text ? { id: `new:${text}`, text } : null;
};

const addTypedTag = (select, search) => {
  const tag = createTag({ term: search.value });
  search.value = "";
  if (!tag) return;
  const existing = [...select.options].find(({ value }) => value === tag.id);
  if (existing) existing.selected = true;
  else select.append(new Option(tag.text, tag.id, true, true));
  $(select).trigger("change");
};

const getSearch = (select) => select.nextElementSibling.querySelector(".select2-search__field");

$(document).on("select2:closing", "select[data-tags]", ({ target, params }) => {
  const { originalEvent, originalSelect2Event } = params.args;
  if (!originalSelect2Event && originalEvent?.key !== "Escape") addTypedTag(target, getSearch(target));
});

// Before select2 handles the key.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const select = event.target.closest(".select2")?.previousElementSibling;
    if (!select?.matches("select[data-tags]") || !document.querySelector(".loading-results")) return;
    event.preventDefault();
    event.stopPropagation();
    addTypedTag(select, event.target);
    $(select).select2("close");
  },
  true,
);

// Django initializes select2 later, when the document is ready. The list of articles has no select2.
$.fn.select2?.defaults.set("createTag", createTag);
