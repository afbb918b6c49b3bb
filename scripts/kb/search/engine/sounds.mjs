/* How Chinese syllables are read and spelt. */
import { LIMITS } from "./weights.mjs"

/** @import {Shipped, Sounds} from "./types.d.ts" */

/**
 * @param {Shipped["pinyin"]} pinyin
 * @returns {Sounds}
 */
export function sounds(pinyin) {
  /** @type {Sounds} */
  const { read, syllables, respelt, spellings } = { read: new Map(), syllables: new Map(), respelt: new Map(), spellings: new Map() }
  for (const row of pinyin.read.split(" ")) {
    const length = row.search(/[^a-z]|$/)
    const syllable = row.slice(0, length), characters = row.slice(length)
    syllables.set(syllable, characters)
    for (const character of characters) if (!read.has(character)) read.set(character, syllable)
  }
  for (const row of pinyin.spelt.split(" ").filter(Boolean)) {
    const [syllable, ...others] = row.split(":")
    spellings.set(syllable, others)
    for (const other of others) respelt.set(other, [...(respelt.get(other) ?? []), syllable])
  }
  for (const syllable of syllables.keys()) respelt.get(syllable)?.unshift(syllable)
  return { read, syllables, respelt, spellings }
}

/**
 * The pinyin that one to three syllables in any romanisation may mean.
 * @param {Sounds} sounds
 * @param {string} word
 */
export function respellings({ respelt, syllables }, word) {
  /** @type {[at: number, start: string][]} */
  let ends = [[0, ""]]
  /** @type {Set<string>} */
  const whole = new Set()
  for (let part = 0; part < 3 && ends.length; part++) {
    /** @type {[number, string][]} */
    const next = []
    for (const [at, start] of ends)
      for (let length = 1; length <= 6 && at + length <= word.length; length++) {
        const piece = word.slice(at, at + length)
        for (const syllable of respelt.get(piece) ?? (syllables.has(piece) ? [piece] : [])) {
          if (at + length === word.length) whole.add(start + syllable)
          else next.push([at + length, start + syllable])
        }
      }
    ends = next.slice(0, LIMITS.syllables)
  }
  return [...whole]
}
