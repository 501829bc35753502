/** Sends a picture to the site. */

/**
 * Return what the site knows of the picture: id, url, width, height, alt, html. Rejects with an
 * `Error` whose message is for the author; its `status` is 401 where nobody is signed in any more,
 * and 0 where nothing could be sent. `onProgress` is told how much has gone, from 0 to 1.
 */
export const upload = (file, { address, token, alt = "", onProgress = () => {}, words = {} }) =>
  new Promise((resolve, reject) => {
    const data = new FormData();
    data.append("file", file);
    data.append("alt", alt);
    // fetch() can't say how much of a file has gone.
    const request = new XMLHttpRequest();
    const fail = () => {
      const message = request.response?.error ?? words.failed ?? request.statusText;
      reject(Object.assign(new Error(message), { status: request.status }));
    };
    request.open("POST", address);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("load", () => (request.status === 200 ? resolve(request.response) : fail()));
    request.addEventListener("error", fail);
    request.send(data);
  });

/** Return the pictures among what is dragged or pasted. */
export const picturesIn = (transfer) => [...(transfer?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
