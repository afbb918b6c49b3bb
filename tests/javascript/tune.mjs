/*
Tries other values for every weight of the search, one after the other, and keeps what leads more of the training queries
where they should: node tune.mjs FILE_OF_QUERIES ROUNDS INDEX..., each index a script as it is shipped. Writes a line of JSON:
the weights that gained, and how both halves of the queries fared before and after. Nothing is left to chance.
*/
import fs from "node:fs"
import vm from "node:vm"
import { find } from "../../scripts/kb/search/engine/find.mjs"
import { open } from "../../scripts/kb/search/engine/index.mjs"
import { WEIGHTS } from "../../scripts/kb/search/engine/weights.mjs"

/** @import {Index, Shipped} from "../../scripts/kb/search/engine/types.d.ts" */
/** @typedef {{text: string, expected: string[]}} Asked */
/** @typedef {{path: string, get: () => number, set: (value: number) => void}} Weight */

const STEPS = [0.85, 0.95, 1.05, 1.15]
const [file, rounds, ...scripts] = process.argv.slice(2)
/** @type {{train: Asked[], test: Asked[]}} */
const queries = JSON.parse(fs.readFileSync(file, "utf8"))
const shipped = scripts.map(shippedIn)

/** @type {(script: string) => Shipped} */
function shippedIn(script) {
  const worker = vm.createContext({ self: {} })
  vm.runInContext(fs.readFileSync(script, "utf8"), worker)
  return worker.self.kbSearchIndex
}

/** Every number of the table, by its path.
 * @type {(table: Record<string, any>, before?: string) => Weight[]} */
function weights(table, before = "") {
  return Object.keys(table).flatMap(key => {
    const path = before + key
    if (typeof table[key] !== "number") return weights(table[key], `${path}.`)
    return [{ path, get: () => table[key], set: (/** @type {number} */ value) => (table[key] = value) }]
  })
}

/** The mean of 1/rank of what is right, and the share of queries that lead there at once.
 * @type {(asked: Asked[], indexes: Index[]) => {reciprocal: number, first: number}} */
function measure(asked, indexes) {
  let reciprocal = 0, first = 0
  for (const index of indexes)
    for (const { text, expected } of asked) {
      const found = find(index, text).results.slice(0, 10)
      const ids = found.map(({ record }) => (record < index.records ? index.ids()[record] : "@" + index.shipped.pages[record - index.records][0]))
      const rank = expected.length ? ids.findIndex(id => expected.includes(id)) + 1 : ids.length ? 0 : 1
      if (rank) reciprocal += 1 / rank
      if (rank === 1) first++
    }
  const count = asked.length * indexes.length
  return { reciprocal: reciprocal / count, first: (100 * first) / count }
}

let indexes = shipped.map(open)
const before = { train: measure(queries.train, indexes), test: measure(queries.test, indexes) }
let best = before.train.reciprocal
/** @type {Map<string, {path: string, from: number, to: number}>} */
const changed = new Map()
for (let round = 0; round < Number(rounds); round++)
  for (const weight of weights(WEIGHTS)) {
    const inIndex = /^(name|initials|form|width)\b/.test(weight.path) // read when an index is opened
    const stood = weight.get()
    let kept = stood
    for (const step of STEPS) {
      weight.set(stood * step)
      const trial = inIndex ? shipped.map(open) : indexes
      const { reciprocal } = measure(queries.train, trial)
      if (reciprocal > best + 1e-9) {
        best = reciprocal
        kept = stood * step
      }
    }
    weight.set(kept)
    if (kept === stood) continue
    if (inIndex) indexes = shipped.map(open)
    changed.set(weight.path, { path: weight.path, from: changed.get(weight.path)?.from ?? stood, to: kept })
  }
const after = { train: measure(queries.train, indexes), test: measure(queries.test, indexes) }
console.log(JSON.stringify({ before, after, changed: [...changed.values()] }))
