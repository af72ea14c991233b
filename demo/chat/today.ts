/** What those of the demo community who can sign in write in the moment in which it is made, so that others find something new. */

export interface DemoWords {
  by: string;
  text: string;
}

/** New messages in channels and groups, by the keys of these. */
export const today: readonly (DemoWords & { room: string })[] = [
  {
    room: "garden-and-kitchen",
    by: "tom",
    text: "Tray with tape on it is ours. It says WHITAKER in a hand that is not mine.",
  },
  { room: "garden-and-kitchen", by: "yuki", text: "Drew @nell's leeks. They would not hold still. 🥬" },
  {
    room: "repair-cafe",
    by: "tom",
    text: "Kettle: is there a little red button under the base? Press it once, look innocent.",
  },
  { room: "harvest-supper", by: "tom", text: "Table fits. Van does not close. Driving slowly." },
  {
    room: "harvest-supper",
    by: "jonas",
    text: "@nell, how many chairs are you short? I can bring four and a stool with a past.",
  },
  { room: "homework-helpers", by: "mateo", text: "Thursday is far." },
  { room: "small-book", by: "ines", text: "32. A noun for the silence after somebody has finished a story." },
];

export interface DemoDirect {
  /** Never changes. Who writes first begins the conversation. */
  key: string;
  people: readonly [string, string];
  messages: readonly DemoWords[];
}

/** Between two people. Somebody whom the other does not follow waits as a request. */
export const directs: readonly DemoDirect[] = [
  {
    key: "tom-nell",
    people: ["tom", "nell"],
    messages: [
      { by: "tom", text: "Are you driving the 76 on Friday? My youngest wants to press the bell for a professional." },
      { by: "nell", text: "The 07:52 and the 16:20. Front left seat has the best bell." },
      { by: "tom", text: "She says thank you and asks whether you like her leeks as well, which are drawings." },
    ],
  },
  {
    key: "jonas-nell",
    people: ["jonas", "nell"],
    messages: [
      {
        by: "jonas",
        text: "Somebody returned your slug book to the library with a slug in it. I did not know whom to tell first.",
      },
    ],
  },
  {
    key: "mateo-sophea",
    people: ["mateo", "sophea"],
    messages: [
      { by: "mateo", text: "Teacher Sophea, is it cheating to solve the puzzle with a loop?" },
      { by: "sophea", text: "No. But then show me why the loop stops." },
      { by: "mateo", text: "It… does not always." },
    ],
  },
  {
    key: "ines-jonas",
    people: ["ines", "jonas"],
    messages: [
      { by: "ines", text: "Do you still have the 1904 word list, the one with the tea stain?" },
      { by: "jonas", text: "In my kitchen, beside the tea." },
    ],
  },
  {
    key: "amara-jonas",
    people: ["amara", "jonas"],
    messages: [{ by: "amara", text: "The lights are on. The door is yours. Shout if anything creaks." }],
  },
  {
    key: "mateo-nell",
    people: ["mateo", "nell"],
    messages: [
      {
        by: "mateo",
        text: "Hello! We have not met. Is it true that you wrote the slug treaty? I need it for a potato in Cusco.",
      },
    ],
  },
];
