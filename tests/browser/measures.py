"""What can be measured on a page that a browser has drawn."""

from playwright.sync_api import Page

_SHIFT = """
() => new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(shift), 100);
})
"""
_SMALL = """
() => [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea")]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const isHidden = one.closest(".visually-hidden, .skip, [hidden]");
    const inText = one.closest(".prose, .refs, .replying-to, p:not([class])");
    return !isHidden && !inText && box.height > 0 && box.height < 24;
  })
  .map((one) => `${one.className || one.tagName} ${one.textContent.trim().slice(0, 30)}`)
"""


def layout_shift(page: Page) -> float:
    """Return how much of the page moved while it loaded (Cumulative Layout Shift)."""
    return float(page.evaluate(_SHIFT))


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def small_targets(page: Page) -> list[str]:
    """Return what can be pressed, stands outside of running text and is lower than 24 pixels."""
    return list(page.evaluate(_SMALL))
