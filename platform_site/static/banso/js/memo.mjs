// A whole memo pasted into a search box is no question: it is handed to the page that reads memos, inside this browser
// alone. Without this file the box takes as much as a question may have.
const KEPT = "banso-memo";

for (const input of document.querySelectorAll("[data-memo]")) {
  const longest = input.maxLength;
  input.removeAttribute("maxlength");
  input.form.addEventListener(
    "submit",
    (event) => {
      if (input.value.length <= longest) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      sessionStorage.setItem(KEPT, JSON.stringify({ text: input.value, note: input.dataset.memoNote }));
      location.assign(input.dataset.memo);
    },
    { capture: true },
  );
}

const field = document.getElementById("id_memo");
const kept = field && sessionStorage.getItem(KEPT);
if (kept) {
  sessionStorage.removeItem(KEPT);
  const { text, note } = JSON.parse(kept);
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  field.before(told);
  told.textContent = note;
  field.value = text;
  field.focus();
}
