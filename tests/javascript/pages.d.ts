/* What the scripts of the pages find in the global scope. */
import type { Answer, Index, Shipped } from "../../scripts/kb/search/engine/types.d.ts"

declare global {
  var kbSearch: { open(shipped: Shipped): Index; answer(index: Index, text: string): Answer }
  var kbSearchIndex: Shipped | undefined
  function importScripts(...files: string[]): void
}
