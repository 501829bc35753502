/**
 * "Preview" draws the comment above the form without leaving the page. The server draws it, as it
 * does where this script doesn't run; what it doesn't take, it is asked for in the ordinary way.
 */

const section = (form) => {
  const there = document.querySelector(".as-published");
  if (there) return there;
  const made = document.getElementById("preview-part").content.firstElementChild.cloneNode(true);
  form.before(made);
  return made;
};

const show = (form, html) => {
  const place = section(form);
  const heading = place.querySelector("h2");
  const drawn = new DOMParser().parseFromString(html, "text/html").querySelector(".comment");
  place.replaceChildren(heading, drawn);
  heading.tabIndex = -1;
  heading.focus();
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest('button[name="preview"]');
  if (!button || button.dataset.plain || !document.getElementById("preview-part")) return;
  event.preventDefault();
  const sent = new URLSearchParams(new FormData(button.form));
  sent.set("preview", "fragment");
  try {
    const response = await fetch(button.form.action, { method: "POST", body: sent });
    if (!response.ok) throw new Error(response.statusText);
    show(button.form, await response.text());
  } catch {
    button.dataset.plain = "yes";
    button.click();
  }
});
