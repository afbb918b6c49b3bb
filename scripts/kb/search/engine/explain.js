/*
Why results stand where they stand, for who changes the rules: what each part of the query gave to each of the first
results, and how that became a score. It is run beside the index, and not shipped with it.
*/
"use strict"
self.kbSearch = self.kbSearch || {}

kbSearch.explain = function (index, text, most) {
  const { folding, shipped } = index
  const trace = new Map()
  const found = kbSearch.find(index, text, trace).slice(0, most)
  const atoms = folding.atoms(folding.fold(text)).slice(0, 40)
  return found.map(({ record, score, why }) => {
    const page = record >= index.records
    const kind = shipped.kinds[record]
    return {
      title: page ? shipped.pages[record - index.records][1] : index.titles()[record],
      location: page ? `${shipped.pages[record - index.records][0]}/` : `${shipped.folders[kind]}/${index.ids()[record]}/`,
      score,
      why: { ...why, cap: Number.isFinite(why.cap) ? why.cap : null },
      given: stretches(record),
    }
  })

  /* What gave the atoms their weights, each stretch of the query once, and what nothing explains. */
  function stretches(record) {
    const told = []
    let last
    atoms.forEach((atom, at) => {
      const found = trace.get(record * atoms.length + at)
      if (found && found === last) told[told.length - 1].text += (atom.han ? "" : " ") + atom.text
      else told.push({ text: atom.text, how: found ? found.how : "", weight: found ? found.weight : 0, form: found && found.form >= 0 && !(record >= index.records) ? index.names.forms[record][found.form] : "" })
      last = found
    })
    return told
  }
}
