/*
What the stretches of a query are found to be: names, meanings, words, dates. First what is found as it is written; then,
rule by rule, what is found by sound, by its beginning, or mistyped, where nothing was found before. Every rule takes the
query and what was found so far, and gives its own matches; it changes nothing.
*/
import { joined } from "./fold.mjs"
import { stretches, touches } from "./query.mjs"
import { respellings } from "./sounds.mjs"
import { slips } from "./spelling.mjs"
import { LIMITS, WEIGHTS } from "./weights.mjs"

/** @import {Index, Match, Query, Rows} from "./types.d.ts" */

/** A stretch of a query, and what was found in the query so far.
 * @typedef {object} Place
 * @property {Index} index
 * @property {Query} query
 * @property {number} from
 * @property {number} to
 * @property {Match[]} found
 */

const LEVELS = ["prose", "summary", "fact", "title"]
const { factor, threshold } = WEIGHTS

/**
 * @param {Index} index
 * @param {Query} query
 * @returns {Match[]}
 */
export function matches(index, query) {
  const { atoms } = query
  const count = atoms.length
  const found = [...dated(index, query), ...asWritten(index, query)]
  /** @type {(rule: (place: Place) => Match[], from: number, to: number) => void} */
  const apply = (rule, from, to) => {
    for (const match of rule({ index, query, from, to, found })) found.push(match)
  }
  for (const [from, to] of sameScript(query))
    if (!atoms[from].han) for (const rule of LATIN) apply(rule, from, to)
    else if (!isCovered({ index, query, from, to, found }, from, to)) for (const rule of HAN) apply(rule, from, to)
  if (count > 1 && count < 9 && atoms.some(atom => atom.han) && atoms.some(atom => !atom.han)) apply(mixed, 0, count)
  apply(said, 0, count)
  return found
}

/** The stretches of letters, and those of Han characters that touch each other.
 * @type {(query: Query) => [from: number, to: number][]} */
function sameScript({ atoms }) {
  /** @type {[number, number][]} */
  const found = []
  if (!atoms.some(atom => atom.han)) return atoms.length ? [[0, atoms.length]] : []
  for (let from = 0; from < atoms.length; from = found[found.length - 1][1]) {
    let to = from + 1
    while (to < atoms.length && atoms[to].han === atoms[from].han && (!atoms[from].han || touches(atoms, to - 1))) to++
    found.push([from, to])
  }
  return found
}

/* --- What is found --- */

/** A match of which the rest is as it mostly is.
 * @type {(how: string, from: number, to: number, rows: Rows, known?: boolean) => Match} */
const matchOf = (how, from, to, rows, known = true) => ({ how, from, to, rows, known, naming: "" })

/** A name gives its atoms to its records, and less of them to the records that mention them.
 * @type {(index: Index, query: Query, how: string, rows: Rows, from: number, to: number, factor: number) => Match[]} */
function nameMatches(index, query, how, rows, from, to, factor) {
  const scaled = rows.slice()
  for (let at = 1; at < scaled.length; at += 3) scaled[at] *= factor
  const match = matchOf(how, from, to, scaled)
  const found = [match]
  if (rows.length > LIMITS.sameName || to - from === query.atoms.length) return found
  for (let at = 0; at < scaled.length; at += 3) {
    if (scaled[at + 1] <= threshold.mentioned) continue
    if (match.naming !== "person") match.naming = index.kindOf(scaled[at]) === "people" ? "person" : "other"
    found.push(...termMatches(index, "mention", "@" + scaled[at], WEIGHTS.mention, from, to, Math.min(1, scaled[at + 1] / threshold.mentionedFully), false))
  }
  return found
}

/** The records that have a term, more of them the less it tells.
 * @type {(index: Index, how: string, term: string, weights: number[], from: number, to: number, factor: number, known?: boolean) => Match[]} */
