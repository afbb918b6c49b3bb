/* Names: every way of writing one, as keys. How they are looked up is in lookup.js. */
"use strict"
self.kbSearch = self.kbSearch || {}

kbSearch.names = function (index, folding) {
  const PEOPLE = "0", ORGANISATIONS = "1"
  const keys = new Map()          // what may be looked up -> [record, weight, form, record, weight, form, ...]
  const abbreviations = new Map() // the same for initials, which are looked up whole only
  const spoken = new Map()        // first letter -> [[syllables, record, form], ...]
  const forms = []                // record -> its forms as they are shown
  const { read, respelt, spellings } = sounds(index.pinyin)

  function add(map, key, record, weight, form) {
    const entry = map.get(key)
    if (!entry) map.set(key, [record, weight, form])
    else {
      const last = entry.length - 3
      if (entry[last] !== record) entry.push(record, weight, form)
      else if (entry[last + 1] < weight) { entry[last + 1] = weight; entry[last + 2] = form }
    }
  }

  index.names.split("\n").forEach((row, record) => {
    const kind = index.kinds[record]
    const written = row.split("\t")
    const latin = folding.fold(written[0]).match(/[a-z]+/g) || []
    const own = []
    for (let form = 0; form < written.length; form++) {
      const mark = written[form][0]
      const [named, pinyin, surname] = written[form].split("\x1f")
      const shown = mark === "~" || mark === "=" ? named.slice(1) : named
      own.push(mark === "=" && kind === ORGANISATIONS ? "" : shown) // words for an organisation are folded: not for showing
      enter(shown, pinyin, +surname || 0, record, form, kind, mark === "~" ? 0.78 : mark === "=" ? 0.95 : form ? 0.99 : 1, latin)
    }
    forms.push(own)
    if (kind === PEOPLE && latin.length > 1) enterSurname(latin[latin.length - 1], record)
  })
  index.pages.forEach(([, ...named], number) => {
    forms.push(named)
    named.forEach((name, form) => add(keys, kbSearch.joined(folding.atoms(folding.fold(name))), index.records + number, 9.4, form))
  })
  return { keys, abbreviations, spoken, forms, read, respelt }

  function enter(shown, pinyin, surname, record, form, kind, worth, latin) {
    const folded = folding.fold(shown)
    const atoms = folding.atoms(folded)
    if (!atoms.some(atom => atom.han)) { // words of any script: Latin, Cyrillic, kana
      const words = atoms.map(atom => atom.text)
      if (!words.length) return
      add(keys, words.join(""), record, 10 * worth, form)
      if (words.length > 1) enterLatin(words, record, form, kind, worth)
      return
    }
    const whole = kbSearch.joined(atoms)
    if (!whole) return
    add(keys, whole, record, 10 * worth, form)
    if (kind !== PEOPLE && kind !== ORGANISATIONS) return
    const parts = folded.match(/[\u3400-\u9fff]+/g)
    if (!parts) return
    if (whole.length > parts.join("").length) {
      for (const part of parts) if (part.length > 1) add(keys, part, record, 5.5 * worth, form)
    } else enterHan(parts, pinyin, surname, record, form, kind, worth, latin)
  }

  function enterLatin(words, record, form, kind, worth) {
    const last = words[words.length - 1], first = words[0]
    if (kind === PEOPLE) {
      const others = words.slice(0, -1)
      add(keys, last + others.join(""), record, 9.6 * worth, form)
      if (words.length > 2) {
        for (const other of others) {
          add(keys, other + last, record, 9.5 * worth, form)
          add(keys, last + other, record, 9.3 * worth, form)
        }
      }
      add(keys, last, record, 8 * worth, form)
      for (const other of others) if (other.length > 1) add(keys, other, record, 7.6 * worth, form)
      add(abbreviations, first[0] + last, record, 7 * worth, form)
      add(abbreviations, last + others.map(o => o[0]).join(""), record, 6.8 * worth, form)
      add(abbreviations, first + last[0], record, 6.8 * worth, form)
      add(abbreviations, words.map(w => w[0]).join(""), record, 6.5 * worth, form)
    } else if (kind === ORGANISATIONS) {
      const telling = words.filter(word => !index.stopping.has(word))
      for (const word of telling) if (word.length > 1) add(keys, word, record, (word === telling[0] ? 6 : 5.5) * worth, form)
      if (first === "the") add(keys, words.slice(1).join(""), record, 9.9 * worth, form)
      if (telling.length > 2) add(abbreviations, telling.map(w => w[0]).join(""), record, 7 * worth, form)
    }
  }

  function enterHan(parts, pinyin, surname, record, form, kind, worth, latin) {
    const han = parts.join("")
    const readings = pinyin ? pinyin.split(",").map(reading => reading.split(" ")) : [Array.from(han, character => read.get(character) || "?")]
    readings.forEach((syllables, rank) => enterSaid(parts, syllables, surname, record, form, kind, rank ? worth * 0.95 : worth, latin))
  }

  function enterSaid(parts, syllables, length, record, form, kind, worth, latin) {
    const han = parts.join("")
    const said = syllables.join("")
    add(keys, said, record, 9 * worth, form)
    if (han.length > 1) {
      add(abbreviations, syllables.map(s => s[0]).join(""), record, 6.4 * worth, form)
      const letter = syllables[0][0]
      if (!spoken.has(letter)) spoken.set(letter, [])
      spoken.get(letter).push([syllables, record, form, worth])
    }
    if (kind !== PEOPLE) return
    if (parts.length > 1) {
      let from = 0
      parts.forEach((part, number) => {
        const weight = number === parts.length - 1 ? 8.3 : 7.6
        add(keys, part, record, weight * worth, form)
        add(keys, syllables.slice(from, from += part.length).join(""), record, (weight - 1) * worth, form)
      })
      add(keys, [...parts].reverse().join(""), record, 9.5 * worth, form)
      for (const part of parts) enterPieces(part, record, form, worth)
    } else if (!length && !isChinese(han, syllables, latin)) enterPieces(han, record, form, worth)
    else {
      const cut = length || (han.length > 3 ? 2 : 1)
      const given = han.slice(cut), surname = syllables.slice(0, cut).join("")
      add(keys, han.slice(0, cut), record, 7.4 * worth, form)
      add(keys, surname, record, 7 * worth, form)
      if (given) {
        const name = syllables.slice(cut).join("")
        add(keys, given, record, (given.length > 1 ? 8.6 : 6.8) * worth, form)
        add(keys, name + surname, record, 8.8 * worth, form)
        add(keys, name, record, (given.length > 1 ? 7.6 : 6.6) * worth, form)
        add(abbreviations, surname + syllables.slice(cut).map(s => s[0]).join(""), record, 6.6 * worth, form)
        add(abbreviations, syllables.slice(cut).map(s => s[0]).join("") + syllables[0][0], record, 6.2 * worth, form)
        spoken.get(syllables[cut][0]) || spoken.set(syllables[cut][0], [])
        spoken.get(syllables[cut][0]).push([[...syllables.slice(cut), surname], record, form, worth * 0.97])
      }
    }
  }

  /* The ends of a transcribed name, by which it is remembered too: 根纳坦 of 杰根纳坦. */
  function enterPieces(han, record, form, worth) {
    for (let start = 1; han.length - start > 2; start++) add(keys, han.slice(start), record, 6.4 * worth, form)
  }

  /* Whether a name of Han characters that begins with no known surname is a Chinese one: its first syllable is a word of the Latin name. */
  function isChinese(han, syllables, latin) {
    if (han.length < 2 || han.length > 4) return false
    if (!latin.length) return han.length < 4
    return latin.some(word => word === syllables[0] || (spellings.get(syllables[0]) || []).includes(word))
  }

  /* A surname that is known in Latin letters only is found by the characters that are usually read so. */
  function enterSurname(last, record) {
    const meant = respelt.get(last) || (read.syllables.has(last) ? [last] : [])
    for (const syllable of meant)
      for (const character of read.syllables.get(syllable) || "")
        if (index.surnames.includes(character)) add(keys, character, record, syllable === last ? 6.4 : 6, 0)
  }
}

/* Who is read how: `read` gives a character's syllable, `respelt` the syllables that a spelling of other systems means. */
function sounds(pinyin) {
  const read = new Map(), respelt = new Map(), spellings = new Map()
  read.syllables = new Map()
  for (const row of pinyin.read.split(" ")) {
    const syllable = row.match(/^[a-z]*/)[0]
    read.syllables.set(syllable, row.slice(syllable.length))
    for (const character of row.slice(syllable.length)) if (!read.has(character)) read.set(character, syllable)
  }
  for (const row of pinyin.spelt.split(" ").filter(Boolean)) {
    const [syllable, ...others] = row.split(":")
    spellings.set(syllable, others)
    for (const other of others) respelt.set(other, [...(respelt.get(other) || []), syllable])
  }
  for (const syllable of read.syllables.keys())
    if (respelt.has(syllable)) respelt.get(syllable).unshift(syllable)
  return { read, respelt, spellings }
}
