/* In which order records are shown, by what each was given of the query. */
import { LIMITS, WEIGHTS } from "./weights.mjs"

/** @import {Evidence, Index, Match, Query, Result} from "./types.d.ts" */

/**
 * The best results, best first, and one more than is shown where there are more. What of the query a record leaves
 * unexplained counts against it; a record that leaves too much of it is none.
 * @param {Index} index
 * @param {Query} query
 * @param {Match[]} matches
 * @param {Evidence} evidence
 * @returns {Result[]}
 */
export function ranked(index, query, matches, evidence) {
  const worth = worthOf(query)
  const people = new Set(matches.flatMap(({ naming, from, to }) => (naming === "person" ? worth.slice(from, to).map((_, at) => from + at) : [])))
  /** @type {Result[]} */
  let found = []
  let best = 0
  for (const record of evidence.records) {
    const why = reckon(index, query, evidence, worth, people, record)
    if (!why) continue
    const score = (why.sum / why.total) * why.covered * why.kind * why.asked
    if (score > best) best = score
    if (score > best * WEIGHTS.worst) found.push({ record, score, form: evidence.forms[record], why })
  }
  found = found.filter(result => result.score > best * WEIGHTS.worst)
  // What follows only tells alike records apart: it is worked out for those in front.
  const many = 4 * LIMITS.results
  if (found.length > many) {
    const least = Float64Array.from(found, result => result.score).sort()[found.length - many]
    found = found.filter(result => result.score >= least).slice(0, 2 * many)
  }
  for (const result of found) result.score += tieBreak(index, result.record)
  return found.sort((a, b) => b.score - a.score || a.record - b.record).slice(0, LIMITS.results + 1)
}

/** What each atom of the query counts.
 * @type {(query: Query) => number[]} */
export function worthOf({ atoms, ignored }) {
  const { least, most, letter } = WEIGHTS.worth
  const worth = atoms.map((atom, at) => (ignored[at] ? 0 : atom.han ? 1 : Math.min(most, Math.max(least, atom.text.length * letter))))
  return worth.some(Boolean) ? worth : worth.fill(1)
}

/** How a record's score comes about; nothing where it explains too little.
 * @type {(index: Index, query: Query, evidence: Evidence, worth: number[], people: Set<number>, record: number) => Result["why"] | undefined} */
function reckon(index, query, { weights }, worth, people, record) {
  const count = worth.length, start = record * count
  let named = true, beside = false
  for (let at = 0; at < count; at++)
    if (worth[at] && weights[start + at] <= WEIGHTS.threshold.surelyNamed) {
      named = false
      beside ||= people.has(at)
    }
  const kind = index.kindOf(record)
  const cap = named ? Infinity : beside ? WEIGHTS.capBesidePerson : WEIGHTS.cap[kind]
  let total = 0, sum = 0, part = 0, strongest = 0
  for (let at = 0; at < count; at++) {
    const weight = weights[start + at]
    total += worth[at]
    if (!weight) continue
    if (weight > strongest) strongest = weight
    sum += Math.min(weight, cap) * worth[at]
    part += worth[at]
  }
  if (!part) return undefined
  const covered = part / total
  const least = total > WEIGHTS.few ? WEIGHTS.least : WEIGHTS.leastOfFew
  if (covered < least[strongest > WEIGHTS.threshold.nameInRank ? 2 : sum / part > WEIGHTS.better ? 1 : 0]) return undefined
  const isAsked = query.wanted !== "" && index.shipped.folders[+index.shipped.kinds[record]] === query.wanted
  return { sum, total, covered, cap, kind: WEIGHTS.kind[kind], asked: isAsked ? WEIGHTS.asked : 1 }
}

/** Less than any difference that the query makes: who is mentioned more, whose title is shorter.
 * @type {(index: Index, record: number) => number} */
function tieBreak(index, record) {
  const mentions = index.lookUp("@" + record)?.length ?? 0
  const length = (index.titles()[record] ?? "").length
  return Math.log(1 + mentions) * WEIGHTS.mentions + WEIGHTS.brief.numerator / (WEIGHTS.brief.base + length)
}
