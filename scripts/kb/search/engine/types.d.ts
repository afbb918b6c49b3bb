/* What the parts of the engine hand to each other. */

/** A Han character, or a word in other letters; `at` and `end` are places in the folded text. */
export interface Atom {
  text: string
  han: boolean
  at: number
  end: number
}

export interface FoldTable {
  ignored: string
  apostrophes: string
  letters: Record<string, string>
  han: string
  stems: [ending: string, replacement: string, rest: number][][]
}

export interface Folding {
  fold(text: string): string
  foldOne(character: string): string
  stem(word: string): string
  tokens(folded: string): string[]
  atoms(folded: string): Atom[]
  isHan(character: string): boolean
}

export interface DateInQuery {
  year: number
  month: number
  day: number
  at: number
  end: number
}

/** The index as it is shipped: see kb.search.shipped and kb.search.shown. A column is a row a line. */
export interface Shipped {
  version: number
  edition: string
  fold: FoldTable
  sizes: string
  ids: string
  names: string
  terms: string
  postings: string
  meanings: string
  stop: string
  asks: Record<string, string>
  pinyin: { read: string; spelt: string }
  surnames: string
  roles: string
  dates: string
  kinds: string
  folders: string[]
  labels: string[]
  titles: string
  seconds: string
  lines: string
  summaries: string
  pages: [path: string, ...names: string[]][]
}

/** Triples in a row: record, weight, form of the record's name (-1 where what was found is no name). */
export type Rows = number[]

/** Pairs in a row: record, level at which it has the term. */
export type Postings = number[]

export interface Sounds {
  /** A character's usual syllable. */
  read: Map<string, string>
  /** A syllable's characters. */
  syllables: Map<string, string>
  /** The syllables that a spelling of other systems means. */
  respelt: Map<string, string[]>
  /** A syllable's other spellings. */
  spellings: Map<string, string[]>
}

export interface Spoken {
  syllables: string[]
  record: number
  form: number
  worth: number
}

export interface NameKeys {
  /** What may be looked up. */
  keys: Map<string, Rows>
  /** Initials, which are looked up whole only. */
  abbreviations: Map<string, Rows>
  /** Names by the first letter of their first syllable, for what input methods send. */
  spoken: Map<string, Spoken[]>
  /** Each record's forms as they are shown. */
  forms: string[][]
  sounds: Sounds
}

export interface Names extends NameKeys {
  beginning(start: string, most: number): string[]
  mistyped(word: string, most: number): [key: string, slips: number][]
  composed(letters: string): Rows
}

export interface Index {
  shipped: Shipped
  folding: Folding
  names: Names
  /** How many records there are; pages besides theirs have the numbers after. */
  records: number
  /** Records and pages. */
  all: number
  kindOf(record: number): string
  stopping: Set<string>
  asks: Map<string, string>
  meanings(): Map<string, string[]>
  lookUp(term: string): Postings | undefined
  beginning(start: string, most: number): string[]
  holding(characters: string, most: number): string[]
  saying(words: string): number[]
  days(written: string): number[]
  brevity(record: number): number
  /** Texts that were shown, as atoms, with the place of each folded character in the text: kept from query to query. */
  cut: Map<string, { atoms: Atom[]; from: number[] }>
  ids(): string[]
  titles(): string[]
  seconds(): string[]
  lines(): string[]
  summaries(): string[]
}

export interface QueryAtom extends Atom {
  stem: string
}

/** A query as it is understood before anything is looked up in names or texts. */
export interface Query {
  folded: string
  atoms: QueryAtom[]
  /** Atoms that are stop words: not looked up by themselves. */
  stop: boolean[]
  /** Stop words that are no part of something longer that means something (去了): they need no explanation. */
  ignored: boolean[]
  /** The kind of record that the query asks for, or nothing. */
  wanted: string
  dates: DateInQuery[]
}

/** What one stretch of the query was found to be, and what that is worth to which records. */
export interface Match {
  /** The way in which it was found; the words for it stand in kb.search.terminal. */
  how: string
  from: number
  to: number
  rows: Rows
  /** Whether the stretch counts as found, so that no likeness is looked for. */
  known: boolean
  /** Whether it names somebody or something: the reader means that, or what is between it and the rest. */
  naming: "" | "person" | "other"
}

/** What records were given for the atoms of a query. */
export interface Evidence {
  /** The records that were given anything. */
  records: number[]
  /** By record times the count of atoms, plus the atom: the best weight. */
  weights: Float32Array
  /** The form of each record's name that explains most of the query; -1 where none does. */
  forms: Int16Array
}

export interface Why {
  sum: number
  total: number
  covered: number
  cap: number
  kind: number
  asked: number
}

export interface Result {
  record: number
  score: number
  form: number
  why: Why
}

export interface Item {
  location: string
  title: string
  text: string
  score: number
  terms: Record<string, boolean>
}

export interface Answer {
  items: Item[][]
  /** Whether more was found than is shown. */
  more: boolean
  suggest: string[]
}
