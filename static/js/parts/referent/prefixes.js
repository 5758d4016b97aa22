// What a referent types, read: `+ Et helt år giver ro #12` is for, about idea 12. The server reads forms in the same way.

/** The kinds in the order of the chips, each with what it is typed with. */
export const KINDS = {point: '-', quote: '"', story: '*', figure: '%', for: '+', against: '/', agreement: '!', parked: '?'};

const PREFIXES = {
  ...Object.fromEntries(Object.entries(KINDS).map(([kind, sign]) => [sign, kind])),
  '\u2013': 'point', '\u201c': 'quote', '\u201d': 'quote', '\u201e': 'quote', '\u00bb': 'quote', // as phones write them
};
const LINK_FIRST = /^#([1-9]\d{0,3})(?:\s+|$)/;
const LINK_LAST = /(?:^|\s+)#([1-9]\d{0,3})\.?$/;
const LINK_WITHIN = /(?:^|[^\w#&])#([1-9]\d{0,3})(?!\w)/;
const QUOTES = /^["\u201c\u201d\u201e\u00bb\u00ab \n]+|["\u201c\u201d\u201e\u00bb\u00ab \n]+$/g;

/** {text, kind, link}. A number within a sentence is left there; a sign before a digit is part of a number. */
export function readLine(line, kind = 'point') {
  let text = line.trim();
  let link = null;
  let prefixed = false;
  const take = (found, rest) => { link = Number(found[1]); text = rest; };
  for (let round = 0; round < 2; round += 1) {
    const first = link === null && LINK_FIRST.exec(text);
    if (first) take(first, text.slice(first[0].length));
    if (!prefixed && PREFIXES[text[0]] && !(/^[-+\u2013]\d/).test(text)) {
      kind = PREFIXES[text[0]];
      text = text.slice(1).trimStart();
      prefixed = true;
    }
  }
  const last = link === null && LINK_LAST.exec(text);
  if (last) take(last, text.slice(0, last.index));
  const within = link === null && LINK_WITHIN.exec(text);
  if (within) take(within, text);
  return {text: kind === 'quote' ? text.replace(QUOTES, '') : text, kind, link};
}

/** A note as one would have typed it. */
export const typedAs = ({text, kind, link}) => `${KINDS[kind]} ${text}${link && !text.includes(`#${link}`) ? ` #${link}` : ''}`;
