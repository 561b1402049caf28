// Shows the number of a slider beside it. Without scripts the number stands there as it was when the page was made.
for (const output of document.querySelectorAll("[data-slider]")) {
  const slider = document.getElementById(output.dataset.slider);
  slider?.addEventListener("input", () => {
    output.value = slider.value;
  });
}
