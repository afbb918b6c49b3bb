/* The parts of the search engine by themselves. How well the whole finds is held by tests/search. */
import assert from "node:assert/strict"
import { test } from "node:test"
import { dates } from "../../scripts/kb/search/engine/dates.mjs"
import { evidence } from "../../scripts/kb/search/engine/evidence.mjs"
import { explain } from "../../scripts/kb/search/engine/explain.mjs"
import { find } from "../../scripts/kb/search/engine/find.mjs"
import { foldingBy } from "../../scripts/kb/search/engine/fold.mjs"
import { open } from "../../scripts/kb/search/engine/index.mjs"
import { matches } from "../../scripts/kb/search/engine/matches.mjs"
import { read, stretches } from "../../scripts/kb/search/engine/query.mjs"
import { ranked, worthOf } from "../../scripts/kb/search/engine/ranking.mjs"
import { answer } from "../../scripts/kb/search/engine/results.mjs"
import { respellings, sounds } from "../../scripts/kb/search/engine/sounds.mjs"
import { beginningWith, composes, countBits, signature, slips } from "../../scripts/kb/search/engine/spelling.mjs"
import { WEIGHTS } from "../../scripts/kb/search/engine/weights.mjs"

const fold = { ignored: "\u0300-\u036f", apostrophes: "’", letters: { ø: "o" }, han: "吴吳 张張", stems: /** @type {[string, string, number][][]} */ ([[["s", "", 3]]]) }
const pinyin = { read: "wu吴 yu宇 huai怀 zhang张 wei伟 ma马 ke克 lin林", spelt: "zhang:chang:cheung wu:woo:ng" }

/* Four records: two people with one surname, an organisation, an event; and a page. */
const shipped = {
  version: 2, edition: "en", fold, pinyin, surnames: "吴张",
  ids: "tony-wu\nada-wu\nacme\nfounding", kinds: "0012", folders: ["people", "organisations", "events", "topics"], labels: ["person", "organisation", "event", "question"],
  names: "Tony Wu\t吴宇怀\x1f\x1f1\nAda Lin Wu\t~the chemist\nThe Acme Rocket Works\nFounding of Acme",
  titles: "Tony Wu\nAda Lin Wu\nThe Acme Rocket Works\nFounding of Acme", seconds: "吴宇怀\n\n\n", lines: "Left\n\n\n", summaries: "Made rockets & <more>.\nA chemist.\nA company.\nHow it began.",
  sizes: "aaaa", terms: "@0\n@2\nacme\nchemist\nrocket", postings: "m\nb\nlf\nf\naj", meanings: "left\tquit\tgone away", stop: "the\nof\nwho\n了", asks: { people: "who" },
  roles: "chiefrocketer\ta", dates: "\n\n\n2023-7-12!", pages: /** @type {[string, ...string[]][]} */ ([["about", "About this site"]]),
}
const index = open(shipped)
/** @type {(text: string) => string[]} */
const found = text => find(index, text).results.map(({ record }) => (record < index.records ? index.ids()[record] : "@" + shipped.pages[record - index.records][0]))

test("slips count letters put in, left out, changed and swapped", () => {
  assert.equal(slips("musk", "musk", 2), 0)
  for (const [one, other] of [["musk", "mussk"], ["musk", "mus"], ["musk", "mask"], ["musk", "msuk"]]) assert.equal(slips(one, other, 2), 1, other)
  assert.ok(slips("wu", "babuschkin", 2) > 2, "counting ends above the most")
  assert.equal(slips("", "ab", 2), 2)
})

test("syllables typed in part are told from others by how many are cut short", () => {
  assert.equal(composes("wuyuhuai", ["wu", "yu", "huai"]), 0)
  assert.equal(composes("wyhuai", ["wu", "yu", "huai"]), 2)
  assert.equal(composes("wyh", ["wu", "yu", "huai"]), 3)
  assert.equal(composes("wuyu", ["wu", "yu", "huai"]), -1)
  assert.equal(composes("wuyuhuaix", ["wu", "yu", "huai"]), -1)
  assert.equal(composes("xi", ["xi", "i"]), 1)
})

