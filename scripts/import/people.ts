/** People made up for a community that comes without names: believable, the same every time. */
import { type Culture, cultures, type Name } from "./cultures.ts";
import { Dice, WeightedList } from "./random.ts";
import { topicOf } from "./topics.ts";

export interface MadePerson {
  username: string;
  displayName: string;
  bio: string;
  location: string;
  interests: string[];
}

const byShare = new WeightedList(cultures, (culture) => culture.weight);

/** Makes people one after the other; their usernames differ from each other. */
export class PeopleMaker {
  readonly #taken = new Set<string>();

  /** The person that `seed` always makes, as far as the username is free. `topics` are names of what they care about. */
  make(seed: string, topics: readonly string[]): MadePerson {
    const dice = new Dice(`person ${seed}`);
    const culture = byShare.pick(dice);
    const given = dice.pick(culture.given);
    const family = dice.pick(culture.family);
    const displayName = displayNameOf(dice, culture, given, family);
    return {
      displayName,
      username: this.#free(dice, usernameOf(dice, given.latin, family.latin, topics)),
      bio: bioOf(dice, topics),
      location: dice.happens(0.55) ? dice.pick(culture.towns) : "",
      interests: topics.map((topic) => topicOf(topic).interest),
    };
  }

  #free(dice: Dice, wish: string): string {
    let name = wish;
    while (this.#taken.has(name)) name = `${wish.slice(0, 26)}${dice.between(2, 999)}`;
    this.#taken.add(name);
    return name;
  }
}

function displayNameOf(dice: Dice, culture: Culture, given: Name, family: Name): string {
  const inOrder = (first: string, last: string, separator: string) =>
    (culture.familyFirst ? [last, first] : [first, last]).join(separator);
  const manner = dice.next();
  if (given.own !== null && family.own !== null) {
    if (manner < 0.3) return inOrder(given.own, family.own, culture.separator);
    if (manner < 0.38) return `${given.latin} ${family.latin} (${given.own})`;
  }
  if (manner < 0.43) return given.latin;
  if (manner < 0.51) return `${given.latin} ${family.latin.slice(0, 1)}.`;
  if (manner < 0.62) return `${given.latin} ${dice.pick(culture.given).latin.slice(0, 1)}. ${family.latin}`;
  // In Latin letters East Asian names stand in either order; Vietnamese and Khmer ones mostly in their own.
  return given.own === null || dice.happens(0.5)
    ? inOrder(given.latin, family.latin, " ")
    : `${given.latin} ${family.latin}`;
}

function usernameOf(dice: Dice, givenName: string, familyName: string, topics: readonly string[]): string {
  const given = ascii(givenName);
  const family = ascii(familyName);
  const word = dice.pick(topics.length === 0 ? ["hello", "here", "again"] : topicOf(dice.pick(topics)).words);
  const year = String(dice.between(60, 99));
  const wishes = [
    `${given}.${family}`,
    `${given}${family}`,
    `${given}_${family}`,
    `${given.slice(0, 1)}${family}`,
    `${family}.${given}`,
    `${given}_${word}`,
    `${word}.${given}`,
    `${given}${year}`,
    `${family}${year}`,
    `${given}${family.slice(0, 1)}${year}`,
    `the.${family}`,
    `${word}_${family}`,
  ];
  const wish = dice
    .pick(wishes)
    .slice(0, 30)
    .replace(/[._]+$/, "");
  return wish.length < 3 ? `${wish}${year}` : wish;
}

const unaccented: Record<string, string> = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", ı: "i", ð: "d", þ: "th" };

/** Small Latin letters and digits of a name. */
function ascii(name: string): string {
  return name
    .toLowerCase()
    .replace(/[łøđßæıðþ]/g, (letter) => unaccented[letter] ?? "")
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function bioOf(dice: Dice, topics: readonly string[]): string {
  const known = topics.map(topicOf);
  const [first, second] = dice.some(known, 2);
  if (!first || dice.happens(0.12)) return "";
  const does = dice.pick(first.does);
  const likes = dice.some([...new Set(known.flatMap((topic) => topic.likes))], 3);
  const [one = "", two = one, three = two] = likes;
  switch (dice.between(0, 8)) {
    case 0:
      return `${capital(one)}, ${two}, ${three}.`;
    case 1:
      return `I ${does}.`;
    case 2:
      return `I ${does}. Here for ${one} and ${two}.`;
    case 3:
      return second ? `I ${does} and ${dice.pick(second.does)}.` : `I ${does}, mostly for ${one}.`;
    case 4:
      return `Mostly ${one}, sometimes ${two}.`;
    case 5:
      return `${capital(first.interest)} and whatever is for dinner.`;
    case 6:
      return second ? `Somewhere between ${first.interest} and ${second.interest}.` : `All about ${first.interest}.`;
    case 7:
      return `Ask me about ${one}. I ${does}.`;
    default:
      return `Will talk about ${one} until you leave.`;
  }
}
