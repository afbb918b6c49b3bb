/* Results as Material's list shows them. Titles and texts are inserted as HTML: everything is escaped, then marked. */
import { find } from "./find.mjs"
import { LIMITS } from "./weights.mjs"

/** @import {Answer, Atom, Index, Item, Result} from "./types.d.ts" */

/**
 * @param {Index} index
 * @param {string} text
 * @returns {Answer}
 */
export function answer(index, text) {
  const { results: found } = find(index, text)
  const { folding, shipped } = index
  const every = folding.atoms(folding.fold(text))
  const telling = every.filter(atom => !index.stopping.has(atom.text))
  const wanted = (telling.length ? telling : every).map(atom => atom.text)
  const begun = wanted[wanted.length - 1] || "" // the last word may be the beginning of a longer one
  let above = Infinity
  const items = found.slice(0, LIMITS.results).map(result => {
    // Enter opens the highest score as it is written with two decimals: no two may be alike.
    above = Math.min(Math.round(result.score * 100) / 100, above - 0.01)
    const score = Math.max(0.01, Math.round(above * 100) / 100)
    return [result.record >= index.records ? page(result, score) : item(result, score)]
  })
  return { items, more: found.length > LIMITS.results, suggest: suggestion(found) }

  /** @type {(result: Result, score: number) => Item} */
  function item({ record, form }, score) {
    const kind = +shipped.kinds[record]
    const title = index.titles()[record], second = index.seconds()[record]
    const matched = form >= 0 ? index.names.forms[record][form] : ""
    const known = [title, second].map(name => folding.fold(name))
    const other = matched && !known.includes(folding.fold(matched)) ? matched : ""
    const line = index.lines()[record]
    const facts = [`<b>${escape(shipped.labels[kind])}</b>`, line && escape(line)].filter(Boolean).join(" · ")
    const shown = title + (second ? ` ${second}` : "")
    return {
      location: `${shipped.folders[kind]}/${index.ids()[record]}/`,
      title: marked(shown) + (other ? ` <small>(${marked(other)})</small>` : ""),
      text: `<p class="kb-search-facts">${facts}</p><p>${marked(index.summaries()[record])}</p>`,
      score,
      terms: surfaces([matched, title, index.summaries()[record]]),
    }
  }

  /** @type {(result: Result, score: number) => Item} */
  function page({ record }, score) {
    const [path, title] = shipped.pages[record - index.records]
    return { location: `${path}/`, title: marked(title), text: "", score, terms: {} }
  }

  /** The stretches of a text that the query names, however they are written there.
   * @type {(text: string) => [start: number, end: number][]} */
  function places(text) {
    const { atoms, from } = cut(text)
    /** @type {[number, number][]} */
    const found = []
    for (let i = 0; i < atoms.length; i++) {
      if (!wanted.includes(atoms[i].text) && !(begun.length > 2 && atoms[i].text.startsWith(begun))) continue
      if (atoms[i].han && wanted.length > 1 && !beside(atoms, i)) continue
      if (!atoms[i].han && atoms[i].text.length < 2 && wanted.length > 1) continue
      const start = from[atoms[i].at], end = from[atoms[i].end]
      const last = found[found.length - 1]
      if (last && last[1] === start) last[1] = end
      else found.push([start, end])
    }
    return found
  }

  /** A text as atoms, and where each place of the folded text stands in the written one.
   * @type {(text: string) => {atoms: Atom[], from: number[]}} */
  function cut(text) {
    const before = index.cut.get(text)
    if (before) return before
    let folded = "", at = 0
    const from = []
    for (const character of text) {
      const plain = folding.foldOne(character)
      for (let i = 0; i < plain.length; i++) from.push(at)
      folded += plain
      at += character.length
    }
    from.push(at)
    const found = { atoms: folding.atoms(folded), from }
    if (index.cut.size > 2000) index.cut.clear()
    index.cut.set(text, found)
    return found
  }

  /** A Han character is marked with a neighbour that stands beside it in the query too.
   * @type {(atoms: Atom[], i: number) => boolean} */
  function beside(atoms, i) {
    /** @type {(a: Atom | undefined, b: Atom | undefined) => boolean} */
    const pair = (a, b) => a !== undefined && b !== undefined && a.end === b.at && wanted.some((word, at) => word === a.text && wanted[at + 1] === b.text)
    return pair(atoms[i - 1], atoms[i]) || pair(atoms[i], atoms[i + 1])
  }

  /** @type {(text: string) => string} */
  function marked(text) {
    let html = "", at = 0
    for (const [start, end] of places(text)) {
      html += escape(text.slice(at, start)) + `<mark data-md-highlight>${escape(text.slice(start, end))}</mark>`
      at = end
    }
    return html + escape(text.slice(at))
  }

  /** What is to be highlighted on the page that a result leads to, as it is written there.
   * @type {(texts: string[]) => Record<string, boolean>} */
  function surfaces(texts) {
    /** @type {Record<string, boolean>} */
    const terms = {}
    if (texts[0]) terms[texts[0]] = true
    for (const text of texts) for (const [start, end] of places(text)) if (end - start > 1) terms[text.slice(start, end)] = true
    return terms
  }

  /** The rest of the name that the reader has begun.
   * @type {(found: Result[]) => string[]} */
  function suggestion(found) {
    const typed = text.split(/[\s-]+/).at(-1)
    if (!typed || !found.length || found[0].form < 0) return []
    const start = folding.fold(typed)
    for (const word of index.names.forms[found[0].record][found[0].form].split(/[\s-]+/))
      if (folding.fold(word).startsWith(start) && word.length > typed.length) return [typed + word.slice(typed.length)]
    return []
  }
}

/** @type {(text: string) => string} */
function escape(text) {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`) : text
}
