/**
 * The editor's schema. It allows exactly what the server's sanitizer allows, so that neither removes
 * what the other accepts.
 */

import {
  Blockquote,
  Bold,
  BulletList,
  Code,
  CodeBlock,
  Document,
  Dropcursor,
  Gapcursor,
  HardBreak,
  Heading,
  HorizontalRule,
  Image,
  Italic,
  Link,
  ListItem,
  Mark,
  Node,
  OrderedList,
  Paragraph,
  Strike,
  Subscript,
  Superscript,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
  Underline,
  UndoRedo,
} from "../../django_prose_editor/editor.js";

/** An inline element without a button, preserved when imported or pasted. */
const preserved = (tag, attribute) =>
  Mark.create({
    name: tag,
    addAttributes: () => (attribute ? { [attribute]: { default: null } } : {}),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

const block = (name, tag, rest) =>
  Node.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...rest,
  });

const Figure = block("figure", "figure", {
  group: "block",
  content: "block+ figcaption?",
  isolating: true,
  draggable: true,
});

/** The “Read more” break: `<!--more-->` in the source, which browsers' parsers would drop. */
const More = Node.create({
  name: "more",
  group: "block",
  atom: true,
  parseHTML: () => [{ tag: "div[data-more]" }],
  renderHTML: () => ["div", { "data-more": "" }],
});

/** The target of a link within the page, such as a footnote. */
const Anchor = Node.create({
  name: "anchor",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ id: { default: null } }),
  parseHTML: () => [{ tag: "span[id]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes],
});

const Picture = Image.extend({
  addAttributes() {
    return { ...this.parent?.(), loading: { default: null } };
  },
}).configure({ inline: true });

const Quote = Blockquote.extend({ addAttributes: () => ({ cite: { default: null } }) });

const PlainLink = Link.extend({
  addKeyboardShortcuts: () => ({}),
  addAttributes: () => ({ href: { default: null }, title: { default: null } }),
  parseHTML: () => [{ tag: "a[href]" }],
}).configure({
  // Its own rule ignores URLs before punctuation; see autolink.js.
  autolink: false,
  openOnClick: false,
  isAllowedUri: (address) => /^(https?:|mailto:|\/|#)/i.test(address),
});

export const EXTENSIONS = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  UndoRedo,
  Dropcursor,
  Gapcursor,
  Heading.configure({ levels: [2, 3, 4, 5, 6] }),
  Bold,
  Italic,
  Underline,
  Strike,
  Subscript,
  Superscript,
  Code,
  PlainLink,
  ...["small", "mark", "ins", "q", "cite"].map((tag) => preserved(tag)),
  preserved("abbr", "title"),
  Quote,
  BulletList,
  OrderedList.configure({ enableListAttributes: false }),
  ListItem,
  block("definitions", "dl", { group: "block", content: "(term | meaning)+" }),
  block("term", "dt", { content: "inline*" }),
  block("meaning", "dd", { content: "block+" }),
  CodeBlock,
  HorizontalRule,
  Figure,
  block("figcaption", "figcaption", { content: "inline*", isolating: true }),
  Picture,
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  More,
  Anchor,
];
