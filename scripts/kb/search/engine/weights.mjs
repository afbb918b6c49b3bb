/*
All that decides which result stands before which, in one place, each with its reason. A weight is what an atom of the
query is worth to a record; a factor lessens it where the query and the record are less sure to mean the same. The scale is
free: what counts is the order. `python3 scripts/run.py bench tune` tries other values.
*/

export const WEIGHTS = {
  /* A name as it is looked up: the more of it is given, and the less it can be somebody else's, the more it weighs. */
  name: {
    whole: 10, // all of it, as it is written
    withoutArticle: 9.9, // The Verge -> Verge
    lastFirst: 9.6, // Wu Tony: usual in Chinese and in lists
    hanLastFirst: 9.5, // 马斯克埃隆: the parts of a transcribed name, turned round
    firstAndLast: 9.5, // without what stands between
    lastAndFirst: 9.3,
    page: 9.4, // the title of a page besides the records' own: below a person of that name
    said: 9, // Han characters by their sound, whole
    saidLastFirst: 8.8,
    hanGiven: 8.6, // a given name of two characters or more is hardly shared
    lastPart: 8.3, // of a transcribed name: the surname
    surname: 8,
    given: 7.6, // Latin given names are shared more often than surnames
    otherPart: 7.6,
    saidGiven: 7.6,
    hanSurname: 7.4, // shared by many, and still the person before what mentions him
    saidLastPart: 7.3, // the parts of a transcribed name by their sound
    saidOtherPart: 6.6,
    saidSurname: 7,
    hanGivenOne: 6.8, // a single character is a part of many names
    saidGivenOne: 6.6,
    ending: 6.4, // the end of a transcribed name: 根纳坦
    likelySurname: 6.4, // 王 where only "Wang" is known
    likelySurnameRespelt: 6, // the same by another romanisation
    firstWord: 6, // an organisation by its first telling word
    otherWord: 5.5,
    hanPart: 5.5, // the Han part of a mixed name
  },

  /* Abbreviated names, which are looked up whole only. */
  initials: {
    acronym: 7, // of an organisation of three words or more
    initialAndSurname: 7,
    surnameAndInitials: 6.8,
    givenAndInitial: 6.8,
    saidSurnameAndInitials: 6.6,
    all: 6.5,
    said: 6.4,
    saidGivenFirst: 6.2,
    composed: 6.3, // syllables typed in part
    cutSyllable: 0.4, // taken off for each syllable cut short
  },

  /* How much of a name's weight a form of it is worth. */
  form: {
    first: 1,
    other: 0.99, // only tells equal ones apart
    title: 0.95, // words for an organisation that an article uses
    description: 0.78, // nicknames and descriptions: others may be meant
    otherReading: 0.95, // of a character that is read in several ways
    givenFirst: 0.97, // composed with the surname last
  },

  /* Words, by where the record has them: text, summary, fact, title. A word of a title is below any name. */
  word: [1.6, 2.6, 4.2, 5.6],
  meaning: [1.3, 2.4, 4.2, 5.5],
  mention: [1.2, 2.6, 4, 4], // a record that mentions what is named: below the named one at any rate
  said: 6, // a role or destination in the record's own words: a name for whoever holds it
  day: [4.4, 5.4], // on that day; on that day by the claim that dates the event
  width: { day: 1, month: 0.96, year: 0.78 }, // the wider a date is asked for, the less it tells
  rarity: { least: 0.4, more: 0.6 }, // a word that most records have tells little, but not nothing
  brevity: { shortest: 1.9, each: 0.1 }, // a word in a long text tells less; each step is a doubling of the text

  /* Factors for what is not found as it is written. */
  factor: {
    tones: 0.98, // wu2yu3huai2
    mixedSound: 0.9, // Han characters and letters in one name
    respelt: 0.86, // another romanisation, of two words or long enough to be no accident
    respeltShort: 0.7,
    sound: 0.8, // other characters of the same sound, three or more
    soundShort: 0.68,
    wrongCharacter: 0.7,
    slip: 0.74,
    twoSlips: 0.62,
    slipInMeaning: 0.7,
    slipInWord: 0.6,
    begun: { least: 0.66, more: 0.24 }, // a name begun: the more of it, the surer
    begunTitle: 0.6, // a person is known by a beginning sooner than an event by its title's
    begunWord: 0.75,
    partOfWord: 0.7, // Han characters that the index cuts otherwise
  },

  /* From which weight on something is held for a name of which kind. */
  threshold: {
    whole: 9.8, // hardly anything but the whole name
    nameInRank: 7, // a result by a name is kept although much of the query says nothing of it
    explainsName: 6, // a name that has all these words already is not looked for with a slip too
    surelyNamed: 5.7, // above any word and any title
    mentioned: 5, // what weighs more names somebody: whoever mentions him is a result too
    mentionedFully: 9, // from here on a mention counts whole, and below in proportion
  },

  /* What a name counts at most where the query says more than the name, by kind: the rest shall decide then. */
  cap: /** @type {Record<string, number>} */ ({ people: 5.6, organisations: 4.6, events: 5.6, topics: 5.6, disputes: 5.6, sources: 5.6, questions: 5.6, pages: 5 }),
  capBesidePerson: 4.6, // somebody else is named too: perhaps what is between the two is meant

  /* How likely each kind is meant where a query fits several alike. */
  kind: /** @type {Record<string, number>} */ ({ people: 1.07, organisations: 1, events: 0.98, topics: 0.98, sources: 0.88, disputes: 0.84, questions: 0.82, pages: 1 }),
  asked: 1.25, // the query asks for the kind: "who", "when"

  /* The share of a query that must be explained: by text, by something better, by a name. */
  least: [0.55, 0.5, 0.34],
  leastOfFew: [0.76, 0.6, 0.34], // the same for queries of a word or two
  few: 4, // what counts as such, in the measure of `worth`
  better: 3, // the mean weight that is "something better"
  worst: 0.22, // results below this share of the best one are not shown

  /* What a word of the query counts: half its letters, within bounds. A Han character counts as one. */
  worth: { least: 1, most: 3, letter: 0.5 },

  /* Tells results apart that are alike otherwise: who is mentioned more, whose title is shorter. */
  mentions: 0.02,
  brief: { numerator: 2, base: 20 },
}

/* How far is looked. These bound the time that a query takes, and decide no order. */
export const LIMITS = {
  atoms: 40, // of a query that are read
  stretch: 14, // atoms in a stretch that is looked up
  results: 50,
  sameName: 24, // numbers of a name's entry above which it is too common to name somebody
  slipped: 2000, // words that are tried for a slip
  names: 200, // names with one beginning
  namesShort: 60, // the same for a beginning of a letter or two
  words: 12, // words with one beginning, or with two Han characters in them
  spelling: 40, // letters of what may be a name by its sound
  readings: 48, // ways to read a name in other romanisations
  syllables: 24, // the same for a word of it
  saying: 400,
}
