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
  const { search: worker, base } = JSON.parse(document.getElementById("__config").textContent)
  /** @type {() => HTMLInputElement} */
  const box = () => document.querySelector("[data-md-component=search-query]")

  class LazyWorker extends EventTarget {
    constructor() {
      super()
      this.started = false
      this.query = ""
      this.asked = []        // what no answer has come to yet, in the order of asking
      this.typed = ""        // what stood in the box when it was asked last
      this.entering = false  // whether Enter was pressed before the answer to what is typed
      /* Material listens for keys alone; what is pasted, dictated or picked by an input method comes without one. */
      document.addEventListener("input", ({ target }) => target === box() && target.dispatchEvent(new Event("keyup")))
      document.addEventListener("keydown", event => this.hold(event), true)
      document.addEventListener("click", share, true)
      document.addEventListener("focusin", ({ target }) => target === box() && this.start())
    }

    postMessage(message) {
      if (message.type === SETUP) {
        this.setup = message
        this.say({ type: READY })
        if (this.waiting) this.start()
      } else if (message.type === QUERY) {
        this.query = message.data
        this.typed = box().value
        this.asked.push(message.data)
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
        this.asked = this.query ? [this.query] : [] // what was asked meanwhile is asked for once
        if (this.query) this.real.postMessage({ type: QUERY, data: this.query })
      } else this.say(message)
    }

    /* Enter opens the first result of what is typed, and of nothing else: where the answer is still to come, it waits. */
    hold(event) {
      if (event.target !== box()) return
      this.entering = false
      if (event.key !== "Enter" || event.isComposing || !box().value.trim()) return
      if (this.real && !this.asked.length && this.typed === box().value) return
      event.preventDefault()
      event.stopImmediatePropagation()
      this.entering = true
      if (this.typed !== box().value) box().dispatchEvent(new Event("keyup"))
    }

    /* The answer to what is typed, after Enter. */
    enter(items) {
      this.entering = false
      if (!items.length) return
      const [{ location: place, terms }] = items[0]
      const address = new URL(place, new URL(base + "/", location.href))
      address.searchParams.set("h", Object.keys(terms).filter(term => terms[term]).join(" ")) // as the list's own links have it
      location.assign(address)
    }

    /* The box works on; it only finds nothing, and says why. The next use tries again. */
    fail() {
      this.entering = false
      this.started = false
      this.real = undefined
      tell("failed", true)
    }

    /* Never from within postMessage: a worker answers later, and Material counts on that. */
    say(message) {
      setTimeout(() => {
        if (message.type === RESULT) {
          this.asked.shift()
          tell("nothing", Boolean(this.query.trim()) && !message.data.items.length)
          tell("capped", Boolean(message.data.more))
        }
        this.dispatchEvent(new MessageEvent("message", { data: message }))
        if (message.type === RESULT && this.entering && !this.asked.length && this.typed === box().value) this.enter(message.data.items)
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
    element.src = new URL("../../" + setup.data.config.index, new URL(worker, location.href)).href
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

  /* The address that is shared is of what is typed now: Material's own lags behind by a key. */
  function share(event) {
    const link = event.target.closest("[data-md-component=search-share]")
    if (!link) return
    const address = new URL(location.href)
    address.hash = ""
    address.searchParams.delete("h")
    address.searchParams.set("q", box().value)
    link.dataset.clipboardText = address.href
  }

  /* Shows or hides one of the notes below the box. */
  function tell(note, shown) {
    /** @type {HTMLElement} */
    const element = document.querySelector(`[data-kb-search=${note}]`)
    if (element) element.hidden = !shown
  }

  self.Worker = /** @type {any} */ (function (url, options) {
    return url === worker ? new LazyWorker() : new RealWorker(url, options)
  })
})()
