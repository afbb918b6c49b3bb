/* Text in the form in which search compares it: the same steps over the same table as kb.text.fold, which says why. */

/** @import {Atom, FoldTable, Folding} from "./types.d.ts" */

/**
 * @param {FoldTable} table
 * @returns {Folding}
 */
export function foldingBy(table) {
  const ignored = new RegExp("[" + table.ignored + "]", "gu")
  const apostrophes = new RegExp("[" + table.apostrophes + "]", "gu")
  const replaced = new Map(Object.entries(table.letters))
  for (const group of table.han.split(" ")) {
    const [first, ...variants] = group
    for (const variant of variants) replaced.set(variant, first)
  }
  const han = /^[\u3400-\u4dbf\u4e00-\u9fff\u3007\u{20000}-\u{3ffff}]/u
  const letter = /^[\p{L}\p{N}]/u
  const plain = /^[\0-\x7f]*$/
  const bare = /^[\u4e00-\u9fff]*$/
  /** @type {Map<string, string>} */
  const known = new Map() // what single characters fold to, as they come up

  /** @type {(text: string) => string} */
  function fold(text) {
    if (plain.test(text)) return text.toLowerCase().replace(apostrophes, "'") // a grave accent is one of them
    if (bare.test(text)) return Array.from(text, character => replaced.get(character) ?? character).join("")
    let folded = ""
    for (const character of text.replace(apostrophes, "'").normalize("NFKD").replace(ignored, "")) {
      const lower = character.toLowerCase()
      folded += replaced.get(lower) ?? lower
    }
    return folded
  }

  /** @type {(character: string) => string} */
  function foldOne(character) {
    let folded = known.get(character)
    if (folded === undefined) known.set(character, (folded = fold(character)))
    return folded
  }

  /** @type {(character: string) => boolean} */
  const isHan = character => character >= "\u3007" && han.test(character)
  /** @type {(character: string) => boolean} */
  const isLetter = character =>
    character <= "\x7f" ? (character >= "a" && character <= "z") || (character >= "0" && character <= "9") : letter.test(character)

  /** An English word without what its use in the sentence adds to it.
   * @type {(word: string) => string} */
  function stem(word) {
    for (const step of table.stems)
      for (const [ending, replacement, rest] of step)
        if (word.endsWith(ending)) {
          if (word.length - ending.length >= rest) word = word.slice(0, word.length - ending.length) + replacement
          break
        }
    return word
  }

  /** Each Han character by itself, other letters and digits by the word; `at` and `end` are places in the folded text.
   * @type {(folded: string) => Atom[]} */
  function atoms(folded) {
    /** @type {Atom[]} */
    const found = []
    let word = "", at = 0, start = 0
    const finish = () => {
      if (word) found.push({ text: word, han: false, at: start, end: at })
      word = ""
    }
    for (const character of folded) {
      if (isHan(character)) {
        finish()
        found.push({ text: character, han: true, at, end: at + character.length })
      } else if (isLetter(character)) {
        if (!word) start = at
        word += character
      } else if (!(word && character === "'" && joins(folded, at))) finish()
      at += character.length
    }
    finish()
    return found
  }

  /** Whether an apostrophe stands within a word (Ch'ien), and does not begin its possessive (Wu's).
   * @type {(folded: string, at: number) => boolean} */
  function joins(folded, at) {
    /** @type {(place: number) => boolean} */
    const word = place => {
      const character = String.fromCodePoint(folded.codePointAt(place) ?? 0)
      return isLetter(character) && !isHan(character)
    }
    return word(at + 1) && (folded[at + 1] !== "s" || word(at + 2))
  }

  /** @type {(folded: string) => string[]} */
  const tokens = folded => atoms(folded).map(atom => (atom.han ? atom.text : stem(atom.text)))

  return { fold, foldOne, stem, tokens, atoms, isHan }
}

/** The words of a name as one key: neither spaces nor their place count.
 * @type {(atoms: Atom[]) => string} */
export const joined = atoms => atoms.map(atom => atom.text).join("")
