/* The shipped index, opened: columns are cut when they are first needed, postings read when a word is first looked up. */
"use strict"
self.kbSearch = self.kbSearch || {}

kbSearch.open = function (shipped) {
  const folding = kbSearch.folding(shipped.fold)
  const column = name => {
    let cut
    return () => cut || (cut = shipped[name].split("\n"))
  }
  const records = shipped.kinds.length
  const stopping = new Set(shipped.stop.split("\n"))
  const asks = new Map()
  for (const [kind, spellings] of Object.entries(shipped.asks)) for (const spelling of spellings.split("\n")) asks.set(spelling, kind)

  const meanings = new Map() // spelling -> the terms of what it means
  for (const row of shipped.meanings.split("\n")) {
    const [meaning, ...spellings] = row.split("\t")
    for (const spelling of spellings) meanings.set(spelling, [...(meanings.get(spelling) || []), "#" + meaning])
  }

  const terms = shipped.terms.split("\n")
  const places = new Map(terms.map((term, place) => [term, place]))
  const postings = column("postings")
  const read = new Map()

  /* The records that have a term, and at which level each has it; undefined where none has. */
  function lookUp(term) {
    if (!read.has(term)) read.set(term, places.has(term) ? decoded(postings()[places.get(term)]) : undefined)
    return read.get(term)
  }

  function beginning(start, most) {
    let low = 0, high = terms.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (terms[middle] < start) low = middle + 1
      else high = middle
    }
    const found = []
    while (low < terms.length && found.length < most && terms[low].startsWith(start)) found.push(terms[low++])
    return found
  }

  /* Terms that hold the characters somewhere: for what a reader cuts otherwise than the index does. */
  function holding(characters, most) {
    const found = []
    for (let at = shipped.terms.indexOf(characters); at >= 0 && found.length < most; at = shipped.terms.indexOf(characters, at + 1)) {
      const end = shipped.terms.indexOf("\n", at)
      found.push(shipped.terms.slice(shipped.terms.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end))
    }
    return found
  }

  const names = kbSearch.names(
    { names: shipped.names, rows: shipped.names.split("\n"), kinds: shipped.kinds, pages: shipped.pages, pinyin: shipped.pinyin,
      surnames: shipped.surnames, records, stopping },
    folding,
  )
  const dates = column("dates")
  return {
    folding, names, records, stopping, asks, meanings, terms, lookUp, beginning, holding, shipped,
    dates: () => dates().map(row => (row ? row.split(" ") : [])),
    ids: column("ids"), titles: column("titles"), seconds: column("seconds"), lines: column("lines"), summaries: column("summaries"),
  }
}

/* See kb.search_index.shipped: distances in digits of base 32, the last of each number in lower case. */
function decoded(text) {
  const found = []
  let value = 0, record = 0
  for (let at = 0; at < text.length; at++) {
    const last = kbSearch.LAST.indexOf(text[at])
    if (last < 0) value = value * 32 + kbSearch.MORE.indexOf(text[at])
    else {
      value = value * 32 + last
      record += value >> 2
      found.push(record, value & 3)
      value = 0
    }
  }
  return found
}

kbSearch.LAST = "abcdefghijklmnopqrstuvwxyz234567"
kbSearch.MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*"
