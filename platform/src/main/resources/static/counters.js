// Figures that change while one looks: asked again every five seconds, while the page is in sight.
const PAUSE = 5000;
const board = document.querySelector("[data-counters]");
const count = async () => {
  if (!document.hidden) {
    const answer = await fetch(board.dataset.counters, { redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    const figures = await answer.json();
    for (const place of board.querySelectorAll("[data-count]")) place.textContent = figures[place.dataset.count] ?? "";
  }
  setTimeout(again, PAUSE);
};
// Without network the last figures stand, and are asked for again.
const again = () => count().catch(() => setTimeout(again, PAUSE));
setTimeout(again, PAUSE);
