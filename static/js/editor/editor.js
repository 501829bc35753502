/**
 * The editor of articles and pages: in the place of the textarea, which it keeps up to date and
 * which is all there is without this script. Only HTML is edited so.
 */

import { Editor } from "../../django_prose_editor/editor.js";
import { picturesIn } from "../upload.js";
import { COMMANDS } from "./commands.js";
import { askLink, askPicture, prepare } from "./dialogs.js";
import { cleanPaste } from "./paste.js";
import { insertPicture, send } from "./pictures.js";
import { rove } from "./roving-tabindex.js";
import { EXTENSIONS } from "./schema.js";
import { forEditor, fromEditor, saysTheSame } from "./html-source.js";

const start = (box) => {
  const textarea = box.querySelector("textarea");
  const toolbar = box.querySelector("[role=toolbar]");
  const sourceButton = toolbar.querySelector("[data-do=source]");
  const note = box.querySelector("[data-note]");
  const markup = textarea.form.elements.markup;
  const place = document.createElement("div");
  place.className = "editor-place";
  textarea.after(place);
  let ownChange = false;

  const editor = new Editor({
    element: place,
    extensions: EXTENSIONS,
    // Its style element would be refused; the rules are in writing.css.
    injectCSS: false,
    editorProps: {
      attributes: {
        "aria-label": box.dataset.label,
        "aria-multiline": "true",
        dir: "auto",
        role: "textbox",
      },
      transformPastedHTML: cleanPaste,
      handlePaste: (_view, event) => takeFiles(event.clipboardData),
      handleDrop: (view, event) => {
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        return takeFiles(event.dataTransfer, at?.pos);
      },
    },
    onUpdate: () => {
      ownChange = true;
      textarea.value = fromEditor(editor);
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
      ownChange = false;
    },
    onTransaction: () => draw(),
  });

  const takeFiles = (transfer, position) => {
    const pictures = picturesIn(transfer);
    for (const file of pictures) {
      send(box, file).then(
        (picture) => insertPicture(editor, picture, "", position),
        (error) => tell(error.message),
      );
    }
    return pictures.length > 0;
  };

  const tell = (words) => {
    note.textContent = words;
    note.hidden = !words;
  };

  const buttons = [...toolbar.querySelectorAll("[data-do]")];

  const draw = () => {
    for (const button of buttons) {
      const command = COMMANDS[button.dataset.do];
      if (!command) continue;
      if (command.pressed) button.setAttribute("aria-pressed", command.pressed(editor));
      if (command.shown) button.hidden = !command.shown(editor);
      if (command.enabled) button.disabled = !command.enabled(editor);
    }
  };

  const read = (html) => {
    // What was read is where undoing ends.
    const chain = editor.chain().setMeta("addToHistory", false);
    chain.setContent(forEditor(html), { emitUpdate: false }).run();
    return saysTheSame(forEditor(html), editor.getHTML());
  };

  /** Show the text as it will look, or its source; source is all there is of other markup. */
  const show = (asText) => {
    const isHtml = !markup || markup.value === "html";
    box.dataset.shows = isHtml ? (asText ? "text" : "source") : "plain";
    place.hidden = !(isHtml && asText);
    textarea.hidden = isHtml && asText;
    toolbar.hidden = !isHtml;
    sourceButton.setAttribute("aria-pressed", !asText);
    draw();
  };

  // A click leaves the cursor where it is.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const name = button.dataset.do;
    if (name === "source") {
      if (place.hidden) read(textarea.value);
      show(place.hidden);
      tell("");
    } else if (name === "link") askLink(box.querySelector("dialog.link"), editor);
    else if (name === "picture") askPicture(box.querySelector("dialog.picture"), editor);
    else COMMANDS[name].run(editor.chain().focus(), editor).run();
  });
  rove(toolbar);
  for (const dialog of box.querySelectorAll("dialog")) prepare(dialog);

  place.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    askLink(box.querySelector("dialog.link"), editor);
  });
  // Whoever sets the textarea from outside says so: a draft that is taken up again, for example.
  textarea.addEventListener("input", () => ownChange || place.hidden || read(textarea.value));
  markup?.addEventListener("change", () => {
    read(textarea.value);
    show(true);
  });

  const isWhole = read(box.dataset.sanitized);
  show(isWhole);
  tell(isWhole ? "" : box.dataset.unknown);
  box.dataset.ready = "yes";
};

for (const box of document.querySelectorAll("[data-editor]")) start(box);
