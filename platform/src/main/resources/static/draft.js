// Keeps what is typed in a form, as its "keep the draft" button does, three seconds after the last change. Files wait for the form.
const PAUSE = 3000;
for (const form of document.querySelectorAll("form[data-draft]")) {
  const status = form.querySelector("[data-kept]");
  let due, sending;
  const keep = async () => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    fields.delete("_once");
    fields.set("acte", "brouillon");
    sending = new AbortController();
    try {
      const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", signal: sending.signal });
      status.textContent = answer.type === "opaqueredirect" ? status.dataset.kept : status.dataset.lost;
    } catch (failure) {
      if (failure.name !== "AbortError") status.textContent = status.dataset.lost;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(due);
    due = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(due);
    sending?.abort();
  });
}
