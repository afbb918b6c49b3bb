/* Likeness of words: slips of the finger, and syllables typed in part. */

/**
 * How many letters must be put in, left out, changed, or swapped with their neighbour; counting ends above `most`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function slips(one, other, most) {
  /** @type {number[]} */
  let before = []
  let last = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let count = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) count = Math.min(count, before[j - 2] + 1)
      row.push(count)
      if (count < least) least = count
    }
    if (least > most) return most + 1
    before = last
    last = row
  }
  return last[other.length]
}

/**
 * Whether the letters are beginnings of all the syllables in order: how many syllables are cut short, -1 if they are not.
 * @param {string} letters
 * @param {string[]} syllables
 * @returns {number}
 */
export function composes(letters, syllables) {
  if (!syllables.length) return letters ? -1 : 0
  const [syllable, ...others] = syllables
  let common = 0
  while (common < syllable.length && letters[common] === syllable[common]) common++
  let best = -1
  for (let taken = common; taken > 0; taken--) {
    const rest = composes(letters.slice(taken), others)
    if (rest < 0) continue
    const cut = rest + (taken < syllable.length ? 1 : 0)
    if (best < 0 || cut < best) best = cut
  }
  return best
}

/**
 * What begins with `start` in a list in order.
 * @param {string[]} sorted
 * @param {string} start
 * @param {number} most
 */
export function beginningWith(sorted, start, most) {
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

/** Which letters and digits occur, as bits: two words that are alike differ in few.
 * @type {(word: string) => number} */
export function signature(word) {
  let bits = 0
  for (let at = 0; at < word.length; at++) bits |= 1 << word.charCodeAt(at) % 31
  return bits
}

/** How many bits are set.
 * @type {(value: number) => number} */
export function countBits(value) {
  value -= (value >>> 1) & 0x55555555
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
