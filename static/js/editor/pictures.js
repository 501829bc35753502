/** Sends a picture while the editor shows how far it has come, and puts it into the text. */

import { upload } from "../upload.js";

/** Return the attributes of the picture that the site has made of a file. */
export const send = async (box, file, alt = "") => {
  const progress = box.querySelector("progress");
  progress.hidden = false;
  try {
    const picture = await upload(file, {
      address: box.dataset.upload,
      token: box.closest("form").elements.csrfmiddlewaretoken.value,
      alt,
      words: box.dataset,
      onProgress: (share) => (progress.value = share),
    });
    const { url: src, width, height } = picture;
    return { src, width, height, alt: alt || picture.alt };
  } finally {
    progress.hidden = true;
  }
};

/** Put a picture with its caption at a position, or where the cursor is. */
export const insertPicture = (editor, picture, caption = "", position = null) => {
  const content = [{ type: "paragraph", content: [{ type: "image", attrs: picture }] }];
  if (caption) content.push({ type: "figcaption", content: [{ type: "text", text: caption }] });
  const at = position ?? editor.state.selection.to;
  editor.chain().focus().insertContentAt(at, { type: "figure", content }).run();
};
