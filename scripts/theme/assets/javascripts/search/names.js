/* Names: every way of writing one, as keys that are looked up whole, by their beginning, by sound, or mistyped. */
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
    forms.push(row.split("\t").map((written, form) => {
      const [marked, pinyin] = written[0] === "/" ? [written] : written.split("/")
      const weak = marked[0] === "~", alias = marked[0] === "="
      const shown = weak || alias ? marked.slice(1) : marked
      enter(shown, pinyin, record, form, kind, weak ? 0.78 : alias ? 0.95 : form ? 0.99 : 1)
      return shown
    }))
    if (kind === PEOPLE) surnames(row, record)
  })
  index.pages.forEach(([, ...names], number) => {
    forms.push(names)
    names.forEach((name, form) => add(keys, join(folding.atoms(folding.fold(name))), index.records + number, 9.4, form))
  })

  function enter(shown, pinyin, record, form, kind, worth) {
    const atoms = folding.atoms(folding.fold(shown))
    const whole = join(atoms)
    if (!whole) return
    add(keys, whole, record, 10 * worth, form)
    const latin = atoms.filter(atom => !atom.han).map(atom => atom.text)
    if (latin.length === atoms.length) enterLatin(latin, record, form, kind, worth)
    else if (kind === PEOPLE || kind === ORGANISATIONS) enterHan(shown, atoms, latin, pinyin, record, form, kind, worth)
  }

  function enterLatin(words, record, form, kind, worth) {
    if (words.length < 2) return
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

  function enterHan(shown, atoms, latin, pinyin, record, form, kind, worth) {
    const parts = atoms.filter(a => a.han).reduce((runs, atom) => {
      const run = runs[runs.length - 1]
      if (run && run.end === atom.at) { run.text += atom.text; run.end = atom.end } else runs.push({ text: atom.text, end: atom.end })
      return runs
    }, []).map(run => run.text)
    const han = parts.join("")
    const syllables = pinyin ? pinyin.split(" ") : [...han].map(character => read.get(character) || "?")
    if (latin.length) {
      for (const part of parts) if (part.length > 1) add(keys, part, record, 5.5 * worth, form)
      return
    }
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
    } else if (isChinese(han, syllables, record)) {
      const cut = han.length > 3 ? 2 : 1
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

  /* Whether a name of Han characters is a Chinese one: its first syllable is a word of the Latin name too. */
  function isChinese(han, syllables, record) {
    if (han.length < 2 || han.length > 4) return false
    const latin = folding.fold(index.rows[record].split("\t")[0]).split(/[^a-z]+/).filter(Boolean)
    if (!latin.length) return han.length < 4
    return latin.some(word => word === syllables[0] || (spellings.get(syllables[0]) || []).includes(word))
  }

  /* A surname that is known in Latin letters only is found by the characters that are usually read so. */
  function surnames(row, record) {
    const words = folding.fold(row.split("\t")[0]).split(/[^a-z]+/).filter(Boolean)
    const last = words[words.length - 1]
    if (!last || words.length < 2) return
    for (const syllable of respelt.get(last) || (read.syllables.has(last) ? [last] : []))
      for (const character of read.syllables.get(syllable) || "")
        if (index.surnames.includes(character)) add(keys, character, record, syllable === last ? 6.4 : 6, 0)
  }

  /* --- Looking up --- */

  let sorted, signatures
  function prepare() {
    if (sorted) return
    sorted = [...keys.keys()].sort((a, b) => (a < b ? -1 : 1))
    signatures = Int32Array.from(sorted, signature)
  }

  function beginning(start, most) {
    prepare()
    let low = 0, high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle] < start) low = middle + 1
      else high = middle
    }
    const found = []
    while (low < sorted.length && found.length < most && sorted[low].startsWith(start)) found.push(sorted[low++])
    return found
  }

  /* The keys that differ from the word by one or a few slips of the finger. */
  function mistyped(word, most) {
    prepare()
    const mark = signature(word), found = []
    for (let at = 0; at < sorted.length; at++) {
      if (bits(signatures[at] ^ mark) > 2 * most) continue
      const key = sorted[at]
      const difference = key.length - word.length
      if (difference > most || difference < -most || key === word) continue
      const slips = kbSearch.slips(word, key, most)
      if (slips <= most) found.push([key, slips])
    }
    return found
  }

  /* Names whose syllables are typed in part, as an input method sends them while composing: wuyuh, wyhuai, w'y'h. */
  function composed(letters) {
    const found = []
    for (const [syllables, record, form, worth] of spoken.get(letters[0]) || []) {
      const rest = kbSearch.composes(letters, syllables)
      if (rest >= 0) found.push([record, (6.3 - rest * 0.4) * worth, form])
    }
    return found
  }

  return { keys, abbreviations, forms, read, respelt, beginning, mistyped, composed, join }
}

/* The words of a name as one key: neither spaces nor their place count. */
function join(atoms) {
  let key = ""
  for (const atom of atoms) key += atom.text
  return key
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

/* Which letters and digits occur, as bits: two words that are alike differ in few. */
function signature(word) {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << word.charCodeAt(at) % 31
  return bits
}

function bits(value) {
  value -= (value >>> 1) & 0x55555555
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/* How many letters must be put in, left out, changed, or swapped with their neighbour; counting ends above `most`. */
kbSearch.slips = function (one, other, most) {
  let before = [], last = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let slips = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) slips = Math.min(slips, before[j - 2] + 1)
      row.push(slips)
      if (slips < least) least = slips
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}

/* Whether the letters are beginnings of all the syllables in order: how many syllables are cut short, -1 if they are not. */
kbSearch.composes = function (letters, syllables) {
  function from(at, number) {
    if (number === syllables.length) return at === letters.length ? 0 : -1
    if (at === letters.length) return -1
    const syllable = syllables[number]
    let common = 0
    while (common < syllable.length && letters[at + common] === syllable[common]) common++
    let best = -1
    for (let taken = common; taken > 0; taken--) {
      const rest = from(at + taken, number + 1)
      if (rest < 0) continue
      const cut = rest + (taken < syllable.length ? 1 : 0)
      if (best < 0 || cut < best) best = cut
    }
    return best
  }
  return from(0, 0)
}
