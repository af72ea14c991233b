/** Words of a text as search compares them: without case and compatibility forms, split by the rules of each script. Pure. */

/** Knows the scripts that write no spaces between words (Khmer, Thai, Lao, Burmese, Chinese, Japanese), whatever its locale. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Zero-width spaces and joiners, which some people type and others do not. */
const invisible = /\p{Cf}/gu;
/** Accents over Latin, Greek and Cyrillic letters. Marks of other scripts are part of the spelling and stay. */
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{Mn}/gu;
/** What is left of a segment such as `can't` or `example.com`: every run of letters, marks and digits is a word. */
const run = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text in order, lower case. What is no word (punctuation, spaces, emoji) is left out. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(folded(text))) {
    if (isWordLike) words.push(...(segment.match(run) ?? []));
  }
  return words;
}

/** Scripts that write no spaces: dictionaries of segmenters hold compounds, so words in them are also found by their later parts. */
const unspaced =
  /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
const longestCompound = 12;

/** What an index keeps of a text: each word once, compounds also from each of their characters on. */
export function indexedWords(text: string): string[] {
  return [...new Set(wordsOf(text).flatMap((word) => (unspaced.test(word) ? endings(word) : [word])))];
}

/** Whether a query finds this word as a beginning wherever it stands: `indexedWords` has the ends of compounds only. */
export function isUnspaced(word: string): boolean {
  return unspaced.test(word);
}

function endings(word: string): string[] {
  const starts = Array.from(characters.segment(word), ({ index }) => index);
  return starts.slice(0, longestCompound).map((start) => word.slice(start));
}

function folded(text: string): string {
  const lower = text.normalize("NFKC").replace(invisible, "").toLowerCase();
  return lower.normalize("NFD").replace(accents, "").normalize("NFC");
}
