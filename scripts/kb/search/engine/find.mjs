/* The way of a query: what it says, what that is found to be, what records are given for it, and in which order they stand. */
import { evidence } from "./evidence.mjs"
import { matches } from "./matches.mjs"
import { read } from "./query.mjs"
import { ranked } from "./ranking.mjs"

/** @import {Index} from "./types.d.ts" */

/**
 * @param {Index} index
 * @param {string} text
 */
export function find(index, text) {
  const query = read(index, text)
  const found = matches(index, query)
  return { query, matches: found, results: ranked(index, query, found, evidence(index, query, found)) }
}
