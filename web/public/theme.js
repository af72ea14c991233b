// Runs before the first paint: puts the chosen theme on the root element, so that no page flashes in the other one.
// Without a choice the style sheet follows the system. A file of its own because the content security policy
// allows no inline script; lib/theme.ts writes the same key.
(function () {
  try {
    var choice = localStorage.getItem("stoa.theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch (error) {
    // Storage can be closed to us (private windows, blocked cookies): the system's theme is right then.
    document.documentElement.dataset.storage = error instanceof DOMException ? error.name : "closed";
  }
})();
