/** Channels of the demo community: anybody may read them and come in. */
import { days, type DemoRoom, hours } from "../shape.ts";

export const channels: readonly DemoRoom[] = [
  {
    key: "garden-and-kitchen",
    type: "channel",
    name: "Garden and kitchen",
    topic: "What grows, what simmers, what the slugs left. Seeds to swap are welcome, photographs of aphids less so.",
    owner: "nell",
    members: "camila bopha petros gwen tom ruth.w theo.b yuki",
    messages: [
      {
        by: "nell",
        ago: 3 * days + 2 * hours,
        text: "Right. First one to mention courgettes has to take three of mine.",
      },
      {
        by: "camila",
        ago: 3 * days + hours + 40,
        text: "What are courgettes? (I have nine compost bays and I know how to hide.)",
      },
      { by: "tom", ago: 3 * days + 50, text: "We had them on Monday, Tuesday and in a cake." },
      {
        by: "petros",
        ago: 2 * days + 22 * hours,
        text: "In a cake they are called zucchini and they cost more.",
        answers: 1,
      },
      {
        by: "bopha",
        ago: 1 * days + 9 * hours,
        text: "Green peppercorns are in. If you have never had them on the branch: they pop.",
      },
      { by: "theo.b", ago: 1 * days + 8 * hours, text: "Recorded mine popping. It is track two now. 🌿" },
      { by: "nell", ago: 1 * days + 7 * hours + 30, text: "You recorded a pepper?", answers: 1 },
      { by: "theo.b", ago: 1 * days + 7 * hours + 28, text: "Forty seconds. With reverb." },
      {
        by: "gwen",
        ago: 9 * hours,
        text: "Question from a bog: does anyone line pots with sphagnum, and could you please not? Leaf mould does the same and grows back before I retire.",
      },
      {
        by: "camila",
        ago: 8 * hours + 45,
        text: "Leaf mould, always. We have bay six for it. Bay six is my favourite and the others know.",
        answers: 1,
      },
      { by: "ruth.w", ago: 2 * hours + 12, text: "My mother used wet newspaper. She read it first." },
      {
        by: "petros",
        ago: 41,
        text: "Oven is warm until seven, whoever brings a tray of vegetables gets it back roasted. Bring names on the trays this time.",
      },
    ],
  },
  {
    key: "repair-cafe",
    type: "channel",
    name: "Repair café",
    topic: "Say what it is, what it did last, and what you have already taken out of it.",
    owner: "tom",
    members: "dara.kim oskar_vik nell yuki ravi_d maja.w elif ruth.w",
    messages: [
      {
        by: "ruth.w",
        ago: 2 * days + 5 * hours,
        text: "It is a sewing machine, it is older than me, and it now only sews backwards.",
      },
      { by: "tom", ago: 2 * days + 4 * hours + 50, text: "Backwards is good news. Everything that turns still turns." },
      {
        by: "oskar_vik",
        ago: 2 * days + 4 * hours + 30,
        text: "Look at the lever on the right before you look at anything inside. Ask me how I know.",
      },
      {
        by: "ruth.w",
        ago: 2 * days + 4 * hours,
        text: "It was the lever. I have been sewing for fifty years. Nobody say anything.",
      },
      { by: "dara.kim", ago: 2 * days + 3 * hours + 58, text: "🤐", answers: 1 },
      {
        by: "yuki",
        ago: 1 * days + 6 * hours,
        text: "The risograph prints a grey stripe on every page. Third drum this year. Is it me?",
      },
      {
        by: "tom",
        ago: 1 * days + 5 * hours + 20,
        text: "It is never you. It is the rubber wheel beside you. Wipe it with water, not with alcohol, and send a picture of the stripe before and after.",
      },
      {
        by: "maja.w",
        ago: 1 * days + 5 * hours,
        text: "And keep the striped pages, please. They make lovely endpapers.",
        answers: 2,
      },
      {
        by: "elif",
        ago: 7 * hours,
        text: "Blood pressure cuff, ours leaks. Before I ask the hospital for a new one: can one mend the tube?",
      },
      {
        by: "dara.kim",
        ago: 6 * hours + 35,
        text: "Not for a patient. For a bicycle pump, gladly. Ask them for the new one and send me the old.",
        answers: 1,
      },
      { by: "oskar_vik", ago: 55, text: "Kettle from the fish hall. Does nothing at all, in a very determined way." },
    ],
  },
  {
    key: "first-programs",
    type: "channel",
    name: "First programs",
    topic: "For whoever learns to program. There is no corner for basic questions, because there is no other kind.",
    owner: "ravi_d",
    members: "elif mateo dara.kim wanjiku sophea minh.an",
    messages: [
      {
        by: "elif",
        ago: 2 * days + 8 * hours,
        text: "Why is the last element of a list of five number four? I have asked the ferry and it did not know.",
      },
      {
        by: "ravi_d",
        ago: 2 * days + 7 * hours + 45,
        text: "Because it says how far you walk from the first. The first is no walk at all: 0.",
      },
      {
        by: "elif",
        ago: 2 * days + 7 * hours + 40,
        text: "Oh. OH. So it is not a name, it is a distance.",
        answers: 1,
      },
      {
        by: "sophea",
        ago: 2 * days + 7 * hours,
        text: "I am stealing that sentence for Thursday. 46 people will thank you and not know it.",
        answers: 1,
      },
      {
        by: "mateo",
        ago: 1 * days + 3 * hours,
        text: "```c\nint *p;\n*p = 42;\n```\nIt works on my machine and on nobody else's. Who is wrong?",
      },
      { by: "dara.kim", ago: 1 * days + 2 * hours + 50, text: "Your machine. It is being polite.", answers: 1 },
      {
        by: "ravi_d",
        ago: 1 * days + 2 * hours + 30,
        text: "`p` points wherever it woke up this morning. Give it somewhere to point first. Compile with `-Wall -Wextra` and it will tell you before I do.",
      },
      { by: "mateo", ago: 1 * days + 2 * hours + 10, text: "It told me eleven other things as well. I feel seen." },
      {
        by: "wanjiku",
        ago: 5 * hours,
        text: "Small exercise, if anyone wants one: a file of bus stops, one name per line, 3 000 lines. Which names occur twice, and where? No library.",
      },
      {
        by: "elif",
        ago: 1 * hours + 20,
        text: "Did it on the 07:20 ferry! 14 lines. Nine stops are called “Market”.",
        answers: 1,
      },
      { by: "minh.an", ago: 35, text: "Ten, with the one that has a space at the end. 🙃", answers: 1 },
    ],
  },
  {
    key: "night-sky",
    type: "channel",
    name: "Night sky",
    topic: "What is up tonight, and who has clouds.",
    owner: "leila.h",
    members: "gwen kwame wanjiku sophea minh.an ines",
    messages: [
      {
        by: "leila.h",
        ago: 1 * days + 13 * hours,
        text: "Clear over Amman. Jupiter with four moons in a row like a sentence.",
      },
      { by: "kwame", ago: 1 * days + 12 * hours + 50, text: "Haze over Accra. I shall look at your sentence instead." },
      { by: "gwen", ago: 1 * days + 12 * hours, text: "Machynlleth: horizontal rain. The moss says hello." },
      {
        by: "sophea",
        ago: 14 * hours,
        text: "A student asks why all the moons are in one line. I said I would ask somebody with a roof.",
      },
      {
        by: "leila.h",
        ago: 13 * hours + 40,
        text: "Because they go round in one plane and we look at it from the side. Let them spin a plate of peas and hold it at the height of their eyes.",
        answers: 1,
      },
      {
        by: "sophea",
        ago: 6 * hours + 5,
        text: "Lentils, in the end. They rolled. We have all understood it very well and the floor too.",
      },
      {
        by: "ines",
        ago: 3 * hours,
        text: "In Mirandese the Milky Way is *l Camino de Santiago*. In the next valley it is the spilled flour.",
      },
    ],
  },
];
