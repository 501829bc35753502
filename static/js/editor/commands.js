/** What the buttons of the editor do, by the name that a button has in the page. */

const table = (name) => ({
  run: (chain) => chain[name](),
  shown: (editor) => editor.isActive("table"),
});

const toggled = (name, command, attributes) => ({
  run: (chain) => chain[command](attributes),
  pressed: (editor) => editor.isActive(name, attributes),
});

export const COMMANDS = {
  heading: toggled("heading", "toggleHeading", { level: 2 }),
  subheading: toggled("heading", "toggleHeading", { level: 3 }),
  bold: toggled("bold", "toggleBold"),
  italic: toggled("italic", "toggleItalic"),
  strike: toggled("strike", "toggleStrike"),
  code: toggled("code", "toggleCode"),
  bullets: toggled("bulletList", "toggleBulletList"),
  numbers: toggled("orderedList", "toggleOrderedList"),
  quotation: toggled("blockquote", "toggleBlockquote"),
  preformatted: toggled("codeBlock", "toggleCodeBlock"),
  rule: { run: (chain) => chain.setHorizontalRule() },
  more: { run: (chain) => chain.insertContent({ type: "more" }) },
  table: { run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }) },
  row: table("addRowAfter"),
  column: table("addColumnAfter"),
  "row-away": table("deleteRow"),
  "column-away": table("deleteColumn"),
  caption: {
    run: (chain, editor) => addCaption(chain, editor),
    shown: (editor) => editor.isActive("table") && !editor.isActive("figure"),
  },
  "table-away": {
    run: (chain, editor) =>
      editor.isActive("figure") ? chain.deleteNode("figure") : chain.deleteTable(),
    shown: (editor) => editor.isActive("table"),
  },
  undo: { run: (chain) => chain.undo(), enabled: (editor) => editor.can().undo() },
  redo: { run: (chain) => chain.redo(), enabled: (editor) => editor.can().redo() },
  note: { run: (chain, editor) => addNote(chain, editor) },
};

/** A table with a caption is a figure, because the editor's tables hold nothing but rows. */
const addCaption = (chain, editor) => {
  const { $from } = editor.state.selection;
  let depth = $from.depth;
  while ($from.node(depth).type.name !== "table") depth -= 1;
  const table = $from.node(depth);
  const start = $from.before(depth);
  const figure = { type: "figure", content: [table.toJSON(), { type: "figcaption" }] };
  return chain
    .insertContentAt({ from: start, to: start + table.nodeSize }, figure)
    .setTextSelection(start + table.nodeSize + 2);
};

/** A footnote: its number here, its text in the list that ends the article. */
const addNote = (chain, editor) => {
  const { doc } = editor.state;
  const taken = [];
  doc.descendants((node) => {
    const found = /^a-note-(\d+)$/.exec(node.type.name === "anchor" ? node.attrs.id : "");
    if (found) taken.push(Number(found[1]));
  });
  const number = Math.max(0, ...taken) + 1;
  const item =
    `<li><span id="a-note-${number}"></span><a href="#a-from-${number}">↑</a> … </li>`;
  const list = doc.lastChild;
  const isNotes = list?.type.name === "orderedList" && list.textContent.startsWith("↑");
  const end = isNotes ? doc.content.size - 1 : doc.content.size;
  const mark =
    `<span id="a-from-${number}"></span><sup><a href="#a-note-${number}">${number}</a></sup>`;
  return chain
    .insertContentAt(end, isNotes ? item : `<hr><ol>${item}</ol>`)
    .insertContentAt(editor.state.selection.to, mark);
};
