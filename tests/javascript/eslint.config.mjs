/* One floor for all browsers: what ECMAScript 2023 has (Chrome 110, Firefox 115, Safari 16.4 and later). */
import js from "@eslint/js"
import esx from "eslint-plugin-es-x"
import globals from "globals"

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  esx.configs["flat/restrict-to-es2023"],
  {
    rules: { "no-var": "error", "prefer-const": ["error", { destructuring: "all" }], eqeqeq: "error" },
    languageOptions: { ecmaVersion: 2023, globals: { ...globals.browser, ...globals.worker, kbSearch: "readonly" } },
  },
  { files: ["**/*.js"], languageOptions: { sourceType: "script" } },
  { files: ["**/run_worker.js", "**/tests/**"], languageOptions: { ecmaVersion: 2023, globals: globals.node } },
  { files: ["**/run_worker.js"], languageOptions: { sourceType: "commonjs" } },
]
