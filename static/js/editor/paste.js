/** Cleans HTML pasted from word processors and other sites before the editor parses it. */

const LIST_MARKER = /^\s*(?:[·•§o▪–-]|\(?(?:\d{1,3}|[a-z])[.)])\s+/i;
const NUMBERED = /^\s*\(?(?:\d{1,3}|[a-z])[.)]/i;
const PLAYERS = "iframe, embed, object, video, audio";
// The Content-Security-Policy blocks style attributes even in documents that are not displayed.
const STYLE = /(<[^>]*?\s)style(?=\s*=)/gi;
const BOLD = /font-weight\s*:\s*(?:bold|[6-9]00)/i;
const ITALIC = /font-style\s*:\s*italic/i;
const REMOVED = "script, style, meta, link, title, xml, form, button, input, select";

/** Remove unsupported markup, turn players into links and Word's paragraphs into lists. */
export const cleanPaste = (html) => {
  // Word uses comments and prefixed elements for its own markup.
  const { body } = new DOMParser().parseFromString(
    html
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/<\/?\w+:[^>]*>/g, "")
      .replace(STYLE, "$1data-style"),
    "text/html",
  );
  for (const element of body.querySelectorAll(REMOVED)) element.remove();
  for (const player of body.querySelectorAll(PLAYERS)) replacePlayer(player);
  for (const picture of body.querySelectorAll("img")) {
    if (!/^(https?:|\/)/i.test(picture.getAttribute("src") ?? "")) picture.remove();
  }
  convertWordLists(body);
  for (const element of body.querySelectorAll("[data-style]")) convertStyle(element);
  return body.innerHTML;
};

/** Convert bold and italic styles to elements, and drop elements whose style cancels them. */
const convertStyle = (element) => {
  const { style } = element.dataset;
  if (/^[BI]$/.test(element.tagName) && /font-(?:weight|style)\s*:\s*normal/i.test(style)) {
    element.replaceWith(...element.childNodes);
  } else if (element.tagName === "SPAN") {
    if (BOLD.test(style)) wrap(element, "b");
    if (ITALIC.test(style)) wrap(element, "i");
  }
};

const wrap = (element, name) => {
  const outer = document.createElement(name);
  outer.append(...element.childNodes);
  element.append(outer);
};

const replacePlayer = (player) => {
  const url = player.getAttribute("src") ?? player.getAttribute("data") ?? "";
  if (!/^(https?:)?\/\//i.test(url)) {
    player.remove();
    return;
  }
  const link = document.createElement("a");
  link.href = url.startsWith("//") ? `https:${url}` : url;
  link.textContent = player.title || link.href;
  const paragraph = document.createElement("p");
  paragraph.append(link);
  player.replaceWith(paragraph);
};

/** Convert Word's lists, which are paragraphs with a leading marker. */
const convertWordLists = (body) => {
  for (const paragraph of body.querySelectorAll('p[class*="MsoListParagraph"]')) {
    const numbered = NUMBERED.test(paragraph.textContent);
    const name = numbered ? "OL" : "UL";
    const before = paragraph.previousElementSibling;
    const list = before?.tagName === name && before.dataset.word ? before : null;
    const item = document.createElement("li");
    item.innerHTML = paragraph.innerHTML;
    removeMarker(item);
    if (list) {
      list.append(item);
      paragraph.remove();
    } else {
      const newList = document.createElement(name);
      newList.dataset.word = "yes";
      newList.append(item);
      paragraph.replaceWith(newList);
    }
  }
};

const removeMarker = (item) => {
  for (const ignored of item.querySelectorAll('[data-style*="mso-list"]')) {
    if (LIST_MARKER.test(`${ignored.textContent} `)) {
      ignored.remove();
      return;
    }
  }
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  const first = walker.nextNode();
  if (first) first.data = first.data.replace(LIST_MARKER, "");
};
