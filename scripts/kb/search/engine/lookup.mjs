/* Looking names up: by their beginning, mistyped, or composed as an input method sends them. */
import { beginningWith, composes, countBits, signature, slips } from "./spelling.mjs"
import { WEIGHTS } from "./weights.mjs"

/** @import {Folding, NameKeys, Names, Rows} from "./types.d.ts" */

/**
 * @param {NameKeys} names
 * @param {Folding} folding
 * @returns {Names}
 */
export function lookup(names, folding) {
  /** @type {string[] | undefined} */
  let sorted // keys in order, for beginnings
  /** @type {Map<number, {keys: string[], marks: number[]}> | undefined} */
  let alike // keys by script and length, with the letters of each as bits, for slips of the finger

  /** @type {Names["beginning"]} */
  function beginning(start, most) {
    sorted ??= [...names.keys.keys()].sort()
    return beginningWith(sorted, start, most)
  }

  /** By length; below nought those in Han characters. */
  function byLength() {
    /** @type {NonNullable<typeof alike>} */
    const found = new Map()
    for (const key of names.keys.keys()) {
      const length = (folding.isHan(key[0]) ? -1 : 1) * key.length
      const group = found.get(length) ?? { keys: [], marks: [] }
      found.set(length, group)
      group.keys.push(key)
      group.marks.push(signature(key))
    }
    return found
  }

  /** The keys that differ from the word by one or a few slips; for Han characters, by one wrong character.
   * @type {Names["mistyped"]} */
  function mistyped(word, most) {
    alike ??= byLength()
    const han = folding.isHan(word[0])
    const mark = signature(word)
    /** @type {[string, number][]} */
    const found = []
    const range = han ? 0 : most
    for (let length = word.length - range; length <= word.length + range; length++) {
      const { keys, marks } = alike.get(han ? -length : length) ?? { keys: [], marks: [] }
      for (let at = 0; at < keys.length; at++) {
        if (countBits(marks[at] ^ mark) > 2 * most) continue
        const count = slips(word, keys[at], most)
        if (count && count <= most) found.push([keys[at], count])
      }
    }
    return found
  }

  /** Names whose syllables are typed in part, as an input method sends them while composing: wuyuh, wyhuai, w'y'h.
   * @type {Names["composed"]} */
  function composed(letters) {
    /** @type {Rows} */
    const found = []
    for (const { syllables, record, form, worth } of names.spoken.get(letters[0]) ?? []) {
      const cut = composes(letters, syllables)
      if (cut >= 0) found.push(record, (WEIGHTS.initials.composed - cut * WEIGHTS.initials.cutSyllable) * worth, form)
    }
    return found
  }

  return { ...names, beginning, mistyped, composed }
}
