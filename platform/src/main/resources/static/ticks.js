// Keeps what is ticked of a checklist in this browser, and nowhere else.
for (const list of document.querySelectorAll("[data-ticks]")) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const status = list.querySelector("[data-kept]");
  const name = "parvis-ticks:" + list.dataset.ticks;
  const tell = () => (status.textContent = status.dataset.done
    .replace("#", boxes.filter((box) => box.checked).length) + " " + status.dataset.kept);
  try {
    const kept = new Set(JSON.parse(localStorage.getItem(name) ?? "[]"));
    for (const box of boxes) box.checked = kept.has(box.value);
    if (kept.size) tell();
    list.addEventListener("change", () => {
      localStorage.setItem(name, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.value)));
      tell();
    });
  } catch {
    // A browser that keeps nothing still ticks.
  }
}
