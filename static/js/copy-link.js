/**
 * Copies the permalink of a comment. Without this script, or without access to the clipboard, the
 * link leads to the comment, and the browser shows its URL.
 */

const getLinks = (root) => (navigator.clipboard ? root.querySelectorAll("a[data-copy]") : []);

/** Labels the links of a menu that was inserted into the page. */
export const labelCopyLinks = (root) => {
  for (const link of getLinks(root)) link.textContent = link.dataset.copy;
};

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    // Without the reader's view and order.
    await navigator.clipboard.writeText(`${link.origin}${link.pathname}`);
    link.textContent = link.dataset.copied;
  } catch {
    location.assign(link.href);
  }
});

labelCopyLinks(document);
