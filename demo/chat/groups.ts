/** Groups of the demo community: only their members read them. */
import { days, type DemoRoom, hours } from "../shape.ts";

export const groups: readonly DemoRoom[] = [
  {
    key: "harvest-supper",
    type: "group",
    name: "Harvest supper",
    topic: "Saturday, half past six, plot 61b. Bring a chair.",
    owner: "nell",
    members: "tom petros ruth.w yuki jonas gwen",
    messages: [
      {
        by: "nell",
        ago: 1 * days + 4 * hours,
        text: "Twelve people, one camping stove, leeks for forty. Who brings what?",
      },
      { by: "petros", ago: 1 * days + 3 * hours + 55, text: "Bread. Do not argue." },
      { by: "gwen", ago: 1 * days + 3 * hours + 30, text: "Nettle soup, if nobody asks where from." },
      {
        by: "tom",
        ago: 1 * days + 3 * hours,
        text: "Both children, and the long table from St Luke's if it fits in the van.",
      },
      {
        by: "yuki",
        ago: 1 * days + 1 * hours,
        text: "I print the menu. One sheet, eight pages. It will be longer than the meal.",
      },
      {
        by: "jonas",
        ago: 20 * hours,
        text: "I will read something short while the soup gets cold. Or not, if you prefer it warm.",
      },
      { by: "ruth.w", ago: 19 * hours + 30, text: "Read, Jonas. I shall hold the pot shut." },
      { by: "nell", ago: 3 * hours + 15, text: "Forecast says dry until nine. I have told the slugs." },
    ],
  },
  {
    key: "homework-helpers",
    type: "group",
    name: "Homework helpers",
    topic: "Questions from kitchens. We explain, we do not solve.",
    owner: "sophea",
    members: "kwame tom mateo jisoo jonas",
    messages: [
      {
        by: "tom",
        ago: 2 * days + 3 * hours,
        text: "Year 6 wants to know why you turn the second fraction upside down. So does Year 6's father.",
      },
      {
        by: "sophea",
        ago: 2 * days + 2 * hours + 40,
        text: "Ask how many quarter pizzas are in three pizzas. They will say twelve. Then ask what they just did with the 1/4.",
      },
      {
        by: "tom",
        ago: 2 * days + 1 * hours,
        text: "They said “ate it”. Then they said twelve. Then there was a silence of the good sort.",
        answers: 1,
      },
      {
        by: "kwame",
        ago: 1 * days + 2 * hours,
        text: "Mine today: “If sound is air moving, why is there no wind?” I have been smiling since half past nine.",
      },
      { by: "mateo", ago: 1 * days + 1 * hours + 30, text: "Wait. Why IS there no wind?", answers: 1 },
      {
        by: "kwame",
        ago: 1 * days + 1 * hours + 20,
        text: "It moves there and back again, by less than a hair. A crowd that sways is not a crowd that walks.",
      },
      { by: "jisoo", ago: 22 * hours, text: "Tell that to my second sopranos." },
      {
        by: "sophea",
        ago: 4 * hours + 20,
        text: "Puzzle for the week is up. Nobody post the answer before Thursday, Mateo.",
      },
      { by: "mateo", ago: 4 * hours + 10, text: "I was only going to post that I have it, nothing more." },
    ],
  },
  {
    key: "small-book",
    type: "group",
    name: "The small book",
    topic: "Words in danger, one per page. Texts by Inês, paper by Maja, ink by Yuki.",
    owner: "yuki",
    members: "ines maja.w jonas ruth.w",
    messages: [
      {
        by: "yuki",
        ago: 4 * days + 2 * hours,
        text: "Format: 10 × 14 cm, because that is what falls out of one A3 with nothing left over.",
      },
      {
        by: "maja.w",
        ago: 4 * days + 1 * hours,
        text: "Then sew it, please, no staples. I will be meeting those staples again in eighty years.",
      },
      {
        by: "ines",
        ago: 2 * days + 6 * hours,
        text: "31 words so far. Number 31 is a verb for stirring a pot without looking at it.",
      },
      {
        by: "ruth.w",
        ago: 2 * days + 5 * hours + 10,
        text: "We have that in Hobart. It is called “having grandchildren”.",
        answers: 1,
      },
      {
        by: "jonas",
        ago: 1 * days + 10 * hours,
        text: "I would keep the pages in the order in which the words were told to you. An alphabet would make a dictionary of it.",
      },
      {
        by: "ines",
        ago: 1 * days + 9 * hours + 20,
        text: "Yes. That is exactly what I could not find the words for, which is embarrassing for the occasion.",
        answers: 1,
      },
      { by: "yuki", ago: 5 * hours + 30, text: "Test print: blue came out as a blue that does not exist. Keeping it." },
    ],
  },
];
