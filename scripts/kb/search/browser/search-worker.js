/* The search worker: Material's messages in, results out. The matching comes with the index: see kb.search.bundle. */
"use strict"
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
let index

self.addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    // The worker stands two folders below the edition's root, from which the settings count.
    importScripts("../../" + data.config.index)
    index = kbSearch.open(self.kbSearchIndex)
    self.kbSearchIndex = undefined
    postMessage({ type: READY })
  } else if (type === QUERY) postMessage({ type: RESULT, data: kbSearch.answer(index, data || "") })
})