function termMatches(index, how, term, weights, from, to, factor, known = true) {
  const postings = index.lookUp(term)
  if (!postings) return []
  const { least, more } = WEIGHTS.rarity
  const rarity = least + (more * Math.log(1 + (2 * index.records) / postings.length)) / Math.log(1 + index.records)
  /** @type {Match[]} */
  const byLevel = []
  for (let at = 0; at < postings.length; at += 2) {
    const record = postings[at], level = postings[at + 1]
    const group = how === "word" ? level : 0
    byLevel[group] ??= matchOf(how === "word" ? LEVELS[level] : how, from, to, [], known)
    byLevel[group].rows.push(record, weights[level] * rarity * factor * (level ? 1 : index.brevity(record)), -1)
  }
  return byLevel.filter(Boolean)
}

/** Which atoms something was found for.
 * @type {(place: Place) => boolean[]} */
function knownAtoms({ query, found }) {
  const known = query.atoms.map(() => false)
  for (const match of found) if (match.known) known.fill(true, match.from, match.to)
  return known
}

/** Whether every atom of the stretch was found, or needs not to be.
 * @type {(place: Place, from: number, to: number) => boolean} */
function isCovered(place, from, to) {
  return knownAtoms(place).slice(from, to).every((is, at) => is || place.query.ignored[from + at])
}

/* --- As it is written --- */

/** @type {(index: Index, query: Query) => Match[]} */
function dated(index, { atoms, dates }) {
  return dates.flatMap(({ year, month, day, at, end }) => {
    const from = atoms.findIndex(atom => atom.end > at), to = atoms.findLastIndex(atom => atom.at < end) + 1
    if (from < 0 || to <= from) return []
    const entries = index.days([year, month, day].filter((part, place) => part || !place).join("-"))
    const rows = []
    for (let at = 0; at < entries.length; at += 3) rows.push(entries[at], WEIGHTS.day[entries[at + 1]] * entries[at + 2], -1)
    return [matchOf("date", from, to, rows)]
  })
}

/** @type {(index: Index, query: Query) => Match[]} */
function asWritten(index, query) {
  const { atoms, stop } = query
  const found = []
  for (const { from, to, joined, written } of stretches(atoms)) {
    const single = to - from === 1
    if (single && atoms[from].han && !standsAlone(query, from)) continue
    const isStop = single && stop[from]
    const name = index.names.keys.get(joined)
    const letter = joined.length === 1 && !atoms[from].han
    if (name && (atoms.length === 1 || !(isStop || (letter && !isWhole(name))))) found.push(...nameMatches(index, query, "name", name, from, to, 1))
    if (isStop) continue
    for (const meaning of index.meanings().get(written) ?? []) found.push(...termMatches(index, "meaning", meaning, WEIGHTS.meaning, from, to, 1))
    found.push(...termMatches(index, "word", written, WEIGHTS.word, from, to, 1))
  }
  return found
}

/** Whether a Han character has no Han character beside it.
 * @type {(query: Query, at: number) => boolean} */
function standsAlone({ atoms }, at) {
  const before = at > 0 && atoms[at - 1].han && touches(atoms, at - 1)
  const after = at + 1 < atoms.length && atoms[at + 1].han && touches(atoms, at)
  return !before && !after
}

/** @type {(rows: Rows) => boolean} */
const isWhole = rows => rows.some((weight, at) => at % 3 === 1 && weight > threshold.whole)

/* --- Letters --- */

/** The words of a stretch without the numbers of tones.
 * @type {(place: Place) => string[]} */
const toneless = ({ query, from, to }) => query.atoms.slice(from, to).map(atom => atom.text.replace(/([a-z])[1-5](?=[a-z]|$)/g, "$1"))

/** Whether it may be a name spelt by sound.
 * @type {(whole: string) => boolean} */
const isSpelling = whole => /^(?:[a-z]+|[\u3105-\u312f]+)$/.test(whole) && whole.length < LIMITS.spelling

/** @type {(place: Place) => Match[]} */
function initials(place) {
  const { index, query, from, to } = place
  const whole = toneless(place).join("")
  const rows = index.names.abbreviations.get(whole)
  return rows && whole.length > 1 && !index.names.keys.has(whole) ? nameMatches(index, query, "initials", rows, from, to, 1) : []
}

/** Names in other romanisations: Chang Kuo-tung, Cheung.
 * @type {(place: Place) => Match[]} */
