// What the preview puts at the end of each page: reloads it when the next site stands, and shows what keeps it from coming.
(async function () {
  const box = document.createElement("pre");
  box.setAttribute("role", "status");
  Object.assign(box.style, {
    position: "fixed", insetInline: "0", bottom: "0", zIndex: "99", margin: "0", padding: "1rem",
    maxHeight: "40vh", overflow: "auto", whiteSpace: "pre-wrap",
    background: "#7f1d1d", color: "#fff", font: "14px/1.5 monospace",
  });
  let number = -1;
  for (;;) {
    try {
      const state = await (await fetch("/-/changes?after=" + number)).json();
      if (number >= 0 && state.number !== number && !state.wrong.length) return location.reload();
      number = state.number;
      box.textContent = state.wrong.join("\n");
      if (state.wrong.length) document.body.append(box);
      else box.remove();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000)); // the server has ended: perhaps it starts again
    }
  }
})();
