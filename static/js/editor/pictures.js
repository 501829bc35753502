/** Uploads pictures from the editor and inserts them. */

import { upload } from "../picture-uploading.js";

/** Upload a file with a progress bar; return the attributes of the image node. */
export const uploadPicture = async (box, file, alt = "") => {
  const progress = box.querySelector("progress");
  progress.hidden = false;
  try {
    const picture = await upload(file, {
      url: box.dataset.upload,
      token: box.closest("form").elements.csrfmiddlewaretoken.value,
      alt,
      messages: box.dataset,
      onProgress: (share) => (progress.value = share),
    });
    const { url: src, width, height } = picture;
    return { src, width, height, alt: alt || picture.alt };
  } finally {
    progress.hidden = true;
  }
};

/** Insert a picture with its caption at a position, by default at the cursor. */
export const insertPicture = (editor, picture, caption = "", position = null) => {
  const content = [{ type: "paragraph", content: [{ type: "image", attrs: picture }] }];
  if (caption) content.push({ type: "figcaption", content: [{ type: "text", text: caption }] });
  const at = position ?? editor.state.selection.to;
  editor.chain().focus().insertContentAt(at, { type: "figure", content }).run();
};
