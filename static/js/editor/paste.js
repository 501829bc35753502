/** What is pasted from word processors and other sites, before the editor reads it. */

const LIST_MARK = /^\s*(?:[·•§o▪–-]|\(?(?:\d{1,3}|[a-z])[.)])\s+/i;
const NUMBERED = /^\s*\(?(?:\d{1,3}|[a-z])[.)]/i;
const PLAYERS = "iframe, embed, object, video, audio";
// The policy of the page refuses style attributes even in a document that nobody sees.
const STYLE = /(<[^>]*?\s)style(?=\s*=)/gi;
const BOLD = /font-weight\s*:\s*(?:bold|[6-9]00)/i;
const ITALIC = /font-style\s*:\s*italic/i;
const WITHOUT_TEXT = "script, style, meta, link, title, xml, form, button, input, select";

/** Return the HTML without what means nothing here; players become links, Word's lists lists. */
export const cleanPaste = (html) => {
  // Word puts its own markup into comments and into elements with a prefix.
  const { body } = new DOMParser().parseFromString(
    html
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/<\/?\w+:[^>]*>/g, "")
      .replace(STYLE, "$1data-style"),
    "text/html",
  );
  for (const element of body.querySelectorAll(WITHOUT_TEXT)) element.remove();
  for (const player of body.querySelectorAll(PLAYERS)) replacePlayer(player);
  for (const picture of body.querySelectorAll("img")) {
    if (!/^(https?:|\/)/i.test(picture.getAttribute("src") ?? "")) picture.remove();
  }
  gatherLists(body);
  for (const element of body.querySelectorAll("[data-style]")) readStyle(element);
  return body.innerHTML;
};

/** Some editors say in styles what others say in elements, and the reverse of it. */
const readStyle = (element) => {
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
  const address = player.getAttribute("src") ?? player.getAttribute("data") ?? "";
  if (!/^(https?:)?\/\//i.test(address)) {
    player.remove();
    return;
  }
  const link = document.createElement("a");
  link.href = address.startsWith("//") ? `https:${address}` : address;
  link.textContent = player.title || link.href;
  const paragraph = document.createElement("p");
  paragraph.append(link);
  player.replaceWith(paragraph);
};

/** Word draws lists as paragraphs with a sign in front: make lists of them. */
const gatherLists = (body) => {
  for (const paragraph of body.querySelectorAll('p[class*="MsoListParagraph"]')) {
    const numbered = NUMBERED.test(paragraph.textContent);
    const name = numbered ? "OL" : "UL";
    const before = paragraph.previousElementSibling;
    const list = before?.tagName === name && before.dataset.word ? before : null;
    const item = document.createElement("li");
    item.innerHTML = paragraph.innerHTML;
    takeMark(item);
    if (list) {
      list.append(item);
      paragraph.remove();
    } else {
      const made = document.createElement(name);
      made.dataset.word = "yes";
      made.append(item);
      paragraph.replaceWith(made);
    }
  }
};

const takeMark = (item) => {
  for (const ignored of item.querySelectorAll('[data-style*="mso-list"]')) {
    if (LIST_MARK.test(`${ignored.textContent} `)) {
      ignored.remove();
      return;
    }
  }
  const words = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  const first = words.nextNode();
  if (first) first.data = first.data.replace(LIST_MARK, "");
};