function respelt(place) {
  const { index, query, from, to } = place
  const words = toneless(place)
  if (!isSpelling(words.join(""))) return []
  const found = []
  for (let begin = from; begin < to; begin++) {
    let readings = [""]
    for (let end = begin + 1; end <= Math.min(to, begin + 4); end++) {
      const own = respellings(index.names.sounds, words[end - 1 - from])
      if (!own.length) break
      readings = readings.flatMap(start => own.map(rest => start + rest)).slice(0, LIMITS.readings)
      const written = words.slice(begin - from, end - from).join("")
      const sure = end - begin > 1 || written.length > 5
      for (const reading of readings) {
        const rows = index.names.keys.get(reading)
        if (rows && reading !== written && reading.length > 2)
          found.push(...nameMatches(index, query, "respelt", rows, begin, end, sure ? factor.respelt : factor.respeltShort))
      }
    }
  }
  return found
}

/** Syllables typed in part, as an input method sends them.
 * @type {(place: Place) => Match[]} */
function composed(place) {
  const { index, query, from, to } = place
  const words = toneless(place), whole = words.join("")
  if (!isSpelling(whole) || whole.length < 2 || index.names.keys.has(whole)) return []
  const inPieces = words.length === 1 || words.some(word => word.length < 3)
  if (!inPieces && isCovered(place, from, to)) return []
  const rows = index.names.composed(whole)
  const found = []
  for (let at = 0; at < rows.length; at += 3) found.push(...nameMatches(index, query, "composed", rows.slice(at, at + 3), from, to, 1))
  return found
}

/** A name begun in Bopomofo, as an input method shows it: whole syllables, and perhaps the beginning of another.
 * @type {(place: Place) => Match[]} */
function bopomofo(place) {
  const { index: { names }, index, query, from, to } = place
  const whole = toneless(place).join("")
  if (!isSpelling(whole) || whole[0] <= "z" || names.keys.has(whole)) return []
  for (let cut = whole.length; cut >= 0; cut--) {
    const rest = whole.slice(cut)
    const starts = cut ? respellings(names.sounds, whole.slice(0, cut)) : [""]
    const last = rest ? [...names.sounds.respelt].flatMap(([spelling, syllables]) => (spelling.startsWith(rest) ? syllables : [])) : [""]
    const keys = new Set(starts.flatMap(start => last.flatMap(syllable => names.beginning(start + syllable, LIMITS.namesShort))))
    const found = [...keys].flatMap(key => nameMatches(index, query, "bopomofo", names.keys.get(key) ?? [], from, to, begunFactor(whole.length / Math.max(key.length, whole.length))))
    if (keys.size) return found
  }
  return []
}

/** @type {(place: Place) => Match[]} */
function tones(place) {
  const { index, query, from, to } = place
  const whole = toneless(place).join("")
  const rows = index.names.keys.get(whole)
  const numbered = whole !== joined(query.atoms.slice(from, to))
  return rows && numbered ? nameMatches(index, query, "tones", rows, from, to, factor.tones) : []
}

/** The last words may be the beginning of a name: the reader is still typing.
 * @type {(place: Place) => Match[]} */
function begunName({ index, query, from, to }) {
  const { atoms } = query
  if (to !== atoms.length) return []
  const found = []
  const han = atoms[from].han
  let tail = ""
  for (let at = to - 1; at >= (han ? from : Math.max(from, to - 5)); at--) {
    tail = atoms[at].text + tail
    const short = tail.length < 2 && (han ? to - from > 1 : atoms.length > 1)
    if (short || (index.names.keys.has(tail) && (han || at > from))) continue
    const most = han || tail.length < 3 ? LIMITS.namesShort : LIMITS.names
    for (const key of index.names.beginning(tail, most)) {
      if (key === tail) continue
      const rows = (index.names.keys.get(key) ?? []).slice()
      for (let i = 0; i < rows.length; i += 3) {
        const title = !han && !["people", "organisations"].includes(index.kindOf(rows[i])) && rows[i] < index.records
        rows[i + 1] *= begunFactor(tail.length / key.length) * (title ? factor.begunTitle : 1)
      }
      const known = han || tail.length > 2 || atoms.length === 1
      found.push(matchOf("begun", at, to, rows, known))
    }
  }
  return found
}

