/** Turns a URL into a link once the author types a space after it or starts a new line. */

const URL_AT_END = /(?:^|[\s([{"'“‘„«])((?:https?:\/\/|www\.)\S+)$/i;
// Punctuation outside ASCII ends a URL, as in comments.
const OTHER_PUNCTUATION = /(?=[^\x00-\x7f])[\p{P}\p{S}]/u;
const TRAILING = /[.,;:!?'"*_~]+$/;
const BRACKETS = { ")": "(", "]": "[", "}": "{" };

/** Returns the URL at the end of the text and its position; null if there is none. */
const findUrl = (text) => {
  const found = URL_AT_END.exec(text);
  if (!found) return null;
  let [url] = found[1].split(OTHER_PUNCTUATION);
  for (let before = ""; before !== url; ) {
    before = url;
    url = url.replace(TRAILING, "");
    const opening = BRACKETS[url.at(-1)];
    if (opening && !url.includes(opening)) url = url.slice(0, -1);
  }
  const href = /^www\./i.test(url) ? `http://${url}` : url;
  if (!URL.canParse(href) || new URL(href).username) return null;
  return { href, start: found.index + found[0].lastIndexOf(found[1]), length: url.length };
};

/** Returns the text block before the cursor and the offset of its end; null if nothing ended. */
const getEndedText = ({ doc, selection }) => {
  const { $from } = selection;
  if ($from.parentOffset > 0) {
    const { parent } = $from;
    const text = parent.textBetween(0, $from.parentOffset, null, "\ufffc");
    // A line break is an object in the document.
    return /[\s\ufffc]$/.test(text)
      ? { parent, start: $from.start(), text: text.slice(0, -1) }
      : null;
  }
  const before = doc.resolve(Math.max($from.before(), 0)).nodeBefore;
  if (!before?.isTextblock) return null;
  const start = $from.before() - before.nodeSize + 1;
  return { parent: before, start, text: before.textBetween(0, before.content.size, null, "\ufffc") };
};

/** Links the URL that the author has just finished. Call this after each change. */
export const linkTypedUrl = ({ state, view }, transaction) => {
  const isTyped = transaction.docChanged && !transaction.getMeta("history$");
  if (!isTyped || !state.selection.empty || state.selection.$from.depth === 0) return;
  const ended = getEndedText(state);
  const url = ended && !ended.parent.type.spec.code && findUrl(ended.text);
  if (!url) return;
  const from = ended.start + url.start;
  const to = from + url.length;
  const { link, code } = state.schema.marks;
  if ([link, code].some((mark) => state.doc.rangeHasMark(from, to, mark))) return;
  const mark = link.create({ href: url.href });
  view.dispatch(state.tr.addMark(from, to, mark).removeStoredMark(link));
};
