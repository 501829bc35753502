/** The commands of the toolbar by the name in a button's `data-command`. */

const forTable = (name) => ({
  run: (chain) => chain[name](),
  isVisible: (editor) => editor.isActive("table"),
});

const toggle = (name, command, attributes) => ({
  run: (chain) => chain[command](attributes),
  isPressed: (editor) => editor.isActive(name, attributes),
});

export const COMMANDS = {
  heading: toggle("heading", "toggleHeading", { level: 2 }),
  subheading: toggle("heading", "toggleHeading", { level: 3 }),
  bold: toggle("bold", "toggleBold"),
  italic: toggle("italic", "toggleItalic"),
  strikethrough: toggle("strike", "toggleStrike"),
  code: toggle("code", "toggleCode"),
  "bulleted-list": toggle("bulletList", "toggleBulletList"),
  "numbered-list": toggle("orderedList", "toggleOrderedList"),
  quote: toggle("blockquote", "toggleBlockquote"),
  "code-block": toggle("codeBlock", "toggleCodeBlock"),
  divider: { run: (chain) => chain.setHorizontalRule() },
  "read-more": { run: (chain) => chain.insertContent({ type: "more" }) },
  table: { run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }) },
  "add-row": forTable("addRowAfter"),
  "add-column": forTable("addColumnAfter"),
  "delete-row": forTable("deleteRow"),
  "delete-column": forTable("deleteColumn"),
  "add-caption": {
    run: (chain, editor) => addCaption(chain, editor),
    isVisible: (editor) => editor.isActive("table") && !editor.isActive("figure"),
  },
  "delete-table": {
    run: (chain, editor) =>
      editor.isActive("figure") ? chain.deleteNode("figure") : chain.deleteTable(),
    isVisible: (editor) => editor.isActive("table"),
  },
  undo: { run: (chain) => chain.undo(), isEnabled: (editor) => editor.can().undo() },
  redo: { run: (chain) => chain.redo(), isEnabled: (editor) => editor.can().redo() },
  footnote: { run: (chain, editor) => addFootnote(chain, editor) },
};

/** Wrap the table in a figure, because the editor's tables contain only rows. */
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

/** Insert the number of a new footnote, and its text into the list at the end of the article. */
const addFootnote = (chain, editor) => {
  const { doc } = editor.state;
  const used = [];
  doc.descendants((node) => {
    const match = /^a-note-(\d+)$/.exec(node.type.name === "anchor" ? node.attrs.id : "");
    if (match) used.push(Number(match[1]));
  });
  const number = Math.max(0, ...used) + 1;
  const item =
    `<li><span id="a-note-${number}"></span><a href="#a-from-${number}">↑</a> … </li>`;
  const list = doc.lastChild;
  const hasNotes = list?.type.name === "orderedList" && list.textContent.startsWith("↑");
  const end = hasNotes ? doc.content.size - 1 : doc.content.size;
  const mark =
    `<span id="a-from-${number}"></span><sup><a href="#a-note-${number}">${number}</a></sup>`;
  return chain
    .insertContentAt(end, hasNotes ? item : `<hr><ol>${item}</ol>`)
    .insertContentAt(editor.state.selection.to, mark);
};
