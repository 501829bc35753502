/** The picture upload page: accepts dropped files and shows the progress of each. */
import { getPictures, upload } from "./picture-uploading.js";

const form = document.getElementById("upload");
const list = document.getElementById("uploaded");
const template = document.getElementById("uploaded-template");

const send = async (file) => {
  const item = template.content.firstElementChild.cloneNode(true);
  const [progress, result] = [item.querySelector("progress"), item.querySelector("output")];
  item.querySelector(".upload-name").textContent = file.name;
  list.append(item);
  try {
    const picture = await upload(file, {
      url: form.action,
      token: form.elements.csrfmiddlewaretoken.value,
      onProgress: (share) => (progress.value = share),
      messages: form.dataset,
    });
    const link = item.querySelector("a");
    link.href = form.dataset.change.replace("/0/", `/${picture.id}/`);
    link.hidden = false;
    item.querySelector("img").src = picture.url;
    result.textContent = picture.url;
  } catch (error) {
    item.classList.add("errornote");
    item.querySelector("img").remove();
    result.textContent = error.message;
  }
  progress.remove();
};

// Sequentially, because processing a picture is expensive for the server.
let queue = Promise.resolve();
const sendAll = (files) => files.forEach((file) => (queue = queue.then(() => send(file))));

form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("drag-over");
});
form.addEventListener("dragleave", () => form.classList.remove("drag-over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("drag-over");
  sendAll(getPictures(event.dataTransfer));
});
form.elements.file.addEventListener("change", () => {
  sendAll([...form.elements.file.files]);
  form.reset();
});
form.querySelector("[type=submit]").hidden = true;
