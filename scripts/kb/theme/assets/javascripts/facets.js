/* Filters and sorts lists that are complete without it.

   A form.kb-filters names its items by a selector; each item carries its values as data attributes, several parted
   by spaces. Choices without a result are hidden, the state stands in the address, the count is announced. */
(function () {
  "use strict";

  /* A choice is a step of its own, which Back undoes. */
  function go(query) {
    const search = query.toString() ? "?" + query : "";
    if (search !== location.search) history.pushState(null, "", (search || location.pathname) + location.hash);
  }

  document.querySelectorAll("form.kb-filters").forEach(function (/** @type {HTMLFormElement} */ form) {
    const items = Array.prototype.slice.call(document.querySelectorAll(form.dataset.items));
    const selects = Array.prototype.slice.call(form.querySelectorAll("select"));
    const output = form.querySelector("output");

    function valuesOf(item, key) {
      return (item.getAttribute("data-" + key) || "").split(" ").filter(Boolean);
    }

    function fits(item, without) {
      return selects.every(function (select) {
        return select === without || !select.value || valuesOf(item, select.name).indexOf(select.value) >= 0;
      });
    }

    /* A heading whose items are all hidden says nothing: it goes with them. */
    function hideEmptySections() {
      document.querySelectorAll(".md-content__inner > h2").forEach(function (heading) {
        let inside = [], next = heading.nextElementSibling;
        while (next && next.tagName !== "H2") {
          inside = inside.concat(items.filter(next.contains.bind(next)));
          next = next.nextElementSibling;
        }
        if (inside.length) /** @type {HTMLElement} */ (heading).hidden = inside.every(function (item) { return row(item).hidden; });
      });
      /* And so do the ways to it in the tables of contents. */
      document.querySelectorAll(".md-nav--secondary li, .kb-toc li").forEach(function (entry) {
        /** @type {HTMLAnchorElement} */
        const link = entry.querySelector("a[href^='#']");
        const heading = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (heading) /** @type {HTMLElement} */ (entry).hidden = heading.hidden;
      });
    }

    function row(item) {
      return item.closest("tr, li") || item;
    }

    function update() {
      const shown = items.filter(function (item) {
        const fit = fits(item, null);
        row(item).hidden = !fit;
        return fit;
      });
      selects.forEach(function (select) {
        Array.prototype.forEach.call(select.options, function (option) {
          if (!option.value) return;
          const count = items.filter(function (item) {
            return fits(item, select) && valuesOf(item, select.name).indexOf(option.value) >= 0;
          }).length;
          option.hidden = option.disabled = !count && !option.selected;
          option.text = option.dataset.label + " (" + count + ")";
        });
      });
      hideEmptySections();
      /* Marks of a picture say by data-of which item they draw. */
      document.querySelectorAll("[data-of]").forEach(function (mark) {
        const item = document.getElementById(mark.getAttribute("data-of"));
        mark.classList.toggle("kb-dim", !!item && row(item).hidden);
      });
      output.textContent = shown.length
        ? form.dataset.some.replace("{0}", shown.length).replace("{1}", items.length)
        : form.dataset.none;
    }

    function remember() {
      const query = new URLSearchParams(location.search);
      selects.forEach(function (select) {
        if (select.value) query.set(select.name, select.value); else query.delete(select.name);
      });
      go(query);
    }

    function recall() {
      const query = new URLSearchParams(location.search);
      selects.forEach(function (select) {
        const wanted = query.get(select.name);
        select.value = wanted && select.querySelector('option[value="' + CSS.escape(wanted) + '"]') ? wanted : "";
      });
    }

    form.addEventListener("change", function () { update(); remember(); });
    form.addEventListener("reset", function () { setTimeout(function () { update(); remember(); }, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    window.addEventListener("popstate", function () { recall(); update(); });
    recall();
    update();
  });

  /* Sorting: a click on a heading of a table.kb-sortable orders its rows by the cells' data-sort, or their text. */
  document.querySelectorAll("table.kb-sortable").forEach(function (/** @type {HTMLTableElement} */ table) {
    const body = table.tBodies[0];
    const order = Array.prototype.slice.call(body.rows);
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = cell.textContent;
      cell.textContent = "";
      cell.appendChild(button);
      button.addEventListener("click", function () {
        const sign = cell.getAttribute("aria-sort") === "ascending" ? "-" : "";
        const query = new URLSearchParams(location.search);
        query.set("sort", sign + column);
        go(query);
        sort();
      });
    });

    /* The address says by which column: ?sort=2, or ?sort=-2 from the end; without it the rows stand as they were built. */
    function sort() {
      const asked = /^(-?)(\d+)$/.exec(new URLSearchParams(location.search).get("sort") || "");
      const cells = table.tHead.rows[0].cells;
      const column = asked && +asked[2] < cells.length ? +asked[2] : -1;
      const descending = !!asked && asked[1] === "-";
      Array.prototype.forEach.call(cells, function (cell, i) {
        if (i === column) cell.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      });
      order.map(function (line, position) {
        const key = column < 0 ? String(position) : line.cells[column].getAttribute("data-sort");
        return { line: line, position: position, key: key === null ? line.cells[column].textContent.trim() : key };
      }).sort(function (a, b) {
        if (column < 0) return a.position - b.position;
        /* What has no value stays at the end in both directions. */
        if (!a.key !== !b.key) return a.key ? -1 : 1;
        const sign = a.key < b.key ? -1 : a.key > b.key ? 1 : a.position - b.position;
        return descending ? -sign : sign;
      }).forEach(function (entry) { body.appendChild(entry.line); });
    }

    window.addEventListener("popstate", sort);
    sort();
  });
})();
