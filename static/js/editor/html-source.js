/** Converts between the HTML source of an article and the editor's document. */

const MORE = /<!--\s*more\b[^>]*?-->/gi;
const MORE_NODE = /<div data-more(?:="")?><\/div>/g;
// Elements that the editor may add, drop or replace without changing the meaning.
const IGNORED = new Set(["P", "BR", "TBODY", "THEAD", "TFOOT", "B", "STRONG", "I", "EM", "S", "DEL"]);
const COMPARED = ["href", "src", "id", "alt", "title", "cite", "colspan", "rowspan", "start"];

export const toEditor = (source) => source.replace(MORE, '<div data-more=""></div>');

/** Return the source with one block per line, so that differences show the changed blocks. */
export const fromEditor = (editor) => {
  if (editor.isEmpty) return "";
  const { body } = new DOMParser().parseFromString(editor.getHTML(), "text/html");
  for (const list of body.querySelectorAll("ol")) {
    list.removeAttribute("type");
    list.removeAttribute("data-type");
  }
  for (const paragraph of body.querySelectorAll(
    ":is(li, td, th, dd, figure) > p:first-child:is(:last-child, :has(+ :is(ul, ol, figcaption)))",
  )) {
    paragraph.replaceWith(...paragraph.childNodes);
  }
  for (const cell of body.querySelectorAll(":is(td, th)")) {
    for (const name of ["colspan", "rowspan"]) {
      if (cell.getAttribute(name) === "1") cell.removeAttribute(name);
    }
  }
  const blocks = [...body.children].map((element) => element.outerHTML);
  return blocks.join("\n").replace(MORE_NODE, "<!--more-->");
};

/** Check whether two sources are equivalent, that is, whether the editor lost nothing. */
export const isEquivalent = (source, other) => summarize(source) === summarize(other);

const summarize = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const elements = [...body.querySelectorAll("*")]
    .filter((element) => !IGNORED.has(element.tagName))
    .map((element) => [
      element.tagName,
      ...COMPARED.map((name) => element.getAttribute(name) ?? ""),
    ]);
  return JSON.stringify([
    elements.map(String).map(dropDefaults),
    body.textContent.replace(/\s+/g, ""),
  ]);
};

const dropDefaults = (summary) => summary.replace(/,1(?=,|$)/g, ",");
