/* Looking names up: by their beginning, mistyped, or composed as an input method sends them. */
"use strict"
self.kbSearch = self.kbSearch || {}

kbSearch.lookup = function (names, folding) {
  let sorted // keys in order, for beginnings
  let alike // keys by script and length, with the letters of each as bits, for slips of the finger

  function beginning(start, most) {
    sorted = sorted || [...names.keys.keys()].sort()
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

  function prepare() {
    alike = new Map()
    for (const key of names.keys.keys()) {
      const drawer = (folding.isHan(key[0]) ? -1 : 1) * key.length
      if (!alike.has(drawer)) alike.set(drawer, { keys: [], marks: [] })
      alike.get(drawer).keys.push(key)
      alike.get(drawer).marks.push(signature(key))
    }
    for (const drawer of alike.values()) drawer.marks = Int32Array.from(drawer.marks)
  }

  /* The keys that differ from the word by one or a few slips; for Han characters, by one wrong character. */
  function mistyped(word, most) {
    if (!alike) prepare()
    const han = folding.isHan(word[0])
    const mark = signature(word), found = []
    for (let length = word.length - (han ? 0 : most); length <= word.length + (han ? 0 : most); length++) {
      const drawer = alike.get(han ? -length : length)
      if (!drawer) continue
      const { keys, marks } = drawer
      for (let at = 0; at < keys.length; at++) {
        if (bits(marks[at] ^ mark) > 2 * most) continue
        const slips = kbSearch.slips(word, keys[at], most)
        if (slips && slips <= most) found.push([keys[at], slips])
      }
    }
    return found
  }

  /* Names whose syllables are typed in part, as an input method sends them while composing: wuyuh, wyhuai, w'y'h. */
  function composed(letters) {
    const found = []
    for (const [syllables, record, form, worth] of names.spoken.get(letters[0]) || []) {
      const rest = kbSearch.composes(letters, syllables)
      if (rest >= 0) found.push([record, (6.3 - rest * 0.4) * worth, form])
    }
    return found
  }

  return { beginning, mistyped, composed }
}

/* The words of a name as one key: neither spaces nor their place count. */
kbSearch.joined = function (atoms) {
  let key = ""
  for (const atom of atoms) key += atom.text
  return key
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
