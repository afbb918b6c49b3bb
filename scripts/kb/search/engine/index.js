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
  const kinds = Uint8Array.from(shipped.kinds, Number) // pages besides the records' own have none
  const stopping = new Set(shipped.stop.split("\n"))
  const asks = new Map()
  for (const [kind, spellings] of Object.entries(shipped.asks)) for (const spelling of spellings.split("\n")) asks.set(spelling, kind)

  /* Spelling -> the terms of what it means. */
  let meant
  function meanings() {
    if (meant) return meant
    meant = new Map()
    for (const row of shipped.meanings.split("\n")) {
      const [meaning, ...spellings] = row.split("\t")
      for (const spelling of spellings) meant.set(spelling, [...(meant.get(spelling) || []), "#" + meaning])
    }
    return meant
  }

  const terms = shipped.terms.split("\n")
  let places
  const postings = column("postings")
  const read = new Map()

  /* The records that have a term, and at which level each has it; undefined where none has. */
  function lookUp(term) {
    places = places || new Map(terms.map((term, place) => [term, place]))
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

  /* The records with a role or a destination that holds these words in a row. */
  function saying(words) {
    const found = []
    for (let at = shipped.roles.indexOf(words); at >= 0 && found.length < 400; at = shipped.roles.indexOf(words, at + 1)) {
      const tab = shipped.roles.indexOf("\t", at), end = shipped.roles.indexOf("\n", tab)
      const records = decoded(shipped.roles.slice(tab + 1, end < 0 ? undefined : end))
      for (let i = 0; i < records.length; i += 2) found.push(records[i])
    }
    return found
  }

  const names = kbSearch.names(
    { names: shipped.names, kinds: shipped.kinds, pages: shipped.pages, pinyin: shipped.pinyin,
      surnames: shipped.surnames, records, stopping },
    folding,
  )
  Object.assign(names, kbSearch.lookup(names, folding))
  const dates = column("dates")
  /* What stands somewhere in a long text says less about it than in a short one. */
  const brevity = record => 1.9 - (shipped.sizes.charCodeAt(record) - 97) * 0.1
  /* Room for one query's reckoning, kept from query to query; -2 stands for a record that nothing was given yet. */
  let room
  const scratch = () => room || (room = { forms: new Int16Array(names.forms.length).fill(-2), shares: new Float32Array(names.forms.length) })

  /* What happened when: a year, a month or a day (also without the year) -> records, each with how surely it is meant. */
  let calendar
  function days(written) {
    if (!calendar) {
      calendar = new Map()
      dates().forEach((row, record) => {
        for (const day of row ? row.split(" ") : []) {
          const sure = day.endsWith("!") ? 1 : 0
          const [year, month, date] = (sure ? day.slice(0, -1) : day).split("-")
          const wide = date ? 0.96 : 1
          note(year, record, sure, 0.78)
          if (month) for (const y of [year, "0"]) note(`${y}-${month}`, record, sure, wide)
          if (date) for (const y of [year, "0"]) note(`${y}-${month}-${date}`, record, sure, 1)
        }
      })
    }
    return calendar.get(written) || []

    function note(key, ...entry) {
      if (!calendar.has(key)) calendar.set(key, [])
      calendar.get(key).push(...entry)
    }
  }

  return {
    folding, names, records, kinds, stopping, asks, meanings, terms, lookUp, beginning, holding, saying, brevity, scratch, shipped,
    cut: new Map(), // texts that are shown, as atoms
    days,
    ids: column("ids"), titles: column("titles"), seconds: column("seconds"), lines: column("lines"), summaries: column("summaries"),
  }
}

/* See kb.search.shipped: distances in digits of base 32, the last of each number in lower case. */
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
