// A file may be dropped on the form; without this the file field does the same.
const form = document.querySelector("[data-drop]");
const field = form.querySelector("input[type=file]");
form.querySelector(".intake-drop-hint").hidden = false;

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
}
for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("is-over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
});
