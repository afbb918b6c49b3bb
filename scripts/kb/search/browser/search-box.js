/*
Stands between Material's search box and the search worker, which is heavier than a page that is only read should pay for.

Material starts a worker on every page and sends it the settings. It is given this stand-in, which says that it is ready
and starts the real worker when the box is first used. Nothing of it is seen by the rest of the page: other workers are
made as ever. Where a page is opened from a disk, browsers refuse workers; there the same scripts run in the page.
*/
"use strict"
;(function () {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
  const PATIENCE = 20000 // milliseconds after which loading counts as failed
  const RealWorker = self.Worker
  const worker = JSON.parse(document.getElementById("__config").textContent).search

  class LazyWorker extends EventTarget {
    constructor() {
      super()
      this.started = false
      this.query = ""
      /* Material listens for keys alone; what is pasted, dictated or picked by an input method comes without one. */
      document.addEventListener("input", event => event.target.matches("[data-md-component=search-query]") && event.target.dispatchEvent(new Event("keyup")))
      document.addEventListener("focusin", event => event.target.matches("[data-md-component=search-query]") && this.start())
    }

    postMessage(message) {
      if (message.type === SETUP) {
        this.setup = message
        this.say({ type: READY })
        if (this.waiting) this.start()
      } else if (message.type === QUERY) {
        this.query = message.data
        if (this.real) this.real.postMessage(message)
        else if (message.data) this.start()
        else this.say({ type: RESULT, data: { items: [] } })
      }
    }

    terminate() {
      if (this.real) this.real.terminate()
    }

    start() {
      this.waiting = !this.setup
      if (this.started || this.waiting) return
      this.started = true
      const timer = setTimeout(() => this.fail(), PATIENCE)
      const open = location.protocol === "file:" ? inPage : inWorker
      open(this.setup, message => this.hear(message, timer), () => this.fail())
    }

    hear(message, timer) {
      if (message.type === READY) {
        clearTimeout(timer)
        this.real = message.real
        tell("failed", false)
        if (this.query) this.real.postMessage({ type: QUERY, data: this.query })
      } else this.say(message)
    }

    /* The box works on; it only finds nothing, and says why. The next use tries again. */
    fail() {
      this.started = false
      this.real = undefined
      tell("failed", true)
    }

    /* Never from within postMessage: a worker answers later, and Material counts on that. */
    say(message) {
      setTimeout(() => {
        if (message.type === RESULT) tell("nothing", Boolean(this.query.trim()) && !message.data.items.length)
        this.dispatchEvent(new MessageEvent("message", { data: message }))
      })
    }
  }

  function inWorker(setup, hear, fail) {
    const real = new RealWorker(worker)
    real.addEventListener("message", ({ data }) => hear(data.type === READY ? { ...data, real } : data))
    real.addEventListener("error", event => { event.preventDefault(); real.terminate(); fail() })
    real.postMessage(setup)
  }

  function inPage(setup, hear, fail) {
    const element = document.createElement("script")
    element.src = new URL("../../" + setup.data.config.index, new URL(worker, location))
    element.onerror = fail
    element.onload = () => {
      const index = kbSearch.open(self.kbSearchIndex)
      const postMessage = ({ data }) => {
        const answer = kbSearch.answer(index, data)
        for (const item of answer.items.flat()) item.location += "index.html" // a disk does not look for it by itself
        hear({ type: RESULT, data: answer })
      }
      hear({ type: READY, real: { postMessage, terminate() {} } })
    }
    document.head.append(element)
  }

  /* Shows or hides one of the notes below the box. */
  function tell(note, shown) {
    const element = document.querySelector(`[data-kb-search=${note}]`)
    if (element) element.hidden = !shown
  }

  self.Worker = function (url, options) {
    return url === worker ? new LazyWorker() : new RealWorker(url, options)
  }
})()
