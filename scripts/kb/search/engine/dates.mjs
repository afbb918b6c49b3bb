/* Dates as people write them: 2月10日, Feb 10, 10 February 2026, 2026-02-10, 二月十日. */

/** @import {DateInQuery} from "./types.d.ts" */

/**
 * The dates in a folded text; what is not said of one is 0. Those further up the list below win where two overlap.
 * @param {string} folded
 * @returns {DateInQuery[]}
 */
export function dates(folded) {
  const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ")
  const month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]*)\\.?"
  const day = "(\\d{1,2})(?:st|nd|rd|th)?"
  /** @type {(name: string) => number} */
  const named = name => months.indexOf(name) + 1
  /** @type {[RegExp, (...parts: any[]) => (string | number)[]][]} */
  const patterns = [
    [/(\d{4})\s*年\s*(\d{1,2})\s*月(?:\s*份)?(?:\s*(\d{1,2})\s*[日号]?)?/g, (y, m, d) => [y, m, d]],
    [/(\d{1,2})\s*月(?:\s*份)?(?:\s*(\d{1,2})\s*[日号]?)?/g, (m, d) => [0, m, d]],
    [/(\d{4})\s*年/g, y => [y]],
    [/\b(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\b/g, (y, m, d) => [y, m, d]],
    [/\b(20\d\d)([01]\d)([0-3]\d)\b/g, (y, m, d) => [y, m, d]],
    [/\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/g, (m, d, y) => (m > 12 ? [y, d, m] : [y, m, d])],
    [/\b(\d{1,2})[-/.](\d{1,2})\b/g, (m, d) => (m > 12 ? [0, d, m] : [0, m, d])],
    [new RegExp(`\\b${day}\\s*(?:of\\s+)?${month},?(?:\\s*(\\d{4}))?\\b`, "g"), (d, m, y) => [y, named(m), d]],
    [new RegExp(`\\b${month}\\s*(\\d{4})\\b`, "g"), (m, y) => [y, named(m)]],
    [new RegExp(`\\b${month}\\s*(?:the\\s+)?${day}\\b(?:,?\\s*(\\d{4})\\b)?`, "g"), (m, d, y) => [y, named(m), d]],
    [/\b(january|february|march|april|june|july|august|september|october|november|december|feb|aug|sept?|oct|nov|dec)\b/g,
      m => [0, named(m.slice(0, 3))]],
    [/\b(20[12]\d)\b/g, y => [y]],
  ]

  const text = inDigits(folded)
  /** @type {DateInQuery[]} */
  const found = []
  for (const [pattern, order] of patterns)
    for (const match of text.matchAll(pattern)) {
      const [y, m, d] = order(...match.slice(1)).map(part => +part || 0)
      const at = match.index, end = at + match[0].length
      if (m > 12 || d > 31 || found.some(other => at < other.end && end > other.at)) continue
      found.push({ year: y || 0, month: m || 0, day: d || 0, at, end })
    }
  return found

  /** Chinese numerals before 年, 月, 日 become digits; spaces keep every place where it was.
   * @type {(text: string) => string} */
  function inDigits(text) {
    const digits = "〇一二三四五六七八九"
    return text.replace(/[〇零一二三四五六七八九十]+(?=\s*[年月日号])/g, written => {
      const plain = written.replace(/零/g, "〇")
      let value
      if (plain.includes("十")) {
        const [tens, ones] = plain.split("十")
        value = String((tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0))
      } else value = [...plain].map(digit => digits.indexOf(digit)).join("")
      return value.padStart(written.length, " ").slice(-Math.max(written.length, value.length))
    })
  }
}
