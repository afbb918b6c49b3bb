/* Who was there on a day: a date, a slider and two buttons over what the page says without them.

   What holds when was worked out while the site was built; here it is only looked up. The names move between the groups
   of the page, a line marks the day in the table, the day stands in the address (?on=2026-01-15). */
(function () {
  "use strict";

  /** @type {HTMLFormElement} */
  const form = document.querySelector("form.kb-day");
  const source = document.getElementById("kb-presence");
  if (!form || !source) return;

  const data = JSON.parse(source.textContent);
  const DAY = 86400000;
  const { on: date, back, forth } = /** @type {Record<string, HTMLInputElement>} */ (/** @type {unknown} */ (form.elements));
  /** @type {HTMLInputElement} */
  const slider = form.querySelector("[type=range]");
  const result = document.querySelector(".kb-on-day");
  const said = result.querySelector("output");
  const time = result.querySelector("time");
  const people = Array.prototype.slice.call(document.querySelectorAll(".kb-stays tbody tr")).map(function (row) {
    return {
      row: row,
      turns: data.turns[row.id],
      name: result.querySelector('[data-person="' + row.id + '"]'),
      cursor: row.querySelector(".kb-cursor")
    };
  });
  /* 15 January 2026, as the pages write it. */
  const words = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const turningDays = people.reduce(function (days, person) {
    return days.concat(person.turns.map(function (turn) { return turn[0]; }));
  }, []).filter(function (day) { return day >= date.min && day <= date.max; }).sort();
  let waiting;

  function inWords(day) {
    /* Chinese dates stand in the site's own spacing: 2026 年 1 月 15 日. */
    return words.format(toTime(day)).replace(/(\d)([年月日])/g, "$1 $2").replace(/([年月])(\d)/g, "$1 $2");
  }

  function toTime(day) { return Date.parse(day + "T00:00:00Z"); }
  function toDay(milliseconds) { return new Date(milliseconds).toISOString().slice(0, 10); }
  function within(day) { return day < date.min ? date.min : day > date.max ? date.max : day; }
  function isDay(text) { return /^\d{4}-\d\d-\d\d$/.test(text || "") && !isNaN(toTime(text)) && toDay(toTime(text)) === text; }

  /* The scale is the picture's: a month is the wider, the more happens in it. */
  function place(day) {
    const month = (+day.slice(0, 4) - data.months.first[0]) * 12 + +day.slice(5, 7) - data.months.first[1];
    const start = data.months.at[month], end = data.months.at[month + 1];
    return start + (end - start) * (+day.slice(8) - 0.5) / 31;
  }

  function dayAt(place) {
    const months = data.months.at.length - 1;
    let month = 0;
    while (month < months - 1 && data.months.at[month + 1] <= place) month++;
    const start = data.months.at[month], end = data.months.at[month + 1];
    const index = data.months.first[1] - 1 + month, year = data.months.first[0] + Math.floor(index / 12);
    const length = new Date(Date.UTC(year, index % 12 + 1, 0)).getUTCDate();
    const number = Math.max(1, Math.min(length, Math.round((place - start) / (end - start) * 31 + 0.5)));
    return toDay(Date.UTC(year, index % 12, number));
  }

  function holds(turns, day) {
    let found = turns[0][1];
    turns.forEach(function (turn) { if (turn[0] <= day) found = turn[1]; });
    return found;
  }

  function show(day, moved) {
    const counts = data.groups.map(function () { return 0; });
    const lists = data.groups.map(function (group) { return result.querySelector(".kb-group-" + group + " ul"); });
    const x = place(day).toFixed(1) + "%";
    people.forEach(function (person) {
      const group = holds(person.turns, day);
      counts[group]++;
      lists[group].appendChild(person.name);
      person.row.dataset.now = data.groups[group];
      person.cursor.setAttribute("x1", x);
      person.cursor.setAttribute("x2", x);
    });
    data.groups.forEach(function (group, i) {
      /** @type {HTMLElement} */
      const section = result.querySelector(".kb-group-" + group);
      section.querySelector(".kb-count").textContent = counts[i];
      if (group === "before") section.hidden = !counts[i];
    });
    time.dateTime = day;
    time.textContent = inWords(day);
    date.value = day;
    if (slider !== moved) slider.value = String(Math.round(place(day) * 10));
    slider.setAttribute("aria-valuetext", inWords(day));
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      /* Said once the hand rests: every step of a slider would drown the reader. */
      said.textContent = data.said.replace(/\{(\w+)\}/g, function (_, key) {
        return key === "day" ? inWords(day) : counts[data.groups.indexOf(key)];
      });
    }, 250);
  }

  function go(day, moved) {
    day = within(day);
    show(day, moved);
    const query = new URLSearchParams(location.search);
    query.set("on", day);
    /* A day that was picked is a step which Back undoes; the days that a slider passes on its way are not. */
    history[moved || query.toString() === location.search.slice(1) ? "replaceState" : "pushState"](null, "", "?" + query + location.hash);
  }

  function asked() {
    const day = new URLSearchParams(location.search).get("on");
    return isDay(day) ? within(day) : null;
  }

  date.addEventListener("change", function () { if (isDay(date.value)) go(date.value); });
  slider.addEventListener("input", function () { go(dayAt(Number(slider.value) / 10), slider); });
  /* By key, the slider goes by days and months, however wide they are drawn. */
  slider.addEventListener("keydown", function (event) {
    const day = time.dateTime, steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    go(toDay(toTime(day) + steps[event.key] * DAY));
  });
  back.addEventListener("click", function () {
    const before = turningDays.filter(function (day) { return day < time.dateTime; });
    go(before[before.length - 1] || date.min);
  });
  forth.addEventListener("click", function () {
    go(turningDays.filter(function (day) { return day > time.dateTime; })[0] || date.max);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); if (isDay(date.value)) go(date.value); });
  const opened = time.dateTime;
  window.addEventListener("popstate", function () { show(asked() || opened); });
  if (asked()) show(asked());
})();
