// After a failed submission the reader starts at the list of errors.
document.querySelector("[data-error-summary]")?.focus();
