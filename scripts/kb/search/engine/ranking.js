/* In which order records are shown, by what each was given of the query. */
"use strict"
self.kbSearch = self.kbSearch || {}

kbSearch.LEAST = [0.55, 0.5, 0.34]   // share of a query that must be explained: by prose, by better, by a name
kbSearch.LEAST_OF_FEW = [0.76, 0.6, 0.34] // the same for queries of a word or two
kbSearch.CAPS = [5.6, 4.6, 5.6, 5.6, 5.6, 5.6, 5.6] // what a name weighs, by kind, where the query says more than the name
const MOST = 50                    // results

kbSearch.ranked = function (index, { atoms, stop, weights, named: people, wanted }, given, telling) {
  const count = atoms.length
  const worth = Float32Array.from(atoms, (atom, at) => (stop[at] ? 0 : atom.han ? 1 : Math.min(3, Math.max(1, atom.text.length / 2))))
  if (!worth.some(Boolean)) worth.fill(1)
  const total = worth.reduce((sum, own) => sum + own, 0)
  const kinds = index.kinds
  let found = []
  let best = 0
  for (const record of given) {
    const start = record * count
    const kind = kinds[record]
    let named = true, beside = false, sum = 0, part = 0, strongest = 0
    for (let at = 0; at < count; at++)
      if (worth[at] && weights[start + at] <= 5.7) {
        named = false
        beside = beside || people[at] === 2 // somebody else is named too: perhaps what is between the two is meant
      }
    const cap = named ? Infinity : beside ? kbSearch.CAPS[1] : kbSearch.CAPS[kind] || 5
    for (let at = 0; at < count; at++) {
      const weight = weights[start + at]
      if (!weight) continue
      if (weight > strongest) strongest = weight
      sum += Math.min(weight, cap) * worth[at]
      part += worth[at]
    }
    if (!part) continue
    const covered = part / total
    if (covered < (total > 4 ? kbSearch.LEAST : kbSearch.LEAST_OF_FEW)[strongest > 7 ? 2 : sum / part > 3 ? 1 : 0]) continue
    const asked = wanted && index.shipped.folders[kind] === wanted ? kbSearch.ASKED : 1
    const score = (sum / total) * covered * (kbSearch.KINDS[kind] || 1) * asked
    if (score > best) best = score
    if (score > best * 0.22) found.push({ record, score, why: telling ? { sum, total, covered, cap, kind: kbSearch.KINDS[kind] || 1, asked } : undefined })
  }
  // What follows only tells alike records apart: it is worked out for those in front.
  found = found.filter(result => result.score > best * 0.22)
  if (found.length > 4 * MOST) {
    const least = Float64Array.from(found, result => result.score).sort()[found.length - 4 * MOST]
    found = found.filter(result => result.score >= least).slice(0, 8 * MOST)
  }
  for (const result of found) {
    const mentions = index.lookUp("@" + result.record)
    result.score += Math.log(1 + (mentions ? mentions.length : 0)) * 0.02 + 2 / (20 + (index.titles()[result.record] || "").length)
  }
  return found.sort((a, b) => b.score - a.score || a.record - b.record).slice(0, MOST)
}

/* What a record gains whose kind the query asks for. */
kbSearch.ASKED = 1.25

/* How likely each kind is meant where a query fits several alike, by its place in `folders`. */
kbSearch.KINDS = [1.07, 1, 0.98, 0.88, 0.84, 0.98, 0.82]
