// What deserves a second look before the wall sees it. A hint, in this order; nothing here decides anything.
// The lists are short on purpose: common first names, and words that hurt. Whoever looks through knows the rest.

const MAIL = /\S+@\S+\.\S+/u;
const NUMBER = /(?:\d[\s.-]?){6,}/u;
const WORDS = /[\p{L}]+/gu;
const SHOUTED = 12; // letters: "INSP" and "OK" are not shouting

const NAMES = set(`
  anders anne annette bente birgitte birthe bodil camilla carina caroline carsten cecilie charlotte christian christina
  claus dennis dorte dorthe ellen emil emilie emma erik eva fatima flemming frederik gitte hanne hans heidi helle henning
  henrik ida inge inger ingrid jacob jakob jane janne jens jesper jette johan johanne johnny jonas josefine julie jytte
  jørgen kaj karen karin karsten kasper kenneth kent kim kirsten kirstine knud kristian kristine lars laura lene lis
  lisbeth lise lone lotte louise mads magnus maja malene maria marianne marie martin mathias mehmet merete mette michael
  michelle mikkel mogens mohammad mohammed mona morten mustafa naja nanna nicolai niels nikolaj ole oliver omar oscar
  palle pernille peter philip pia poul preben rasmus rikke rune sanne sara signe simon sofie solveig stig stine susanne
  søren tanja thomas tina tobias tommy tove trine troels ulla vibeke vivi yusuf åse`);

const HARSH = set(`
  fuck fucking fucked shit bitch asshole idiot idioter idioten idiotisk idiotiske dum dumme tåbe tåber tåbelig møgsæk
  lort lorte lortet lortesystem pis pisse pisseirriterende røv røvhul røvhuller satan fanden fandens helvede helvedes
  kraftedeme sgu kælling kællinger luder ludere svin svinet bøsserøv perker perkere neger negere mongol mongoler
  spasser spassere taber tabere fjols klaphat klaphatte kusse pik retard moron bastard stupid cunt nigger faggot`);

function set(words) {
  return new Set(words.trim().split(/\s+/));
}

/** A text key that says why an idea should be looked at, or null. */
export function flagOf({text}) {
  if (MAIL.test(text)) return 'console_flag_mail';
  if (NUMBER.test(text)) return 'console_flag_number';
  const words = text.match(WORDS) ?? [];
  if (words.some((word) => HARSH.has(word.toLowerCase()))) return 'console_flag_harsh';
  if (words.some((word) => word !== word.toLowerCase() && NAMES.has(word.toLowerCase()))) return 'console_flag_name';
  const letters = words.join('');
  return letters.length > SHOUTED && letters === letters.toUpperCase() ? 'console_flag_shouting' : null;
}
