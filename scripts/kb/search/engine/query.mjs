/* A query, as it is understood before names and texts are looked at. */
import { dates } from "./dates.mjs"
import { LIMITS } from "./weights.mjs"

/** @import {Index, Query, QueryAtom} from "./types.d.ts" */

/**
 * @param {Index} index
 * @param {string} text
 * @returns {Query}
 */
export function read(index, text) {
  const { folding } = index
  const folded = folding.fold(text)
  const atoms = folding.atoms(folded).slice(0, LIMITS.atoms).map(atom => ({ ...atom, stem: atom.han ? atom.text : folding.stem(atom.text) }))
  const stop = atoms.map(() => false), kept = atoms.map(() => false)
  let wanted = ""
  for (const { from, to, written } of stretches(atoms)) {
    if (index.stopping.has(written)) stop.fill(true, from, to)
    wanted = index.asks.get(written) ?? wanted
    if (to - from > 1 && index.meanings().get(written)?.some(meaning => index.lookUp(meaning))) kept.fill(true, from, to)
  }
  return { folded, atoms, stop, ignored: stop.map((is, at) => is && !kept[at]), wanted, dates: dates(folded) }
}

/**
 * Every stretch of the query, none preferred to another, so that nothing hangs on where a run of Han characters is cut.
 * `joined` is how names are looked up, `written` how words are.
 * @param {QueryAtom[]} atoms
 */
export function* stretches(atoms) {
  for (let from = 0; from < atoms.length; from++) {
    let joined = "", written = ""
    for (let to = from + 1; to <= Math.min(atoms.length, from + LIMITS.stretch); to++) {
      const atom = atoms[to - 1]
      joined += atom.text
      written += (written && !atom.han && !atoms[to - 2].han ? " " : "") + atom.stem
      yield { from, to, joined, written }
    }
  }
}

/** Whether an atom stands right beside the next one.
 * @type {(atoms: QueryAtom[], at: number) => boolean} */
export const touches = (atoms, at) => atoms[at].end === atoms[at + 1].at
