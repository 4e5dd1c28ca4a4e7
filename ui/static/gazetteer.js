// Small things that htmx leaves to the page. Every page works without this file.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);

  // Said once per change, so that a screen reader is not flooded by what is polled.
  let said = "";
  function announce(text) {
    const place = byId("announcer");
    if (place && text && text !== said) {
      said = text;
      place.textContent = text;
    }
  }

  function trouble(text) {
    const place = byId("trouble");
    if (place) {
      place.textContent = text;
      place.hidden = text === "";
    }
  }

  function addCopyButtons(root) {
    for (const block of root.querySelectorAll("pre[data-copy]")) {
      if (!navigator.clipboard || block.dataset.copy === "ready") {
        continue;
      }
      block.dataset.copy = "ready";
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(block.textContent);
        button.textContent = "Copied";
        announce("Copied");
      });
      block.after(button);
    }
  }

  // Files are read here and pasted, so that they go the same way as what is typed.
  function addFileFields(root) {
    for (const area of root.querySelectorAll("textarea[data-file]")) {
      const file = document.createElement("input");
      file.type = "file";
      file.accept = ".pem,.crt,.cer,.key";
      file.setAttribute("aria-label", area.dataset.file + " from a file");
      file.addEventListener("change", async () => {
        if (file.files.length > 0) {
          area.value = await file.files[0].text();
          announce(area.dataset.file + " read from the file");
        }
      });
      area.after(file);
    }
  }

  // Follows the end of the log only where somebody looks at its end.
  let atEnd = true;
  function noteEnd() {
    const log = byId("log");
    atEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  }
  function keepEnd() {
    const log = byId("log");
    if (log && atEnd) {
      log.scrollTop = log.scrollHeight;
    }
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    noteEnd();
    const answer = event.detail.xhr;
    if (new URL(answer.responseURL || location.href, location.href).pathname === "/sign-in") {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });

  document.addEventListener("htmx:beforeRequest", (event) =>
    announce(event.detail.elt.dataset.busy));

  document.addEventListener("htmx:afterSettle", () => {
    trouble("");
    keepEnd();
    addCopyButtons(document);
    for (const place of document.querySelectorAll("[data-announce]")) {
      announce(place.dataset.announce);
    }
    const results = byId("results");
    if (results && byId("type")) {
      byId("type").value = results.dataset.type;
    }
  });

  document.addEventListener("htmx:sendError", () =>
    trouble("The service does not answer. This page goes on trying."));
  document.addEventListener("htmx:responseError", (event) =>
    trouble("That did not work (" + event.detail.xhr.status + "). Load the page again."));

  document.addEventListener("DOMContentLoaded", () => {
    const first = document.querySelector("[data-focus]");
    if (first) {
      first.focus();
    }
    addCopyButtons(document);
    addFileFields(document);
    keepEnd();
  });
})();