test("beginnings are found in order, and no more than asked for", () => {
  assert.deepEqual(beginningWith(["a", "ab", "abc", "b"], "ab", 5), ["ab", "abc"])
  assert.deepEqual(beginningWith(["a", "ab", "abc", "b"], "a", 2), ["a", "ab"])
  assert.deepEqual(beginningWith(["a"], "b", 2), [])
})

test("words of the same letters have the same signature, and one changed letter changes two bits at most", () => {
  assert.equal(signature("musk"), signature("ksum"))
  assert.ok(countBits(signature("musk") ^ signature("mask")) <= 2)
  assert.equal(countBits(0b1011), 3)
  assert.equal(countBits(-1), 32)
})

test("text is folded: case, accents, apostrophes, variants of characters", () => {
  const { fold: folded, atoms, tokens } = foldingBy(fold)
  assert.equal(folded("Tøny WÚ"), "tony wu")
  assert.equal(folded("吳"), "吴")
  assert.equal(folded("O’Neil 吳"), "o'neil 吴")
  assert.deepEqual(atoms("ch'ien wu's 吴宇").map(atom => atom.text), ["ch'ien", "wu", "s", "吴", "宇"].map(text => text.replace("'", "")))
  assert.deepEqual(tokens("rockets 吴"), ["rocket", "吴"])
})

test("dates are read as people write them", () => {
  /** @type {[string, [number, number, number]][]} */
  const written = [
    ["2月10日", [0, 2, 10]], ["2026年2月", [2026, 2, 0]], ["二月十日", [0, 2, 10]], ["feb 10", [0, 2, 10]], ["10 february 2026", [2026, 2, 10]],
    ["2026-02-10", [2026, 2, 10]], ["20260210", [2026, 2, 10]], ["2/10/2026", [2026, 2, 10]], ["13/2/2026", [2026, 2, 13]], ["march", [0, 3, 0]], ["2024", [2024, 0, 0]],
  ]
  for (const [text, [year, month, day]] of written) {
    const [date, ...others] = dates(text)
    assert.deepEqual([date.year, date.month, date.day, others.length], [year, month, day, 0], text)
    assert.equal(date.at, 0, text)
  }
  assert.deepEqual(dates("2026-13-40"), dates("2026").map(date => ({ ...date })), "what is no date is none")
  assert.deepEqual(dates("wu"), [])
})

test("spellings of other systems are read as pinyin, several syllables too", () => {
  const sound = sounds(pinyin)
  assert.deepEqual(respellings(sound, "cheung"), ["zhang"])
  assert.deepEqual(respellings(sound, "woo"), ["wu"])
  assert.ok(respellings(sound, "changwei").includes("zhangwei"))
  assert.deepEqual(respellings(sound, "xyz"), [])
  assert.equal(sound.read.get("宇"), "yu")
})

test("a query knows its stop words, what they ask for, and what they are a part of", () => {
  const query = read(index, "who quit the Acme")
  assert.deepEqual(query.atoms.map(atom => atom.text), ["who", "quit", "the", "acme"])
  assert.deepEqual(query.stop, [true, false, true, false])
  assert.equal(query.wanted, "people")
  assert.equal(read(index, "acme").wanted, "")
  assert.deepEqual([...stretches(query.atoms)].filter(({ from }) => from === 2).map(({ joined, written }) => [joined, written]), [["the", "the"], ["theacme", "the acme"]])
})

