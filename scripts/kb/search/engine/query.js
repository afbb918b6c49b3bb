/*
Which records a query is about, and in which order.

A query is a row of atoms: words, and Han characters. Everything that the index knows is looked up for every stretch of
them: names, meanings, words, dates. What is found gives the atoms of its stretch to records, with a weight: names before
roles before prose, exact before folded before pinyin before mistyped. An atom counts once for a record, with its best
weight; what of the query a record leaves unexplained counts against it; a query that is mostly unexplained finds nothing.
No stretch is preferred to another beforehand, so that nothing hangs on where a run of Han characters is cut.
*/
"use strict"
self.kbSearch = self.kbSearch || {}

kbSearch.WEIGHTS = {
  word: [1.6, 2.6, 4.2, 5.6],      // in prose, summary, fact, title
  meaning: [1.3, 2.4, 4.2, 5.5],
  mention: [1.2, 2.6, 4, 4],
  said: 6,                         // a role in the record's own words
  day: [4.4, 5.4],                 // on that day; on that day by the claim that dates it
}
const LONGEST = 14                 // atoms in a stretch
const LEVELS = ["prose", "summary", "fact", "title"]

/*
With `trace`, a map, it is noted for each atom of each record what gave it its weight: by the record's number times the
count of atoms, plus the atom's place. `how` names what was found; the words for it stand in kb.search.terminal.
*/
kbSearch.find = function (index, text, trace) {
  const { folding, names } = index
  const folded = folding.fold(text)
  const atoms = folding.atoms(folded).slice(0, 40)
  if (!atoms.length) return []
  for (const atom of atoms) atom.stem = atom.han ? atom.text : folding.stem(atom.text)
  const count = atoms.length
  const stop = new Uint8Array(count)
  const all = index.names.forms.length
  const weights = new Float32Array(all * count) // what each record is given for each atom
  const given = []                  // records that are given anything
  const { forms, shares } = index.scratch() // the name's form that matched, and how much it explains
  const known = new Uint8Array(count)
  const named = new Uint8Array(count)
  const kept = new Uint8Array(count) // stop words that are part of something longer: 去了
  let how = "name"                  // what is being looked up
  let wanted = ""                   // the kind of record that the query asks for

  function give(record, weight, from, to, form) {
    if (forms[record] === -2) { forms[record] = -1; shares[record] = 0; given.push(record) }
    const start = record * count
    const what = trace && { how, weight, form }
    for (let at = from; at < to; at++)
      if (weights[start + at] < weight) {
        weights[start + at] = weight
        if (trace) trace.set(start + at, what)
      }
    if (form !== undefined && weight * (to - from) > shares[record]) { shares[record] = weight * (to - from); forms[record] = form }
  }

  function giveTerm(term, weights, from, to, factor) {
    const found = index.lookUp(term)
    if (!found) return false
    const rarity = 0.4 + (0.6 * Math.log(1 + (2 * index.records) / found.length)) / Math.log(1 + index.records)
    const kind = how
    for (let at = 0; at < found.length; at += 2) {
      const level = found[at + 1]
      how = kind === "word" ? LEVELS[level] : kind
      give(found[at], weights[level] * rarity * factor * (level ? 1 : index.brevity(found[at])), from, to)
    }
    how = kind
    return true
  }

  /* A name gives its atoms to its record, and less of them to the records that mention it. */
  function giveName(entry, from, to, factor) {
    for (let at = 0; at < entry.length; at += 3) give(entry[at], entry[at + 1] * factor, from, to, entry[at + 2])
    if (entry.length <= 24 && to - from < count)
      for (let at = 0; at < entry.length; at += 3)
        if (entry[at + 1] * factor > 5) {
          named.fill(index.shipped.kinds[entry[at]] === "0" ? 2 : 1, from, to)
          const kind = how
          how = "mention"
          giveTerm("@" + entry[at], kbSearch.WEIGHTS.mention, from, to, Math.min(1, (entry[at + 1] * factor) / 9))
          how = kind
        }
    mark(from, to)
  }

  const mark = (from, to) => known.fill(1, from, to)
  const alone = (from, to) => !(from > 0 && atoms[from - 1].han && touches(from - 1)) && !(to < count && atoms[to].han && touches(to - 1))
  const touches = at => atoms[at].end === atoms[at + 1].at

  /* --- What is found as it is written --- */

  for (const date of kbSearch.dates(folded)) {
    const from = atoms.findIndex(atom => atom.end > date.at), to = atoms.findLastIndex(atom => atom.at < date.end) + 1
    if (from < 0 || to <= from) continue
    giveDay(date, from, to)
  }

  for (let from = 0; from < count; from++) {
    let joined = "", written = ""
    for (let to = from + 1; to <= Math.min(count, from + LONGEST); to++) {
      const atom = atoms[to - 1]
      joined += atom.text
      written += (written && !atom.han && !atoms[to - 2].han ? " " : "") + atom.stem
      const single = to - from === 1
      if (index.stopping.has(written)) { stop.fill(1, from, to); if (index.asks.has(written)) wanted = index.asks.get(written) }
      else if (index.asks.has(written)) wanted = index.asks.get(written)
      if (single && atom.han && !alone(from, to)) continue
      how = "name"
      const name = names.keys.get(joined)
      if (name && !(single && stop[from] && count > 1) && !(joined.length === 1 && !atom.han && count > 1 && !isWhole(name))) giveName(name, from, to, 1)
      how = "meaning"
      for (const meaning of index.meanings().get(written) || [])
        if (!single || !stop[from]) if (giveTerm(meaning, kbSearch.WEIGHTS.meaning, from, to, 1)) { mark(from, to); if (!single) kept.fill(1, from, to) }
      how = "word"
      if (!(single && stop[from]) && giveTerm(written, kbSearch.WEIGHTS.word, from, to, 1)) mark(from, to)
    }
  }

  for (let at = 0; at < count; at++) if (kept[at]) stop[at] = 0

  /* --- What is found by sound, by its beginning, or mistyped --- */

  if (!atoms.some(atom => atom.han)) latin(0, count)
  else for (let from = 0; from < count; ) {
    const to = stretch(from)
    if (!atoms[from].han) latin(from, to)
    else if (!covered(from, to)) han(from, to)
    from = to
  }

  if (count > 1 && count < 9 && atoms.some(atom => atom.han) && atoms.some(atom => !atom.han)) mixed(0, count)
  said()

  function stretch(from) {
    let to = from + 1
    while (to < count && atoms[to].han === atoms[from].han && (!atoms[from].han || touches(to - 1))) to++
    return to
  }

  function covered(from, to) {
    for (let at = from; at < to; at++) if (!known[at] && !stop[at]) return false
    return true
  }

  function latin(from, to) {
    const words = atoms.slice(from, to).map(atom => atom.text.replace(/([a-z])[1-5](?=[a-z]|$)/g, "$1"))
    const whole = words.join("")
    how = "initials"
    const short = names.abbreviations.get(whole)
    if (short && whole.length > 1 && !names.keys.has(whole)) giveName(short, from, to, 1)
    if (/^(?:[a-z]+|[\u3105-\u312f]+)$/.test(whole) && whole.length < 40) {
      how = "respelt"
      spelt(words, from, to)
      how = "composed"
      const complete = to - from === 1 || words.some(word => word.length < 3)
      if (whole.length > 1 && !names.keys.has(whole) && (to - from === 1 || complete || !covered(from, to)))
        for (const [record, weight, form] of names.composed(whole)) giveName([record, weight, form], from, to, 1)
      how = "bopomofo"
      const bopomofo = whole[0] > "z"
      if (bopomofo && !names.keys.has(whole)) typedBySound(whole, from, to)
    }
    how = "tones"
    if (whole !== atoms.slice(from, to).map(a => a.text).join("") && names.keys.has(whole)) giveName(names.keys.get(whole), from, to, 0.98)
    begun(from, to)
    for (let at = from; at < to; at++) if (!known[at] && !stop[at]) slipped(atoms[at].text, at, at + 1)
    if (to - from > 1 && to - from < 6 && !names.keys.has(whole) && !explained(from, to)) slipped(whole, from, to)
    for (let at = from; at + 1 < to && to - from > 2; at++)
      if (!(known[at] && known[at + 1])) slipped(atoms[at].text + atoms[at + 1].text, at, at + 2)
    for (let at = from; at < to; at++) if (!known[at] && !stop[at] && atoms[at].stem.length > 5) misspelt(at)
  }

  /* A name begun in Han characters and ended in letters, or the other way round: all of it by sound. */
  function mixed(from, to) {
    let said = ""
    for (let at = from; at < to; at++) said += atoms[at].han ? names.read.get(atoms[at].text) || "?" : atoms[at].text
    const entry = names.keys.get(said)
    how = "sound"
    if (entry) giveName(entry, from, to, 0.9)
  }

  /* A role or a destination in the very words of the record. */
  function said() {
    how = "said"
    const content = atoms.map((atom, at) => at).filter(at => !stop[at])
    const rest = content.filter(at => !named[at])
    for (const places of rest.length < content.length ? [content, rest] : [content]) {
      if (places.length < 2) continue
      const words = places.map(at => atoms[at].stem).join("")
      if (words.length < 4) continue
      for (const record of index.saying(words)) for (const at of places) give(record, kbSearch.WEIGHTS.said, at, at + 1)
    }
  }

  /* Whether one record has all these atoms by name already. */
  function explained(from, to) {
    return given.some(record => {
      if (forms[record] < 0) return false
      for (let at = from; at < to; at++) if (weights[record * count + at] < 6) return false
      return true
    })
  }

  /* The last word may be the beginning of a longer one: the reader is still typing. */
  function begun(from, to) {
    if (to !== count) return
    how = "begun"
    let tail = ""
    for (let at = to - 1; at >= from && at >= to - 5; at--) {
      tail = atoms[at].text + tail
      if (tail.length < 2 && count > 1) continue
      if (names.keys.has(tail) && at > from) continue
      const most = tail.length < 3 ? 60 : 200
      for (const key of names.beginning(tail, most)) {
        if (key === tail) continue
        const entry = names.keys.get(key)
        const share = 0.66 + 0.24 * (tail.length / key.length)
        // A name is known by its beginning sooner than the title of an event or a dispute.
        for (let i = 0; i < entry.length; i += 3)
          give(entry[i], entry[i + 1] * share * (index.shipped.kinds[entry[i]] > 1 ? 0.6 : 1), at, to, entry[i + 2])
        if (tail.length > 2 || count === 1) mark(at, to)
      }
    }
    const word = atoms[to - 1]
    how = "begun_word"
    if (!known[to - 1] && word.stem.length > 2)
      for (const term of index.beginning(word.stem, 12)) if (giveTerm(term, kbSearch.WEIGHTS.word, to - 1, to, 0.75)) mark(to - 1, to)
  }

  function slipped(word, from, to) {
    how = "slip"
    const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2
    if (!most || !/\p{L}/u.test(word) || folding.isHan(word[0])) return
    const near = names.mistyped(word, most).filter(([key]) => !folding.isHan(key[0]))
    const nearest = Math.min(...near.map(([, slips]) => slips))
    for (const [key, slips] of near) {
      if (key.length < 4 || (word.length < 6 && key[0] !== word[0] && key[1] !== word[0])) continue
      if (slips > 1 && (key.length < 6 || (key.length < 8 && (nearest < slips || key[0] !== word[0])))) continue
      giveName(names.keys.get(key), from, to, slips === 1 ? 0.74 : 0.62)
    }
  }

  function misspelt(at) {
    const word = atoms[at].stem
    how = "slip_in_meaning"
    for (const spelling of index.meanings().keys())
      if (spelling[0] === word[0] && Math.abs(spelling.length - word.length) < 2 && kbSearch.slips(word, spelling, 1) === 1)
        for (const meaning of index.meanings().get(spelling)) if (giveTerm(meaning, kbSearch.WEIGHTS.meaning, at, at + 1, 0.7)) mark(at, at + 1)
    if (known[at]) return
    how = "slip_in_word"
    for (const term of index.beginning(word.slice(0, 2), 2000))
      if (Math.abs(term.length - word.length) < 2 && kbSearch.slips(word, term, 1) === 1)
        if (giveTerm(term, kbSearch.WEIGHTS.word, at, at + 1, 0.6)) mark(at, at + 1)
  }

  /* Names in other romanisations: Chang Kuo-tung, Cheung. */
  function spelt(words, from, to) {
    for (let begin = from; begin < to; begin++) {
      let readings = [""]
      for (let end = begin + 1; end <= Math.min(to, begin + 4); end++) {
        const own = respellings(words[end - 1 - from])
        if (!own.length) break
        readings = readings.flatMap(start => own.map(rest => start + rest)).slice(0, 48)
        const written = words.slice(begin - from, end - from).join("")
        for (const reading of readings)
          if (reading !== written && reading.length > 2 && names.keys.has(reading))
            giveName(names.keys.get(reading), begin, end, end - begin > 1 || written.length > 5 ? 0.86 : 0.7)
      }
    }
  }

  /* A name begun in Bopomofo, as an input method shows it: whole syllables, and perhaps the beginning of another. */
  function typedBySound(whole, from, to) {
    for (let cut = whole.length; cut >= 0; cut--) {
      const rest = whole.slice(cut)
      const starts = cut ? respellings(whole.slice(0, cut)) : [""]
      const last = rest ? [...names.respelt].flatMap(([spelling, syllables]) => (spelling.startsWith(rest) ? syllables : [])) : [""]
      const keys = new Set(starts.flatMap(start => last.flatMap(syllable => names.beginning(start + syllable, 60))))
      for (const key of keys) giveName(names.keys.get(key), from, to, 0.66 + 0.24 * (whole.length / Math.max(key.length, whole.length)))
      if (keys.size) return
    }
  }

  function respellings(word) {
    let ends = [[0, ""]]
    const whole = []
    for (let part = 0; part < 3 && ends.length; part++) {
      const next = []
      for (const [at, start] of ends)
        for (let length = 1; length <= 6 && at + length <= word.length; length++) {
          const piece = word.slice(at, at + length)
          const meant = names.respelt.get(piece) || (names.read.syllables.has(piece) ? [piece] : [])
          for (const syllable of meant) (at + length === word.length ? whole : next).push(at + length === word.length ? start + syllable : [at + length, start + syllable])
        }
      ends = next.slice(0, 24)
    }
    return [...new Set(whole)]
  }

  /* Han characters that stand in no name or word: typed by sound, one of them wrong, or cut otherwise. */
  function han(from, to) {
    for (let begin = from; begin < to; begin++) {
      let said = "", written = ""
      for (let end = begin + 1; end <= Math.min(to, begin + 8); end++) {
        written += atoms[end - 1].text
        said += names.read.get(atoms[end - 1].text) || "?"
        if (covered(begin, end) || end - begin < 2) continue
        const entry = names.keys.get(said)
        how = "sound"
        if (entry && !said.includes("?")) giveName(entry, begin, end, end - begin > 2 ? 0.8 : 0.68)
        else if (end - begin > 2) wrong(written, begin, end)
      }
    }
    how = "begun"
    let tail = ""
    if (to === count)
      for (let at = to - 1; at >= from; at--) {
        tail = atoms[at].text + tail
        if ((tail.length < 2 && to - from > 1) || names.keys.has(tail)) continue
        for (const key of names.beginning(tail, 60)) {
          const entry = names.keys.get(key)
          for (let i = 0; i < entry.length; i += 3) give(entry[i], entry[i + 1] * (0.66 + 0.24 * (tail.length / key.length)), at, to, entry[i + 2])
          mark(at, to)
        }
      }
    for (let at = from; at < to; at++) {
      how = "name"
      const entry = !known[at] && (named[at - 1] || named[at + 1]) && names.keys.get(atoms[at].text)
      if (entry) giveName(entry, at, at + 1, 1)
    }
    for (let at = from; at + 1 < to; at++) {
      if (known[at] && known[at + 1]) continue
      how = "part_of_word"
      for (const term of index.holding(atoms[at].text + atoms[at + 1].text, 12)) giveTerm(term, kbSearch.WEIGHTS.word, at, at + 2, 0.7)
    }
  }

  function wrong(written, from, to) {
    how = "wrong_character"
    for (const [key, slips] of names.mistyped(written, 1)) {
      if (slips > 1 || key.length < 3 || key.length !== written.length || !folding.isHan(key[0])) continue
      giveName(names.keys.get(key), from, to, 0.7)
    }
  }

  function giveDay({ year, month, day }, from, to) {
    how = "date"
    const found = index.days([year, month, day].filter((part, place) => part || !place).join("-"))
    for (let at = 0; at < found.length; at += 3) give(found[at], kbSearch.WEIGHTS.day[found[at + 1]] * found[at + 2], from, to)
    mark(from, to)
  }

  function isWhole(entry) {
    for (let at = 1; at < entry.length; at += 3) if (entry[at] > 9.8) return true
    return false
  }

  const found = kbSearch.ranked(index, { atoms, stop, weights, named, wanted }, given, Boolean(trace)).map(({ record, score, why }) => ({ record, score, form: forms[record], why }))
  for (const record of given) forms[record] = -2
  return found
}
