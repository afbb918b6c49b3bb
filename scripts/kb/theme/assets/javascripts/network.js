/* Lights up what a place or a person in a picture is tied to, while the pointer rests on it. */
(function () {
  "use strict";

  document.querySelectorAll(".kb-network svg").forEach(function (picture) {
    const ties = Array.prototype.slice.call(picture.querySelectorAll("[data-ends]"));
    const nodes = Array.prototype.slice.call(picture.querySelectorAll("[data-node]"));

    function ends(tie) { return tie.getAttribute("data-ends").split(" "); }

    function light(ids, lit) {
      picture.classList.toggle("kb-lighting", lit.length > 0);
      ties.forEach(function (tie) { tie.classList.toggle("kb-lit", lit.indexOf(tie) >= 0); });
      nodes.forEach(function (node) { node.classList.toggle("kb-lit", ids.indexOf(node.getAttribute("data-node")) >= 0); });
    }

    picture.addEventListener("pointerover", function (event) {
      const on = /** @type {Element} */ (event.target);
      const node = on.closest("[data-node]"), tie = on.closest("[data-ends]");
      const lit = node ? ties.filter(function (other) { return ends(other).indexOf(node.getAttribute("data-node")) >= 0; }) : tie ? [tie] : [];
      light(lit.reduce(function (ids, other) { return ids.concat(ends(other)); }, node ? [node.getAttribute("data-node")] : []), lit);
    });
    picture.addEventListener("pointerleave", function () { light([], []); });
  });
})();
