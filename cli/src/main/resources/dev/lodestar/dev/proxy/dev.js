// Served by `lodestar dev` and added to the pages of the application while it is developed: reloads
// the page when a new version of the application serves, and says why none does.
(() => {
  "use strict";
  if (window.__lodestarDev) {
    return;
  }
  window.__lodestarDev = true;

  let version = null;
  let overlay = null;
  const onReport = document.documentElement.dataset.lodestarReport !== undefined;

  function show(state) {
    hide();
    overlay = document.createElement("div");
    const shadow = overlay.attachShadow({ mode: "open" });
    const box = document.createElement("div");
    // Properties, not a style element: the policy of the page may forbid those.
    Object.assign(box.style, {
      position: "fixed", inset: "0", zIndex: "2147483647", overflow: "auto", boxSizing: "border-box",
      padding: "2rem", background: "rgba(24, 24, 27, 0.96)", color: "#fafafa",
      font: "14px/1.5 ui-monospace, Menlo, Consolas, monospace",
    });
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", state.title);
    const title = document.createElement("h1");
    Object.assign(title.style, { font: "bold 18px/1.4 system-ui, sans-serif", color: "#f87171" });
    title.textContent = state.title;
    const text = document.createElement("pre");
    Object.assign(text.style, { whiteSpace: "pre-wrap" });
    text.textContent = state.text;
    const hint = document.createElement("p");
    Object.assign(hint.style, { font: "14px/1.5 system-ui, sans-serif", color: "#a1a1aa" });
    hint.textContent = "This goes away when the sources are right again. Escape hides it.";
    box.append(title, text, hint);
    shadow.append(box);
    document.documentElement.append(overlay);
  }

  function hide() {
    if (overlay !== null) {
      overlay.remove();
      overlay = null;
    }
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
    }
  });

  function told(message) {
    const state = JSON.parse(message.data);
    const first = version === null;
    const changed = !first && state.version !== version;
    version = state.version;
    if (state.kind !== undefined) {
      if (!onReport) {
        show(state);
      } else if (!first) {
        location.reload(); // it says something else now
      }
    } else if (changed || onReport) {
      location.reload();
    } else {
      hide();
    }
  }

  // Browsers have few connections for a host, so pages that nobody sees give theirs back.
  let events = null;
  function listen() {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (events === null) {
      events = new EventSource("/__lodestar/dev/events");
      events.onmessage = told;
    }
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  listen();
})();
