/**
 * The rich-text editor of articles and pages. It replaces the textarea visually and updates its
 * value. Other formats than HTML are edited in the textarea, as is everything without JavaScript.
 */

import { Editor } from "../../django_prose_editor/editor.js";
import { getPictures } from "../picture-uploading.js";
import { linkTypedUrl } from "./autolink.js";
import { COMMANDS } from "./commands.js";
import { openLinkDialog, openPictureDialog, setUpDialog } from "./dialogs.js";
import { fromEditor, isEquivalent, toEditor } from "./html-source.js";
import { cleanPaste } from "./paste.js";
import { insertPicture, uploadPicture } from "./pictures.js";
import { setUpRovingTabindex } from "./roving-tabindex.js";
import { EXTENSIONS } from "./schema.js";

const start = (box) => {
  const textarea = box.querySelector("textarea");
  const toolbar = box.querySelector("[role=toolbar]");
  const sourceButton = toolbar.querySelector("[data-command=source]");
  const note = box.querySelector("[data-note]");
  const markup = textarea.form.elements.markup;
  const content = document.createElement("div");
  content.className = "editor-content";
  textarea.after(content);
  let isOwnChange = false;

  const editor = new Editor({
    element: content,
    extensions: EXTENSIONS,
    // The Content-Security-Policy forbids its style element; the rules are in editor-content.css.
    injectCSS: false,
    editorProps: {
      attributes: {
        "aria-label": box.dataset.label,
        "aria-multiline": "true",
        dir: "auto",
        role: "textbox",
      },
      transformPastedHTML: cleanPaste,
      handlePaste: (_view, event) => insertFiles(event.clipboardData),
      handleDrop: (view, event) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        return insertFiles(event.dataTransfer, at?.pos);
      },
    },
    onUpdate: ({ transaction }) => {
      linkTypedUrl(editor, transaction);
      isOwnChange = true;
      textarea.value = fromEditor(editor);
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
      isOwnChange = false;
    },
    onTransaction: () => updateToolbar(),
  });

  const insertFiles = (transfer, position) => {
    const pictures = getPictures(transfer);
    for (const file of pictures) {
      uploadPicture(box, file).then(
        (picture) => insertPicture(editor, picture, "", position),
        (error) => showNote(error.message),
      );
    }
    return pictures.length > 0;
  };

  const showNote = (message) => {
    note.textContent = message;
    note.hidden = !message;
  };

  const buttons = [...toolbar.querySelectorAll("[data-command]")];

  const updateToolbar = () => {
    for (const button of buttons) {
      const command = COMMANDS[button.dataset.command];
      if (!command) continue;
      if (command.isPressed) button.setAttribute("aria-pressed", command.isPressed(editor));
      if (command.isVisible) button.hidden = !command.isVisible(editor);
      if (command.isEnabled) button.disabled = !command.isEnabled(editor);
    }
  };

  /** Load HTML; return whether the editor can represent all of it. */
  const load = (html) => {
    // Undo must not go back beyond this.
    const chain = editor.chain().setMeta("addToHistory", false);
    chain.setContent(toEditor(html), { emitUpdate: false }).run();
    return isEquivalent(toEditor(html), editor.getHTML());
  };

  /** Show the rich-text editor or the HTML source. Other formats only have a source. */
  const show = (asRichText) => {
    const isHtml = !markup || markup.value === "html";
    box.dataset.mode = isHtml ? (asRichText ? "rich-text" : "source") : "plain";
    content.hidden = !(isHtml && asRichText);
    textarea.hidden = isHtml && asRichText;
    toolbar.hidden = !isHtml;
    sourceButton.setAttribute("aria-pressed", !asRichText);
    updateToolbar();
  };

  // A click must not move the cursor.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-command]");
    if (!button) return;
    const name = button.dataset.command;
    if (name === "source") {
      if (content.hidden) load(textarea.value);
      show(content.hidden);
      showNote("");
    } else if (name === "link") openLinkDialog(box.querySelector("dialog.link"), editor);
    else if (name === "picture") openPictureDialog(box.querySelector("dialog.picture"), editor);
    else COMMANDS[name].run(editor.chain().focus(), editor).run();
  });
  setUpRovingTabindex(toolbar);
  for (const dialog of box.querySelectorAll("dialog")) setUpDialog(dialog);

  content.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    openLinkDialog(box.querySelector("dialog.link"), editor);
  });
  // Other scripts dispatch this event after setting the value, for example when restoring a draft.
  textarea.addEventListener("input", () => isOwnChange || content.hidden || load(textarea.value));
  markup?.addEventListener("change", () => {
    load(textarea.value);
    show(true);
  });

  const isComplete = load(box.dataset.sanitized);
  show(isComplete);
  showNote(isComplete ? "" : box.dataset.unsupported);
  box.dataset.ready = "yes";
};

for (const box of document.querySelectorAll("[data-editor]")) start(box);
