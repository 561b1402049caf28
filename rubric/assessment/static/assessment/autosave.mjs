// What htmx could not send is sent again as soon as the browser is online; leaving before that is asked about.
const form = document.querySelector("[data-autosave]");

function tell(words) {
  const line = form.querySelector("#saved [role=status]");
  line.parentElement.classList.add("assess__saved--trouble");
  line.textContent = line.dataset[words];
}

function send() {
  const field = form.querySelector("[data-saves]:checked") ?? form.querySelector("textarea[data-saves]");
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

if (form) {
  let entered = false;
  let again;

  form.addEventListener("input", () => (entered = true));
  form.addEventListener("submit", () => (entered = false));
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) entered = Boolean(form.querySelector("#id_evidence_text")?.value);
  });
  form.addEventListener("htmx:sendError", () => {
    tell("trouble");
    clearTimeout(again);
    again = setTimeout(send, 10_000);
  });
  form.addEventListener("htmx:responseError", () => tell("refused"));
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if (entered) event.preventDefault();
  });
}
