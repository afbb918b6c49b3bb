/*
Why results stand where they stand, for who changes the rules: what each part of the query gave to each of the first
results, and how that became a score. It is run beside the index, and not shipped with it.
*/
import { find } from "./find.mjs"

/** @import {Index, Match, Query} from "./types.d.ts" */

/**
 * @param {Index} index
 * @param {string} text
 * @param {number} most
 */
export function explain(index, text, most) {
  const { shipped, names } = index
  const { query, matches, results } = find(index, text)
  return results.slice(0, most).map(({ record, score, why }) => {
    const page = shipped.pages[record - index.records]
    const folder = shipped.folders[+shipped.kinds[record]]
    return {
      title: page ? page[1] : index.titles()[record],
      location: page ? `${page[0]}/` : `${folder}/${index.ids()[record]}/`,
      score,
      why: { ...why, cap: Number.isFinite(why.cap) ? why.cap : null },
      given: given(query, matches, record, form => (page || form < 0 ? "" : names.forms[record][form])),
    }
  })
}

/** What gave the atoms their weights, each stretch of the query once, and what nothing explains.
 * @type {(query: Query, matches: Match[], record: number, formOf: (form: number) => string) => {text: string, how: string, weight: number, form: string}[]} */
function given(query, matches, record, formOf) {
  const told = []
  /** @type {Match | undefined} */
  let last
  for (const [at, atom] of query.atoms.entries()) {
    /** @type {Match | undefined} */
    let best
    let weight = 0, form = -1
    for (const match of matches)
      for (let row = 0; match.from <= at && at < match.to && row < match.rows.length; row += 3)
        if (match.rows[row] === record && match.rows[row + 1] > weight) {
          best = match
          weight = match.rows[row + 1]
          form = match.rows[row + 2]
        }
    if (best && best === last) told[told.length - 1].text += (atom.han ? "" : " ") + atom.text
    else told.push({ text: atom.text, how: best?.how ?? "", weight, form: formOf(form) })
    last = best
  }
  return told
}
