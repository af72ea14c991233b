/** The topics of the community: how people call them among their interests, and what they say of themselves. */

export interface Topic {
  /** As it stands among somebody's interests. */
  interest: string;
  /** What one does with it; follows "I", or stands alone with a capital. */
  does: readonly string[];
  /** What one likes about it. */
  likes: readonly string[];
  /** Short words for usernames. */
  words: readonly string[];
}

const words = (list: string) => list.split(" ");
const phrases = (list: string) => list.split("; ");

/** By the name that the topic has in the data, in lower case. */
export const topics: Readonly<Record<string, Topic>> = {
  programming: {
    interest: "programming",
    does: phrases(
      "write software for a living; read other people's source code for fun; maintain a very old code base; build small tools nobody asked for",
    ),
    likes: phrases("boring technology; compilers; programs that do one thing; deleting code"),
    words: words("codes dev null bytes loops"),
  },
  math: {
    interest: "mathematics",
    does: phrases("teach calculus; draw proofs on napkins; count things; solve puzzles on the train"),
    likes: phrases("number theory; proofs without words; topology; prime numbers"),
    words: words("math proofs primes pi sigma"),
  },
  python: {
    interest: "Python",
    does: phrases(
      "automate the dull parts with Python; teach Python to beginners; glue data together; write too many scripts",
    ),
    likes: phrases("generators; readable code; small scripts; scientific Python"),
    words: words("py snake dict lambda"),
  },
  philosophy: {
    interest: "philosophy",
    does: phrases(
      "read the Stoics before breakfast; argue politely; ask why once too often; run a reading group on ethics",
    ),
    likes: phrases("ethics; long arguments; Hume; thought experiments"),
    words: words("thinks why logos stoic"),
  },
  opensource: {
    interest: "open source",
    does: phrases("contribute to free software; triage bug reports; translate free software; write documentation"),
    likes: phrases("copyleft; good documentation; patches from strangers; public roadmaps"),
    words: words("oss libre forks foss"),
  },
  linux: {
    interest: "Linux",
    does: phrases("run Linux on everything; keep servers alive; compile my own kernel on Sundays; repair old laptops"),
    likes: phrases("window managers; shell scripts; old ThinkPads; text configuration"),
    words: words("tux kernel root sh penguin"),
  },
  javascript: {
    interest: "JavaScript",
    does: phrases("write JavaScript by day; make things move in the browser; draw charts for the web; fight callbacks"),
    likes: phrases("small libraries; canvas experiments; closures; the web platform"),
    words: words("js browser script node"),
  },
  cooking: {
    interest: "cooking",
    does: phrases(
      "cook for six every Sunday; bake sourdough; collect my grandmother's recipes; grow herbs on a balcony",
    ),
    likes: phrases("cast iron; slow food; fermentation; soups"),
    words: words("cooks kitchen salt bread soup"),
  },
  books: {
    interest: "books",
    does: phrases("read a book a week; work in a library; write in the margins; run a second-hand bookshop"),
    likes: phrases("Russian novels; science fiction; paperbacks; first sentences"),
    words: words("reads books pages novel"),
  },
  linguistics: {
    interest: "linguistics",
    does: phrases(
      "document small languages; collect untranslatable words; study how children learn to speak; translate for a living",
    ),
    likes: phrases("etymology; phonetics; dialect maps; writing systems"),
    words: words("words lingua schwa verbs"),
  },
  education: {
    interest: "education",
    does: phrases("train teachers; work on open textbooks; study how people learn; run an evening school"),
    likes: phrases("curiosity; project work; open textbooks; good questions"),
    words: words("learns edu school chalk"),
  },
  history: {
    interest: "history",
    does: phrases(
      "dig in archives; guide people through old towns; read maps of places that are gone; restore old photographs",
    ),
    likes: phrases("maps; everyday life in the Middle Ages; archives; old photographs"),
    words: words("history archive maps old"),
  },
  physics: {
    interest: "physics",
    does: phrases("teach physics; build telescopes; measure things in a basement lab; explain entropy at parties"),
    likes: phrases("symmetry; back-of-the-envelope estimates; telescopes; thermodynamics"),
    words: words("physics quark photon boson"),
  },
  biology: {
    interest: "biology",
    does: phrases("count birds; study fungi; work with fruit flies; photograph insects"),
    likes: phrases("mosses; evolution; microscopes; tide pools"),
    words: words("bio fungi birds cell moss"),
  },
  webdev: {
    interest: "web development",
    does: phrases(
      "make websites for small shops; care about accessible forms; redesign my homepage every spring; look after a dozen old sites",
    ),
    likes: phrases("semantic HTML; fast pages; typography; small images"),
    words: words("web html css pixels"),
  },
  learnprogramming: {
    interest: "learning to program",
    does: phrases(
      "learn to program after work; help beginners with their first loop; came to code from nursing; write my first game",
    ),
    likes: phrases("first programs; patient answers; side projects; pair programming"),
    words: words("learns newbie hello first"),
  },
  diy: {
    interest: "making and mending",
    does: phrases(
      "restore old furniture; build bookshelves; mend what others throw away; keep a workshop in the garage",
    ),
    likes: phrases("hand tools; reclaimed wood; soldering; well-worn benches"),
    words: words("makes wood solder bench"),
  },
  askscience: {
    interest: "science",
    does: phrases(
      "ask questions about everything; explain science to children; work in a museum of science; keep a list of things I don't understand",
    ),
    likes: phrases("good questions; the deep sea; weather; experiments at home"),
    words: words("asks science lab curious"),
  },
  teachers: {
    interest: "teaching",
    does: phrases(
      "teach third grade; teach chemistry to teenagers; coach the school robotics club; mark essays at midnight",
    ),
    likes: phrases("quiet Fridays; student theatre; field trips; the moment it clicks"),
    words: words("teaches class teach room"),
  },
  askhistorians: {
    interest: "asking historians",
    does: phrases("wonder how people lived; read footnotes first; study medieval trade; collect oral histories"),
    likes: phrases("primary sources; footnotes; the history of food; forgotten inventions"),
    words: words("past sources ages chron"),
  },
};

/** What is known of a topic; one that is not in the table goes by its name. */
export function topicOf(name: string): Topic {
  const known = topics[name.toLowerCase()];
  if (known) return known;
  return { interest: name.slice(0, 40), does: [`spend time on ${name}`], likes: [name], words: ["hello"] };
}
