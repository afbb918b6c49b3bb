/* The shipped index, opened: columns are cut when they are first needed, postings read when a word is first looked up. */
import { foldingBy } from "./fold.mjs"
import { lookup } from "./lookup.mjs"
import { nameKeys } from "./names.mjs"
import { beginningWith } from "./spelling.mjs"
import { LIMITS, WEIGHTS } from "./weights.mjs"

/** @import {Index, Postings, Shipped} from "./types.d.ts" */

/**
 * @param {Shipped} shipped
 * @returns {Index}
 */
export function open(shipped) {
  const folding = foldingBy(shipped.fold)
  /** @type {(name: "ids" | "titles" | "seconds" | "lines" | "summaries" | "dates" | "postings") => () => string[]} */
  const column = name => once(() => shipped[name].split("\n"))
  const records = shipped.kinds.length
  const stopping = new Set(shipped.stop.split("\n"))
  const names = lookup(nameKeys(shipped, folding, stopping), folding)
  const kindNames = [...shipped.folders.slice(0, -1), "questions"] // which share their folder with the topics
  const asks = new Map(Object.entries(shipped.asks).flatMap(([kind, forms]) => forms.split("\n").map(form => [form, kind])))
  const terms = shipped.terms.split("\n")
  const places = once(() => new Map(terms.map((term, place) => [term, place])))
  const postings = column("postings")
  /** @type {Map<string, Postings | undefined>} */
  const read = new Map()

  const meanings = once(() => {
    /** @type {Map<string, string[]>} */
    const meant = new Map()
    for (const row of shipped.meanings.split("\n")) {
      const [meaning, ...spellings] = row.split("\t")
      for (const spelling of spellings) meant.set(spelling, [...(meant.get(spelling) ?? []), "#" + meaning])
    }
    return meant
  })

  /** @type {Index["lookUp"]} */
  function lookUp(term) {
    if (!read.has(term)) {
      const place = places().get(term)
      read.set(term, place === undefined ? undefined : decoded(postings()[place]))
    }
    return read.get(term)
  }

  /** Terms that hold the characters somewhere: for what a reader cuts otherwise than the index does.
   * @type {Index["holding"]} */
  function holding(characters, most) {
    const found = []
    let at = -1
    while ((at = shipped.terms.indexOf(characters, at + 1)) >= 0 && found.length < most) {
      const end = shipped.terms.indexOf("\n", at)
      found.push(shipped.terms.slice(shipped.terms.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end))
    }
    return found
  }

  /** The records with a role or a destination that holds these words in a row.
   * @type {Index["saying"]} */
  function saying(words) {
    const found = []
    let at = -1
    while ((at = shipped.roles.indexOf(words, at + 1)) >= 0 && found.length < LIMITS.saying) {
      const tab = shipped.roles.indexOf("\t", at), end = shipped.roles.indexOf("\n", tab)
      const records = decoded(shipped.roles.slice(tab + 1, end < 0 ? undefined : end))
      for (let i = 0; i < records.length; i += 2) found.push(records[i])
    }
    return found
  }

  /** What stands somewhere in a long text says less about it than in a short one.
   * @type {Index["brevity"]} */
  const brevity = record => WEIGHTS.brevity.shortest - (shipped.sizes.charCodeAt(record) - 97) * WEIGHTS.brevity.each

  /** What happened when: a year, a month or a day (also without the year) -> records, each with how surely it is meant. */
  const calendar = once(() => {
    /** @type {Map<string, number[]>} */
    const found = new Map()
    /** @type {(key: string, record: number, sure: number, width: number) => void} */
    const note = (key, record, sure, width) => {
      const entries = found.get(key) ?? []
      found.set(key, entries)
      entries.push(record, sure, width)
    }
    const { width } = WEIGHTS
    column("dates")().forEach((row, record) => {
      for (const day of row ? row.split(" ") : []) {
        const sure = day.endsWith("!") ? 1 : 0
        const [year, month, date] = (sure ? day.slice(0, -1) : day).split("-")
        note(year, record, sure, width.year)
        if (month) for (const y of [year, "0"]) note(`${y}-${month}`, record, sure, date ? width.month : width.day)
        if (date) for (const y of [year, "0"]) note(`${y}-${month}-${date}`, record, sure, width.day)
      }
    })
    return found
  })

  return {
    shipped, folding, names, records, all: names.forms.length, stopping, asks, meanings, lookUp, holding, saying, brevity, cut: new Map(),
    kindOf: record => (record < records ? kindNames[+shipped.kinds[record]] : "pages"),
    beginning: (start, most) => beginningWith(terms, start, most),
    days: written => calendar().get(written) ?? [],
    ids: column("ids"), titles: column("titles"), seconds: column("seconds"), lines: column("lines"), summaries: column("summaries"),
  }
}

/** Works something out when it is first asked for.
 * @template T
 * @param {() => T} make
 */
function once(make) {
  /** @type {{value: T} | undefined} */
  let made
  return () => (made ??= { value: make() }).value
}

/** See kb.search.shipped: distances in digits of base 32, the last of each number in lower case.
 * @type {(text: string) => Postings} */
function decoded(text) {
  const found = []
  let value = 0, record = 0
  for (const digit of text) {
    const last = LAST.indexOf(digit)
    if (last < 0) value = value * 32 + MORE.indexOf(digit)
    else {
      value = value * 32 + last
      record += value >> 2
      found.push(record, value & 3)
      value = 0
    }
  }
  return found
}

const LAST = "abcdefghijklmnopqrstuvwxyz234567"
const MORE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&*"