/** @type {(share: number) => number} */
const begunFactor = share => factor.begun.least + factor.begun.more * share

/** @type {(place: Place) => Match[]} */
function begunWord(place) {
  const { index, query, to } = place
  const { stem } = query.atoms[to - 1]
  if (to !== query.atoms.length || stem.length < 3 || knownAtoms(place)[to - 1]) return []
  return index.beginning(stem, LIMITS.words).flatMap(term => termMatches(index, "begun_word", term, WEIGHTS.word, to - 1, to, factor.begunWord))
}

/** @type {(place: Place) => Match[]} */
function slippedWords(place) {
  const known = knownAtoms(place)
  return range(place.from, place.to).flatMap(at => (known[at] || place.query.ignored[at] ? [] : slipped(place, at, at + 1)))
}

/** All words together, where no record has them all by name already.
 * @type {(place: Place) => Match[]} */
function slippedTogether(place) {
  const { index, from, to } = place
  const whole = toneless(place).join("")
  if (to - from < 2 || to - from > 5 || index.names.keys.has(whole) || isExplained(place)) return []
  return slipped(place, from, to, whole)
}

/** Two words that stand beside each other, among more.
 * @type {(place: Place) => Match[]} */
function slippedPairs(place) {
  if (place.to - place.from < 3) return []
  const known = knownAtoms(place)
  return range(place.from, place.to - 1).flatMap(at => (known[at] && known[at + 1] ? [] : slipped(place, at, at + 2)))
}

/** Whether one record has all these atoms by name already.
 * @type {(place: Place) => boolean} */
function isExplained({ from, to, found }) {
  /** @type {Map<number, number>} */
  const explained = new Map() // record -> its atoms, as bits
  for (const match of found)
    for (let at = 0; at < match.rows.length; at += 3) {
      if (match.rows[at + 1] < threshold.explainsName) continue
      let bits = explained.get(match.rows[at]) ?? 0
      for (let atom = Math.max(from, match.from); atom < Math.min(to, match.to); atom++) bits |= 1 << (atom - from)
      explained.set(match.rows[at], bits)
    }
  return [...explained.values()].includes((1 << (to - from)) - 1)
}

/** @type {(place: Place, from: number, to: number, word?: string) => Match[]} */
function slipped({ index, query }, from, to, word = joined(query.atoms.slice(from, to))) {
  const { names, folding } = index
  const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2
  if (!most || !/\p{L}/u.test(word) || folding.isHan(word[0])) return []
  const near = names.mistyped(word, most).filter(([key]) => !folding.isHan(key[0]))
  const nearest = Math.min(...near.map(([, count]) => count))
  return near.flatMap(([key, count]) => {
    if (key.length < 4 || (word.length < 6 && key[0] !== word[0] && key[1] !== word[0])) return []
    if (count > 1 && (key.length < 6 || (key.length < 8 && (nearest < count || key[0] !== word[0])))) return []
    return nameMatches(index, query, "slip", names.keys.get(key) ?? [], from, to, count === 1 ? factor.slip : factor.twoSlips)
  })
}

/** Words with a slip, meanings before others.
 * @type {(place: Place) => Match[]} */
function slippedTerms(place) {
  const { index, query } = place
  const known = knownAtoms(place)
  return range(place.from, place.to).flatMap(at => {
    const word = query.atoms[at].stem
    if (known[at] || query.ignored[at] || word.length < 6) return []
    /** @type {(other: string) => boolean} */
    const isNear = other => Math.abs(other.length - word.length) < 2 && slips(word, other, 1) === 1
    const meant = [...index.meanings()].flatMap(([spelling, meanings]) => (spelling[0] === word[0] && isNear(spelling) ? meanings : []))
    const found = meant.flatMap(meaning => termMatches(index, "slip_in_meaning", meaning, WEIGHTS.meaning, at, at + 1, factor.slipInMeaning))
    if (found.length) return found
    return index
      .beginning(word.slice(0, 2), LIMITS.slipped)
      .filter(isNear)
      .flatMap(term => termMatches(index, "slip_in_word", term, WEIGHTS.word, at, at + 1, factor.slipInWord))
  })
}

