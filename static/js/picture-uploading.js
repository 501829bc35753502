/** Uploads a picture to the server; used by the upload page and the editor. */

/**
 * Upload a file; resolve to the picture's data: id, url, width, height, alt, state, html. Reject with
 * an `Error` whose message is for the author; its `status` is 401 if the session has expired, and 0
 * if the server can't be reached. `onProgress` is called with a share from 0 to 1.
 */
export const upload = (file, { url, token, alt = "", onProgress = () => {}, messages = {} }) =>
  new Promise((resolve, reject) => {
    const data = new FormData();
    data.append("file", file);
    data.append("alt", alt);
    // fetch() can't report upload progress.
    const request = new XMLHttpRequest();
    const fail = () => {
      // The response to a body that the server hasn't read has no message.
      const fallback = request.status === 413 ? messages.tooLarge : messages.failed;
      const message = request.response?.error ?? fallback ?? request.statusText;
      reject(Object.assign(new Error(message), { status: request.status }));
    };
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("load", () => (request.status === 200 ? resolve(request.response) : fail()));
    request.addEventListener("error", fail);
    request.send(data);
  });

/** Return the pictures in a DataTransfer of a drop or paste. */
export const getPictures = (transfer) =>
  [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
