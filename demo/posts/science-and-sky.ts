import { days, type DemoPost, hours } from "../shape.ts";

export const scienceAndSky: readonly DemoPost[] = [
  {
    key: "gatepost",
    by: "gwen",
    ago: 3 * hours + 50,
    text: "One gatepost, one wet morning, one hand lens: **nine species of moss.** The south side has two, which look bored. The north side has seven, in layers, like a street.\n\nAnd at the very top, where a bird sits, an *Orthotrichum* that should by rights be in a hedge forty miles away. Somebody's feet brought it. I've been lying here for an hour, and a farmer has asked whether he should ring anyone. #mosses #biology",
    likes: 15,
    comments: [
      {
        by: "nell",
        after: 12,
        text: "Did you let him look through the lens?",
        replies: [{ by: "gwen", after: 25, text: "He is lying next to me now.", likes: 19 }],
      },
      {
        by: "camila",
        after: 60,
        text: "What should I buy, as a complete beginner, if I want to be asked whether somebody should ring anyone?",
        replies: [
          {
            by: "gwen",
            after: 40,
            text: "A ×10 loupe on a string. About the price of two coffees. Hold it *to your eye* and bring the moss to it; everybody does it the other way round.",
            likes: 9,
          },
        ],
      },
    ],
  },
  {
    key: "jupiter-binoculars",
    by: "leila.h",
    ago: 3 * days + 3 * hours,
    text: "For the cousin who asked, and for whoever has an old pair in a drawer. #astronomy",
    article: {
      title: "Galileo's evening, with the binoculars from your drawer",
      body: `You do not need a telescope to see the moons of Jupiter. You need any binoculars (8×40 or 10×50 is what most drawers contain), something to lean on, and four clear evenings.

## Find it

Jupiter is the steady one. Stars twinkle, Jupiter looks at you. Any sky map on a telephone will tell you whether it is up this season. If it is not, read on and wait; it comes back.

## Hold still

This is the whole art. Lie on your back, or put your elbows on a wall, or press the binoculars to the *side* of a post. Breathe out. Look for ten seconds, rest for ten.

## See

A small disc, and in a line with it one, two, three or four **specks**. That is all. They look like dust on the lens until you notice that they stay with Jupiter when you move.

## Draw

Make a circle and put the dots where they are. Do it again tomorrow at the same hour. And again.

\`\`\`
Mon   ·  ·  O   ·      ·
Tue      ·  O · ·  ·
Wed    · ·  O      ·        (where did the fourth go?)
Thu  ·     ·O   ·  ·
\`\`\`

On the third night you will sit up. They *move*. They go round. In four evenings, with a thing from a drawer, you have seen something that ended a model of the universe.

My first drawing is from eleven years ago. I got the fourth moon wrong. I have never corrected it.`,
    },
    likes: 16,
    comments: [
      {
        by: "mateo",
        after: 40,
        text: "We have no street lights above the village. I did Monday. There were three and I may have shouted.",
        likes: 12,
        replies: [
          {
            by: "leila.h",
            after: 25,
            text: "Everybody shouts. Tell me on Tuesday where they went!",
            likes: 7,
            replies: [{ by: "mateo", after: 1440, text: "ONE CROSSED OVER.", likes: 17 }],
          },
        ],
      },
      {
        by: "kwame",
        after: 200,
        text: "“Stars twinkle, Jupiter looks at you.” I have been explaining this with refraction for ten years, like a fool.",
        likes: 11,
      },
      {
        by: "ruth.w",
        after: 700,
        text: "Used Harold's old racing binoculars. There they were. He'd have had money on the second one.",
        likes: 16,
      },
    ],
  },
  {
    key: "clear-night-ar",
    by: "leila.h",
    ago: 12 * hours + 30,
    language: "ar",
    text: "ليلةٌ صافية فوق عمّان. جارتي صعدت إلى السطح لتسأل عمّا أنظر إليه، فجلست ساعتين. قالت: «كنتُ أظنّ أنّ السماء للآخرين». #فلك",
    likes: 10,
    comments: [
      {
        by: "gwen",
        after: 60,
        text: "I used the translation, so I may have lost half of it, and I still had to put the phone down for a minute.",
        likes: 6,
      },
    ],
  },
  {
    key: "rain-gauges",
    by: "wanjiku",
    ago: 4 * days + 2 * hours,
    text: "Seventeen schools, seventeen plastic bottles, seventeen rulers. The children read the rain at eight every morning and send one number.\n\nAfter a month: it rains *twice* as much on the west side of our ridge as on the east, three kilometres apart. The official station stands on the east side. Everyone on the west side has known this for ever, and now they have it in a table. #data #weather #schools",
    likes: 16,
    comments: [
      {
        by: "sophea",
        after: 50,
        text: "What do they do on the mornings when somebody forgets, or invents a number?",
        replies: [
          {
            by: "wanjiku",
            after: 22,
            text: "We asked them! They made the rule themselves: write “forgot”. An honest gap is worth more than a good guess. I have colleagues who have not got there yet.",
            likes: 15,
          },
        ],
      },
      {
        by: "camila",
        after: 130,
        text: "The garden would love to be the eighteenth, if you have room for another continent.",
        likes: 8,
      },
    ],
  },
  {
    key: "sourdough-microscope",
    by: "petros",
    ago: 7 * days + 8 * hours,
    text: "My niece studies biology and put the bakery's sourdough under a microscope. It is eighty-one years old, older than the oven and all of us.\n\nShe counted two yeasts and five bacteria, and said that one of the bacteria is not in her book. We have named it after my grandmother, who is not in any book either. #baking #biology",
    likes: 17,
    comments: [
      {
        by: "gwen",
        after: 60,
        text: "If she writes down where and how she found it, that is a real observation. Grandmothers have been published for less.",
        likes: 11,
      },
      {
        by: "bopha",
        after: 200,
        text: "Does it answer when you call?",
        replies: [{ by: "petros", after: 20, text: "It rises.", likes: 18 }],
      },
    ],
  },
];