test("names are found whole, in part, turned round, by initials, sound, spelling and with a slip", () => {
  for (const text of ["Tony Wu", "wu tony", "tonywu", "tony", "twu", "吴宇怀", "吳宇懷".replace("懷", "怀"), "宇怀", "wuyuhuai", "wu2yu3huai2", "yuhuai wu", "wyh", "Tonny Wu", "tony wuu", "吴宇", "吴宇伟"])
    assert.equal(found(text)[0], "tony-wu", text)
  for (const text of ["Ada Lin Wu", "lin", "ada wu", "wu ada", "ada", "the chemist"]) assert.equal(found(text)[0], "ada-wu", text)
  for (const text of ["acme", "acme rocket works", "arw"]) assert.equal(found(text)[0], "acme", text)
  assert.equal(found("about this site")[0], "@about")
  assert.deepEqual(found("xyzzyq"), [])
  assert.deepEqual(found(""), [])
})

test("a surname leads to all who have it", () => assert.deepEqual(new Set(found("wu").slice(0, 2)), new Set(["tony-wu", "ada-wu"])))

test("a day leads to what happened then, and a month and a year too", () => {
  for (const text of ["2023-07-12", "july 2023", "12 July", "2023年7月"]) assert.equal(found(text)[0], "founding", text)
})

test("every atom counts once for a record, with its best weight, and the form that explains most is shown", () => {
  const query = read(index, "tony wu")
  const given = evidence(index, query, [
    { how: "a", from: 0, to: 1, rows: [0, 3, 1], known: true, naming: "" },
    { how: "b", from: 0, to: 2, rows: [0, 2, 0, 1, 5, -1], known: true, naming: "" },
  ])
  assert.deepEqual([...given.weights.slice(0, 4)], [3, 2, 5, 5])
  assert.deepEqual([given.forms[0], given.forms[1]], [0, -1])
  assert.deepEqual(given.records, [0, 1])
})

test("a whole name needs no guess: nothing is looked for by likeness where all was found", () => {
  const hows = new Set(matches(index, read(index, "Tony Wu")).map(match => match.how))
  assert.ok(hows.has("name") && !hows.has("slip") && !hows.has("slip_in_word"), [...hows].join())
})

test("a record that leaves too much of the query unexplained is no result", () => {
  const query = read(index, "rocket xxxxxx yyyyyy zzzzzz")
  const found = matches(index, query)
  assert.deepEqual(ranked(index, query, found, evidence(index, query, found)), [])
})

test("a word counts by its letters, a Han character as one, a stop word not at all", () => {
  assert.deepEqual(worthOf(read(index, "the incredible 吴")), [0, WEIGHTS.worth.most, 1])
  assert.deepEqual(worthOf(read(index, "the")), [1], "but by itself it is all there is")
})

test("the kind that is asked for comes first", () => {
  const why = explain(index, "who acme", 5)
  assert.ok(why.every(row => (row.why.asked > 1) === row.location.startsWith("people/")), JSON.stringify(why))
})

test("an explanation accounts for every part of the query", () => {
  const [first] = explain(index, "tony wu xyzzyq", 1)
  assert.deepEqual(first.given.map(row => row.text), ["tony wu", "xyzzyq"])
  assert.deepEqual(first.given.map(row => row.how), ["name", ""])
  assert.equal(first.given[0].form, "Tony Wu")
})

test("results are escaped, marked, and no two have one score", () => {
  const { items } = answer(index, "wu rockets")
  const [first] = items[0]
  assert.equal(first.location, "people/tony-wu/")
  assert.ok(first.text.includes("&#60;more&#62;") && !first.text.includes("<more>"), first.text)
  assert.ok(first.title.includes("<mark data-md-highlight>Wu</mark>"), first.title)
  const scores = items.map(([item]) => item.score)
  assert.equal(new Set(scores).size, scores.length)
  assert.deepEqual(scores, scores.toSorted((a, b) => b - a))
})

test("what was found is marked on the page it leads to, as it is written there", () => {
  assert.ok(answer(index, "吳宇怀").items[0][0].terms["吴宇怀"])
  assert.deepEqual(Object.keys(answer(index, "rockets").items[0][0].terms), ["rockets"])
})

