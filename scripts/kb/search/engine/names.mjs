/* Names: every way of writing one, as keys. How they are looked up is in lookup.mjs. */
import { joined } from "./fold.mjs"
import { sounds } from "./sounds.mjs"
import { WEIGHTS } from "./weights.mjs"

/** @import {Folding, NameKeys, Rows, Shipped, Spoken} from "./types.d.ts" */

/** A form of a record's name, on its way to its keys.
 * @typedef {object} Form
 * @property {number} record
 * @property {string} kind
 * @property {number} number its place among the record's forms
 * @property {number} worth what a key of it weighs, of the weight in the table
 * @property {string[]} latin the words of the record's name in Latin letters
 */

/**
 * @param {Shipped} shipped
 * @param {Folding} folding
 * @param {Set<string>} stopping
 * @returns {NameKeys}
 */
export function nameKeys(shipped, folding, stopping) {
  const { name: weigh, initials, form: worthOf } = WEIGHTS
  /** @type {Map<string, Rows>} */
  const keys = new Map()
  /** @type {Map<string, Rows>} */
  const abbreviations = new Map()
  /** @type {Map<string, Spoken[]>} */
  const spoken = new Map()
  /** @type {string[][]} */
  const forms = []
  const sound = sounds(shipped.pinyin)

  shipped.names.split("\n").forEach((row, record) => {
    const kind = shipped.folders[+shipped.kinds[record]]
    const written = row.split("\t")
    const latin = folding.fold(written[0]).match(/[a-z]+/g) ?? []
    forms.push(
      written.map((text, number) => {
        const [marked, pinyin = "", surname = ""] = text.split("\x1f")
        const mark = /^[~=]/.test(marked) ? marked[0] : ""
        const shown = mark ? marked.slice(1) : marked
        const worth = mark === "~" ? worthOf.description : mark === "=" ? worthOf.title : number ? worthOf.other : worthOf.first
        enter({ record, kind, number, worth, latin }, shown, pinyin, Number(surname))
        return mark === "=" && kind === "organisations" ? "" : shown // words for an organisation are folded: not for showing
      }),
    )
    if (kind === "people" && latin.length > 1) enterSurname(latin[latin.length - 1], record)
  })
  shipped.pages.forEach(([, ...names], page) => {
    forms.push(names)
    const record = shipped.kinds.length + page
    names.forEach((name, number) => add(keys, joined(folding.atoms(folding.fold(name))), { record, number, worth: 1 }, weigh.page))
  })
  return { keys, abbreviations, spoken, forms, sounds: sound }

  /** Notes a key; of one record's several, the weightiest form stays.
   * @type {(map: Map<string, Rows>, key: string, form: Pick<Form, "record" | "number" | "worth">, weight: number) => void} */
  function add(map, key, { record, number, worth }, weight) {
    const rows = map.get(key)
    const last = rows ? rows.length - 3 : 0
    if (!rows) map.set(key, [record, weight * worth, number])
    else if (rows[last] !== record) rows.push(record, weight * worth, number)
    else if (rows[last + 1] < weight * worth) rows.splice(last + 1, 2, weight * worth, number)
  }

  /** @type {(syllables: string[], form: Form, worth: number) => void} */
  function speak(syllables, { record, number: form }, worth) {
    const letter = syllables[0][0]
    const others = spoken.get(letter) ?? []
    spoken.set(letter, others)
    others.push({ syllables, record, form, worth })
  }

  /** @type {(form: Form, shown: string, pinyin: string, surname: number) => void} */
  function enter(form, shown, pinyin, surname) {
    const folded = folding.fold(shown)
    const atoms = folding.atoms(folded)
    const whole = joined(atoms)
    if (!whole) return
    add(keys, whole, form, weigh.whole)
    if (!atoms.some(atom => atom.han)) {
      if (atoms.length > 1) enterWords(form, atoms.map(atom => atom.text)) // of any script: Latin, Cyrillic, kana
      return
    }
    const parts = folded.match(/[\u3400-\u9fff]+/g)
    if (!parts || !(form.kind === "people" || form.kind === "organisations")) return
    if (whole.length > parts.join("").length) {
      for (const part of parts) if (part.length > 1) add(keys, part, form, weigh.hanPart)
    } else enterHan(form, parts, pinyin, surname)
  }

  /** @type {(form: Form, words: string[]) => void} */
  function enterWords(form, words) {
    const last = words[words.length - 1], first = words[0], others = words.slice(0, -1)
    if (form.kind === "people") {
      add(keys, last + others.join(""), form, weigh.lastFirst)
      if (words.length > 2)
        for (const other of others) {
          add(keys, other + last, form, weigh.firstAndLast)
          add(keys, last + other, form, weigh.lastAndFirst)
        }
      add(keys, last, form, weigh.surname)
      for (const other of others) if (other.length > 1) add(keys, other, form, weigh.given)
      add(abbreviations, first[0] + last, form, initials.initialAndSurname)
      add(abbreviations, last + firstLetters(others), form, initials.surnameAndInitials)
      add(abbreviations, first + last[0], form, initials.givenAndInitial)
      add(abbreviations, firstLetters(words), form, initials.all)
    } else if (form.kind === "organisations") {
      const telling = words.filter(word => !stopping.has(word))
      for (const word of telling) if (word.length > 1) add(keys, word, form, word === telling[0] ? weigh.firstWord : weigh.otherWord)
      if (first === "the") add(keys, words.slice(1).join(""), form, weigh.withoutArticle)
      if (telling.length > 2) add(abbreviations, firstLetters(telling), form, initials.acronym)
    }
  }

  /** @type {(form: Form, parts: string[], pinyin: string, surname: number) => void} */
  function enterHan(form, parts, pinyin, surname) {
    const usual = Array.from(parts.join(""), character => sound.read.get(character) ?? "?")
    const readings = pinyin ? pinyin.split(",").map(reading => reading.split(" ")) : [usual]
    readings.forEach((syllables, rank) => {
      const worth = rank ? form.worth * worthOf.otherReading : form.worth
      enterSaid({ ...form, worth }, parts, syllables, surname)
    })
  }

  /** @type {(form: Form, parts: string[], syllables: string[], surname: number) => void} */
  function enterSaid(form, parts, syllables, surname) {
    const han = parts.join("")
    add(keys, syllables.join(""), form, weigh.said)
    if (han.length > 1) {
      add(abbreviations, firstLetters(syllables), form, initials.said)
      speak(syllables, form, form.worth)
    }
    if (form.kind !== "people") return
    if (parts.length > 1) enterTranscribed(form, parts, syllables)
    else if (!surname && !isChinese(han, syllables, form.latin)) enterEndings(form, han)
    else enterChinese(form, han, syllables, surname || (han.length > 3 ? 2 : 1))
  }

  /** A name in parts: 埃隆·马斯克.
   * @type {(form: Form, parts: string[], syllables: string[]) => void} */
  function enterTranscribed(form, parts, syllables) {
    let from = 0
    parts.forEach((part, place) => {
      const isLast = place === parts.length - 1
      add(keys, part, form, isLast ? weigh.lastPart : weigh.otherPart)
      const said = syllables.slice(from, (from += part.length)).join("")
      add(keys, said, form, isLast ? weigh.saidLastPart : weigh.saidOtherPart)
    })
    add(keys, parts.toReversed().join(""), form, weigh.hanLastFirst)
    for (const part of parts) enterEndings(form, part)
  }

  /** A Chinese name, whose first characters are the surname.
   * @type {(form: Form, han: string, syllables: string[], length: number) => void} */
  function enterChinese(form, han, syllables, length) {
    const surname = syllables.slice(0, length).join(""), given = syllables.slice(length)
    const long = given.length > 1
    add(keys, han.slice(0, length), form, weigh.hanSurname)
    add(keys, surname, form, weigh.saidSurname)
    if (!given.length) return
    add(keys, han.slice(length), form, long ? weigh.hanGiven : weigh.hanGivenOne)
    add(keys, given.join("") + surname, form, weigh.saidLastFirst)
    add(keys, given.join(""), form, long ? weigh.saidGiven : weigh.saidGivenOne)
    add(abbreviations, surname + firstLetters(given), form, initials.saidSurnameAndInitials)
    add(abbreviations, firstLetters(given) + surname[0], form, initials.saidGivenFirst)
    speak([...given, surname], form, form.worth * worthOf.givenFirst)
  }

  /** The ends of a transcribed name, by which it is remembered too: 根纳坦 of 杰根纳坦.
   * @type {(form: Form, han: string) => void} */
  function enterEndings(form, han) {
    for (let start = 1; han.length - start > 2; start++) add(keys, han.slice(start), form, weigh.ending)
  }

  /** Whether a name of Han characters that begins with no known surname is a Chinese one: its first syllable is a word of the Latin name.
   * @type {(han: string, syllables: string[], latin: string[]) => boolean} */
  function isChinese(han, syllables, latin) {
    if (han.length < 2 || han.length > 4) return false
    if (!latin.length) return han.length < 4
    return latin.some(word => word === syllables[0] || sound.spellings.get(syllables[0])?.includes(word))
  }

  /** A surname that is known in Latin letters only is found by the characters that are usually read so.
   * @type {(last: string, record: number) => void} */
  function enterSurname(last, record) {
    for (const syllable of sound.respelt.get(last) ?? [last])
      for (const character of sound.syllables.get(syllable) ?? "")
        if (shipped.surnames.includes(character)) {
          const weight = syllable === last ? weigh.likelySurname : weigh.likelySurnameRespelt
          add(keys, character, { record, number: 0, worth: 1 }, weight)
        }
  }
}

/** @type {(words: string[]) => string} */
const firstLetters = words => words.map(word => word[0]).join("")
