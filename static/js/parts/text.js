// The page's own texts: t(key, {name: value}) fills the placeholders; a number n picks key_one or key_other.

let texts = {};
let plural = new Intl.PluralRules('da');
export let language = 'da';

/** Read one data block of the page: the JSON in <script type="application/json" id="name">. */
export function block(name) {
  const element = document.getElementById(name);
  return element ? JSON.parse(element.textContent) : null;
}

/** Take the page's `texts` block into use. Call it once, before the first drawing. */
export function useTexts({language: spoken, texts: all}) {
  language = spoken;
  texts = all;
  plural = new Intl.PluralRules(spoken);
}

/** The text with this key; an unknown key is shown as itself, so that it is seen and mended. */
export function t(key, args = {}) {
  const text = texts[key] ?? texts[`${key}_${plural.select(args.n ?? 0)}`] ?? texts[`${key}_other`] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
}

/** Length as people and the server count it: code points of the composed text. */
export const length = (text) => [...text.normalize('NFC')].length;
