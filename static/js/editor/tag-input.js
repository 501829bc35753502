/** Marks new tags that are typed in a select2 field, so that the server can tell them from IDs. */
const createTag = ({ term }) => {
  const text = term.trim();
  return text ? { id: `new:${text}`, text } : null;
};

// Django initializes select2 later, when the document is ready. The list of articles has no select2.
django.jQuery.fn.select2?.defaults.set("createTag", createTag);