test("no more than the limit is shown, and it is said that there is more", () => {
  const many = Array.from({ length: 60 }, (_, at) => `Ada Number${at}`)
  const column = many.map(() => "").join("\n")
  const crowd = open({ ...shipped, ids: many.map((_, at) => `p${at}`).join("\n"), kinds: "0".repeat(60), names: many.join("\n"), titles: many.join("\n"),
    seconds: column, lines: column, summaries: column, dates: column, sizes: "a".repeat(60) })
  assert.equal(answer(crowd, "ada").items.length, 50)
  assert.equal(answer(crowd, "ada").more, true)
  assert.equal(answer(crowd, "number7").more, false)
})

test("dates stand where they are in the query, also among other words, and do not overlap", () => {
  const [date, ...others] = dates("left on 2026-02-10 or so")
  assert.deepEqual([date.at, date.end, others.length], [8, 18, 0])
  assert.deepEqual(dates("in 2023 and march 2026").map(({ year, month }) => [year, month]).sort(), [[2023, 0], [2026, 3]])
  assert.deepEqual(dates("2026-12-31").map(({ month, day }) => [month, day]), [[12, 31]])
  assert.equal(dates("2月32日").some(({ day }) => day > 31), false)
  assert.equal(found("july 12 2023")[0], "founding")
  assert.deepEqual(found("13 July 2023").includes("founding"), false)
})

test("a role is found in its own words, whoever is named beside it", () => {
  assert.equal(found("chief rocketer")[0], "tony-wu")
  assert.equal(explain(index, "chief rocketer", 1)[0].given[0].how, "said")
})

test("a character beside a name counts as part of a name", () => {
  assert.ok(matches(index, read(index, "吴吴宇怀")).some(match => match.to === 1 && match.how === "name"))
  assert.ok(!matches(index, read(index, "怀吴")).some(match => match.from === 1 && match.how === "name"))
})

test("a slip is allowed the longer the word is, and none in a short one", () => {
  /** @type {(text: string) => string[]} */
  const slipsOf = text => matches(index, read(index, text)).filter(match => match.how === "slip").map(match => index.names.forms[match.rows[0]][match.rows[2]])
  assert.deepEqual(slipsOf("tny"), [])
  assert.ok(slipsOf("tnoy").includes("Tony Wu"))
  assert.deepEqual(slipsOf("ynto"), [], "two slips in four letters")
  assert.deepEqual(slipsOf("2345"), [], "numbers have no slips")
})

test("two syllables of a name may be of one letter each, and the last cut short", () => {
  assert.equal(found("wyhu")[0], "tony-wu")
  assert.equal(found("wuyh")[0], "tony-wu")
  assert.equal(composes("zhw", ["zhang", "wei"]), 2)
  assert.equal(composes("zhangw", ["zhang", "wei"]), 1)
})

test("marks join where they touch, and a Han character is marked with its neighbour only", () => {
  assert.ok(answer(index, "吴宇").items[0][0].title.includes("<mark data-md-highlight>吴宇</mark>怀"), answer(index, "吴宇").items[0][0].title)
  assert.ok(!answer(index, "tony 怀吴").items[0][0].title.includes("吴</mark>"))
})

test("the rest of a name begun is suggested", () => {
  assert.deepEqual(answer(index, "ton").suggest, ["tony"])
  assert.deepEqual(answer(index, "tony").suggest, [])
})

test("every weight says a number, and every factor lessens", () => {
  /** @type {(value: any) => number[]} */
  const numbers = value => (typeof value === "number" ? [value] : Object.values(value).flatMap(numbers))
  assert.ok(numbers(WEIGHTS).every(Number.isFinite))
  assert.ok(numbers(WEIGHTS.factor).every(factor => factor > 0 && factor < 1))
  assert.ok(numbers(WEIGHTS.form).every(factor => factor > 0 && factor <= 1))
})
