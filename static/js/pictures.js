/** The page that takes pictures in: files may be dropped on it, and each shows how far it has got. */
import { picturesIn, upload } from "./upload.js";

const form = document.getElementById("upload");
const list = document.getElementById("uploaded");
const part = document.getElementById("uploaded-part");

const send = async (file) => {
  const item = part.content.firstElementChild.cloneNode(true);
  const [progress, told] = [item.querySelector("progress"), item.querySelector("output")];
  item.querySelector(".upload-name").textContent = file.name;
  list.append(item);
  try {
    const picture = await upload(file, {
      address: form.action,
      token: form.elements.csrfmiddlewaretoken.value,
      onProgress: (share) => (progress.value = share),
      words: form.dataset,
    });
    const link = item.querySelector("a");
    link.href = form.dataset.change.replace("/0/", `/${picture.id}/`);
    link.hidden = false;
    item.querySelector("img").src = picture.url;
    told.textContent = picture.url;
  } catch (error) {
    item.classList.add("errornote");
    item.querySelector("img").remove();
    told.textContent = error.message;
  }
  progress.remove();
};

// One after the other: each takes the site's full attention for a moment.
let last = Promise.resolve();
const sendAll = (files) => files.forEach((file) => (last = last.then(() => send(file))));

form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  sendAll(picturesIn(event.dataTransfer));
});
form.elements.file.addEventListener("change", () => {
  sendAll([...form.elements.file.files]);
  form.reset();
});
form.querySelector("[type=submit]").hidden = true;
