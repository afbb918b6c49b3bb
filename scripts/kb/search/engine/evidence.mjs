/* What the matches give to the records: an atom counts once for a record, with the best weight that it was given. */

/** @import {Evidence, Index, Match, Query} from "./types.d.ts" */

/**
 * @param {Index} index
 * @param {Query} query
 * @param {Match[]} matches
 * @returns {Evidence}
 */
export function evidence(index, query, matches) {
  const count = query.atoms.length
  const weights = new Float32Array(index.all * count)
  const forms = new Int16Array(index.all).fill(-1)
  const explained = new Float32Array(index.all) // how much of the query the form explains
  const given = new Set()
  for (const { from, to, rows } of matches)
    for (let at = 0; at < rows.length; at += 3) {
      const record = rows[at], weight = rows[at + 1], form = rows[at + 2]
      given.add(record)
      for (let place = record * count + from; place < record * count + to; place++) if (weights[place] < weight) weights[place] = weight
      if (form >= 0 && weight * (to - from) > explained[record]) {
        explained[record] = weight * (to - from)
        forms[record] = form
      }
    }
  return { records: [...given], weights, forms }
}
