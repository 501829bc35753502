"""Measure a rendered page."""

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
    const hidden = one.closest(".visually-hidden, .skip, [hidden]");
    const inText = one.closest(".prose, .refs, .replying-to, p:not([class])");
    return !hidden && !inText && box.height > 0 && box.height < 24;
  })
  .map((one) => `${one.className || one.tagName} ${one.textContent.trim().slice(0, 30)}`)
"""


def layout_shift(page: Page) -> float:
    """Return the Cumulative Layout Shift of the page."""
    return float(page.evaluate(_SHIFT))


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def small_targets(page: Page) -> list[str]:
    """Return the click targets outside running text that are less than 24 pixels high."""
    return list(page.evaluate(_SMALL))
