/*
Runs the search worker outside a browser, for the command line, the measurements and the tests.

    node run_worker.js FOLDER_OF_SCRIPTS FOLDER_OF_THE_EDITION

reads a line of JSON for each message of Material's protocol, and writes what the worker posts and how long it took.
`{"fold": text}` and `{"tokens": text}` ask for what the worker's own folding makes of a text, by the full table that
`{"table": ...}` hands over before; `{"unassigned": true}` for the code points that this engine does not know;
`{"explain": text, "most": 10}` for why the first results of a query stand where they stand.
*/
"use strict"
const fs = require("fs")
const path = require("path")
const readline = require("readline")
const vm = require("vm")
const { pathToFileURL } = require("url")

const [scripts, edition] = process.argv.slice(2)
const listeners = []
let posted
const worker = {
  addEventListener: (type, listener) => listeners.push(listener),
  postMessage: message => (posted = message),
  importScripts: (...files) => files.forEach(run),
}
worker.self = worker
vm.createContext(worker)

/* What the worker names from two folders below the edition's root belongs to the edition, the rest to the theme. */
function run(file) {
  const place = file.startsWith("../../") ? path.join(edition, file.slice(6)) : path.join(scripts, file)
  vm.runInContext(fs.readFileSync(place, "utf8"), worker, { filename: place })
}

const engine = name => import(pathToFileURL(path.join(__dirname, "engine", name)).href)

let folding
async function answer(request) {
  if (request.table) {
    folding = (await engine("fold.mjs")).foldingBy(request.table)
    return null
  }
  if ("fold" in request) return folding.fold(request.fold)
  if ("tokens" in request) return folding.tokens(folding.fold(request.tokens))
  if (request.unassigned) return Array.from({ length: 0x110000 }, (_, c) => c).filter(c => /^\p{Cn}$/u.test(String.fromCodePoint(c)))
  if ("explain" in request) return (await engine("explain.mjs")).explain(vm.runInContext("index", worker), request.explain, request.most)
  if (request.slips) return (await engine("spelling.mjs")).slips(...request.slips)
  posted = undefined
  const begun = performance.now()
  for (const listener of listeners) listener({ data: request })
  return { ...posted, milliseconds: performance.now() - begun }
}

run("search-worker.js")
async function serve() {
  for await (const line of readline.createInterface({ input: process.stdin }))
    process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n")
}
serve()
