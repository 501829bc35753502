/**
 * Shows the preview of a comment above the form without leaving the page. The server renders it. If
 * it rejects the text, the form is submitted as without this script.
 */

const getSection = (form) => {
  const existing = document.querySelector(".comment-preview");
  if (existing) return existing;
  const created = document.getElementById("preview-template").content.firstElementChild.cloneNode(true);
  form.before(created);
  return created;
};

const show = (form, html) => {
  const section = getSection(form);
  const heading = section.querySelector("h2");
  const comment = new DOMParser().parseFromString(html, "text/html").querySelector(".comment");
  section.replaceChildren(heading, comment);
  heading.tabIndex = -1;
  heading.focus();
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest('button[name="preview"]');
  if (!button || button.dataset.submits || !document.getElementById("preview-template")) return;
  event.preventDefault();
  const data = new URLSearchParams(new FormData(button.form));
  data.set("preview", "fragment");
  try {
    const response = await fetch(button.form.action, { method: "POST", body: data });
    if (!response.ok) throw new Error(response.statusText);
    show(button.form, await response.text());
  } catch {
    button.dataset.submits = "yes";
    button.click();
  }
});