/* --- Han characters that stand in no name or word --- */

/** By their sound, or with one of them wrong.
 * @type {(place: Place) => Match[]} */
function sounding(place) {
  const { index: { names }, index, query: { atoms, ignored }, query, from, to } = place
  const known = knownAtoms(place).map((is, at) => is || ignored[at])
  /** @type {Match[]} */
  const found = []
  for (let begin = from; begin < to; begin++) {
    let said = "", characters = ""
    for (let end = begin + 1; end <= Math.min(to, begin + 8); end++) {
      characters += atoms[end - 1].text
      said += names.sounds.read.get(atoms[end - 1].text) ?? "?"
      if (end - begin < 2 || known.slice(begin, end).every(Boolean)) continue
      const rows = said.includes("?") ? undefined : names.keys.get(said)
      const own = rows
        ? nameMatches(index, query, "sound", rows, begin, end, end - begin > 2 ? factor.sound : factor.soundShort)
        : end - begin > 2
          ? names.mistyped(characters, 1).flatMap(([key]) => nameMatches(index, query, "wrong_character", names.keys.get(key) ?? [], begin, end, factor.wrongCharacter))
          : []
      if (own.length) known.fill(true, begin, end)
      found.push(...own)
    }
  }
  return found
}

/** A single character beside a name that was found: a surname before a title.
 * @type {(place: Place) => Match[]} */
function besideName(place) {
  const { index, query, from, to, found } = place
  const known = knownAtoms(place)
  const named = query.atoms.map((_, at) => found.some(match => match.naming && match.from <= at && at < match.to))
  return range(from, to).flatMap(at => {
    const rows = !known[at] && (named[at - 1] || named[at + 1]) ? index.names.keys.get(query.atoms[at].text) : undefined
    return rows ? nameMatches(index, query, "name", rows, at, at + 1, 1) : []
  })
}

/** Cut otherwise than the index does.
 * @type {(place: Place) => Match[]} */
function partOfWord(place) {
  const { index, query: { atoms }, from, to } = place
  const known = knownAtoms(place)
  /** @type {Match[]} */
  const found = []
  for (let at = from; at + 1 < to; at++) {
    if (known[at] && known[at + 1]) continue
    const terms = index.holding(atoms[at].text + atoms[at + 1].text, LIMITS.words)
    const own = terms.flatMap(term => termMatches(index, "part_of_word", term, WEIGHTS.word, at, at + 2, factor.partOfWord))
    if (own.length) known.fill(true, at, at + 2)
    found.push(...own)
  }
  return found
}

/* --- Both, and words in a row --- */

/** A name begun in Han characters and ended in letters, or the other way round: all of it by sound.
 * @type {(place: Place) => Match[]} */
function mixed({ index, query, from, to }) {
  const { keys, sounds } = index.names
  const rows = keys.get(query.atoms.map(atom => (atom.han ? sounds.read.get(atom.text) ?? "?" : atom.text)).join(""))
  return rows ? nameMatches(index, query, "sound", rows, from, to, factor.mixedSound) : []
}

/** A role or a destination in the very words of the record.
 * @type {(place: Place) => Match[]} */
function said({ index, query, found }) {
  const content = range(0, query.atoms.length).filter(at => !query.ignored[at])
  const rest = content.filter(at => !found.some(match => match.naming && match.from <= at && at < match.to))
  return (rest.length < content.length ? [content, rest] : [content]).flatMap(places => {
    const words = places.map(at => query.atoms[at].stem).join("")
    if (places.length < 2 || words.length < 4) return []
    const rows = index.saying(words).flatMap(record => [record, WEIGHTS.said, -1])
    return rows.length ? places.map(at => matchOf("said", at, at + 1, rows, false)) : []
  })
}

/** @type {(from: number, to: number) => number[]} */
const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

/* In the order in which they are tried: what is surer comes before what is looked for only where nothing was found. */
const LATIN = [initials, respelt, composed, bopomofo, tones, begunName, begunWord, slippedWords, slippedTogether, slippedPairs, slippedTerms]
const HAN = [sounding, begunName, besideName, partOfWord]
