"""The same hands without a mouse: Tab, Shift+Tab, Enter, Space, arrows and typing. Every stop of the focus is looked at."""

from .mouse import MouseHands

MOST_STOPS = 600
LOOK = """target => {
  const node = document.activeElement;
  if (!node || node === document.body) return {at: "out"};
  const ringed = one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const seen = [node, ...(node.labels || [])];
  const ring = seen.some(ringed);
  const free = seen.some(one => [...one.getClientRects()].some(box => {
    const xs = [0.5, 0.1, 0.9].map(part => box.left + box.width * part);
    const ys = [0.5, 0.2, 0.8].map(part => box.top + box.height * part);
    return xs.some(x => ys.some(y => {
      const hit = document.elementFromPoint(x, y);
      return hit && seen.some(own => own.contains(hit) || hit.contains(own) && hit.closest("label, summary, a, button"));
    }));
  }));
  const name = `${node.tagName.toLowerCase()} «${(node.innerText || node.labels?.[0]?.innerText || node.name || "").trim().slice(0, 60)}»`;
  const order = target.compareDocumentPosition(node);
  const twin = node.type === "radio" && target.type === "radio" && node.name === target.name && node.form === target.form;
  const at = node === target ? "here" : twin ? "twin" : order & Node.DOCUMENT_POSITION_FOLLOWING ? "after" : "before";
  return {at, ring, free, name};
}"""


class KeyboardHands(MouseHands):
    """`stops` counts how far the keyboard had to walk; `unseen` names every stop whose focus could not be seen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stops, self.unseen, self.longest = 0, [], (0, "")
        self.page.on("filechooser", lambda chooser: None)  # caught from the start: the first one must not open for real

    def _reach(self, found):
        self._walk(found)

    def _push(self, found):
        self.page.keyboard.press("Enter")

    def _write(self, field, text):
        self._walk(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def _pick(self, field, place):
        self._walk(field)
        self.page.keyboard.press("Home")
        for _ in range(place):
            self.page.keyboard.press("ArrowDown")
        assert field.evaluate("node => node.selectedIndex") == place

    def _mark(self, field):
        self._walk(field)
        for _ in range(60):
            if self._look(field)["at"] == "here":
                break
            self.page.keyboard.press("ArrowDown")
        if not field.is_checked():
            self.page.keyboard.press("Space")
        assert field.is_checked()

    def _give(self, field, path):
        self._walk(field)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(path)

    def _look(self, target):
        return target.evaluate(LOOK)

    def _walk(self, target):
        """Tab (or Shift+Tab) until the focus is there; the skip link spares the header."""
        seen, steps = self._look(target), 0
        if seen["at"] == "out" and "#" not in self.page.url and target.evaluate("node => !!node.closest('main')"):
            self._skip()
            seen = self._look(target)
        while seen["at"] not in ("here", "twin"):
            assert steps < MOST_STOPS, f"the keyboard cannot reach it on {self.path()}"
            self.page.keyboard.press("Shift+Tab" if seen["at"] == "after" else "Tab")
            steps += 1
            seen = self._look(target)
            if seen["at"] != "out" and not (seen["ring"] and seen["free"]):
                why = "no ring" if not seen["ring"] else "covered"
                self.unseen.append(f"{self.path()} {seen['name']}: {why}")
        self.stops += steps
        self.longest = max(self.longest, (steps, f"{self.path()} {seen.get('name')}"))

    def _skip(self):
        self.page.keyboard.press("Tab")
        first = self.page.evaluate("document.activeElement.outerHTML")
        assert 'class="skip"' in first, f"the skip link is not first on {self.page.url}: {first[:200]}"
        self.page.keyboard.press("Enter")
        self.stops += 2
