// What the preview puts at the end of each page: reloads it when another stands in its place, and shows what keeps it from
// coming.
(async function () {
  const own = document.currentScript.dataset.page;
  const box = document.createElement("pre");
  box.setAttribute("role", "status");
  Object.assign(box.style, {
    position: "fixed", insetInline: "0", bottom: "0", zIndex: "99", margin: "0", padding: "1rem",
    maxHeight: "40vh", overflow: "auto", whiteSpace: "pre-wrap",
    background: "#7f1d1d", color: "#fff", font: "14px/1.5 monospace",
  });
  let token = own + " ";
  for (;;) {
    try {
      const asked = new URLSearchParams({ after: token, page: decodeURIComponent(location.pathname) });
      const state = await (await fetch("/-/changes?" + asked)).json();
      token = state.token;
      if (token.split(" ")[0] !== own) return location.reload();
      box.textContent = state.wrong.join("\n");
      if (state.wrong.length) document.body.append(box);
      else box.remove();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000)); // the server has ended: perhaps it starts again
    }
  }
})();
