/** Between the source of an article and what the editor shows of it. */

const MORE = /<!--\s*more\b[^>]*?-->/gi;
const MORE_NODE = /<div data-more(?:="")?><\/div>/g;
// What the editor may add or leave out without changing what is said.
const SILENT = new Set(["P", "BR", "TBODY", "THEAD", "TFOOT", "B", "STRONG", "I", "EM", "S", "DEL"]);
const TOLD = ["href", "src", "id", "alt", "title", "cite", "colspan", "rowspan", "start"];

export const forEditor = (source) => source.replace(MORE, '<div data-more=""></div>');

/** The source, a block on each line, so that a difference shows which of them was changed. */
export const fromEditor = (editor) => {
  if (editor.isEmpty) return "";
  const drawn = new DOMParser().parseFromString(editor.getHTML(), "text/html").body;
  for (const list of drawn.querySelectorAll("ol")) {
    list.removeAttribute("type");
    list.removeAttribute("data-type");
  }
  for (const only of drawn.querySelectorAll(
    ":is(li, td, th, dd, figure) > p:first-child:is(:last-child, :has(+ :is(ul, ol, figcaption)))",
  )) {
    only.replaceWith(...only.childNodes);
  }
  for (const cell of drawn.querySelectorAll(":is(td, th)")) {
    for (const name of ["colspan", "rowspan"]) {
      if (cell.getAttribute(name) === "1") cell.removeAttribute(name);
    }
  }
  const blocks = [...drawn.children].map((element) => element.outerHTML);
  return blocks.join("\n").replace(MORE_NODE, "<!--more-->");
};

/** Whether both say the same: the editor gives nothing away that it doesn't know. */
export const saysTheSame = (one, other) => summary(one) === summary(other);

const summary = (html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const elements = [...body.querySelectorAll("*")]
    .filter((element) => !SILENT.has(element.tagName))
    .map((element) => [element.tagName, ...TOLD.map((name) => element.getAttribute(name) ?? "")]);
  return JSON.stringify([elements.map(String).map(ones), body.textContent.replace(/\s+/g, "")]);
};

const ones = (told) => told.replace(/,1(?=,|$)/g, ",");
