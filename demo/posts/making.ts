import { days, type DemoPost, hours } from "../shape.ts";

export const making: readonly DemoPost[] = [
  {
    key: "steamed-rib",
    by: "oskar_vik",
    ago: 2 * hours + 5,
    text: "Steamed the ninth rib today. You have about thirty seconds between the steam box and the moment when oak remembers that it is oak. Two of us, four gloves, no talking.\n\nIt went in on the first try. We stood there as if somebody had been born. #boats #woodworking",
    likes: 14,
    comments: [
      {
        by: "maja.w",
        after: 20,
        text: "Leather does the same: soft, soft, soft, *no*. How long does it stay in the box?",
        replies: [
          {
            by: "oskar_vik",
            after: 15,
            text: "An hour for every inch of thickness is the old rule. Ours are an inch and a bit, so an hour and a coffee.",
            likes: 5,
          },
        ],
      },
      {
        by: "tom",
        after: 70,
        text: "Does the no-talking help the wood or the people?",
        replies: [{ by: "oskar_vik", after: 9, text: "Yes.", likes: 12 }],
      },
    ],
  },
  {
    key: "one-sheet-zine",
    by: "yuki",
    ago: 1 * days + 9 * hours,
    text: "For everyone who wrote after the workshop: the fold, the cut, and the two mistakes. #zines #printmaking",
    article: {
      title: "A book of eight pages from one sheet, and why you should make one tonight",
      body: `You need a sheet of paper, something that cuts, and ten minutes in which nobody needs you.

## The fold

1. Fold the sheet in half the long way. Open it.
2. Fold it in half the short way. Keep it closed.
3. Fold both ends back to the middle fold, like an accordion. Open everything: there are **eight rectangles**.
4. Fold it the short way again and cut from the folded edge *to the middle*, along the long crease. Not further. Everybody cuts further once.
5. Open, fold the long way, push the ends together until the middle opens like a mouth, and close it around itself.

That is a book. Nobody asked you for permission.

## Where the pages are

On the flat sheet, with the cut in the middle, the top row stands on its head:

\`\`\`
| 5 | 4 | 3 | 2 |   (upside down)
| 6 | 7 | 8 | 1 |
\`\`\`

Page 1 is the cover and page 8 is the back. Draw on a folded one first and you will never need this table again.

## The two mistakes

- **Printing to the edge.** No printer and no person can. Leave five millimetres and call it style.
- **Waiting for a subject.** My best one is about the seven umbrellas left in our hallway. Eight pages are exactly enough for one small true thing.

If you make one, fold it, give it away, and do not keep a copy. Then make another.`,
    },
    likes: 16,
    comments: [
      {
        by: "maja.w",
        after: 55,
        text: "As somebody who binds books for a living: this is the best book there is. No glue, no thread, and it lies flat.",
        likes: 9,
      },
      {
        by: "minh.an",
        after: 120,
        text: "Made one on the bus about the people on the bus. Gave it to the driver. She has stuck it to the dashboard.",
        likes: 15,
        replies: [
          { by: "yuki", after: 25, text: "これ以上の書店はない。There is no better bookshop than that.", likes: 8 },
        ],
      },
      {
        by: "sophea",
        after: 700,
        text: "46 students, 46 sheets, one lesson on the eight cases of something. This solves a problem that I have had for years. Thank you!",
        likes: 7,
      },
    ],
  },
  {
    key: "repair-count",
    by: "tom",
    ago: 3 * days + 1 * hours,
    text: `Repair café, the count:

- 34 things came in
- 25 went home working
- 6 went home understood (“it is the capacitor, and it is not worth it”)
- 2 are still on my kitchen table
- 1 was a goose. It was not broken. It had followed somebody.

The oldest patient was a 1961 mixer that needed a new cord and a clean. It has outlived three kitchens. #repair #community`,
    likes: 17,
    comments: [
      {
        by: "oskar_vik",
        after: 30,
        text: "“Went home understood” is the best category. I would like to be repaired in that sense.",
        likes: 13,
      },
      {
        by: "dara.kim",
        after: 95,
        text: "What did the goose want?",
        replies: [{ by: "tom", after: 20, text: "Custard creams. The whole packet.", likes: 11 }],
      },
      {
        by: "ruth.w",
        after: 500,
        text: "I have the sister of that mixer! Same cord, same smell. She has made every birthday cake since 1964.",
        likes: 9,
      },
    ],
  },
  {
    key: "tape-rant",
    by: "maja.w",
    ago: 5 * hours + 45,
    text: "A short public announcement from the conservation bench: **sticky tape is not a repair, it is a delay with consequences.**\n\nToday: a family Bible, eighty years of births in the front, and somebody's love, in 1974, applied with parcel tape. Four hours, a spatula, and a solvent whose name I am not allowed to shout.\n\nIf a page tears: put it in an envelope, write on the envelope, close the book. That's all. You have already saved it. #bookbinding #conservation",
    likes: 15,
    comments: [
      {
        by: "jonas",
        after: 22,
        text: "Thirty-four years at the desk. I once received a book mended with a *plaster*. A clean one, at least.",
        likes: 12,
        replies: [
          { by: "ruth.w", after: 130, text: "As a nurse I would like to know who the plaster was for.", likes: 10 },
        ],
      },
      {
        by: "ines",
        after: 60,
        text: "What about the washi tape that everybody recommends for notebooks? Asking for forty notebooks.",
        replies: [
          {
            by: "maja.w",
            after: 35,
            text: "For your own notebooks, be happy. For anything that you would be sad to lose: wheat starch paste and Japanese paper. I'll write the recipe down this week.",
            likes: 6,
          },
        ],
      },
    ],
  },
  {
    key: "wheat-paste",
    by: "maja.w",
    ago: 50,
    text: "As promised to @ines. #bookbinding",
    article: {
      title: "Wheat paste: a glue that the next person can forgive",
      body: `Good conservation has one rule: **whoever comes after you must be able to undo it.** Wheat starch paste has let go politely, in plain water, for about fifteen hundred years.

## For a small jar

- 1 part wheat *starch* (not flour: flour feeds silverfish)
- 4 parts water, distilled if your tap is hard

Stir it cold until there is nothing to see. Then low heat, and stir all the time, for about twenty minutes. It goes milky, then thick, then suddenly glassy. When the spoon leaves a road that does not close, it is done.

Push it through a fine sieve. Twice. This is the step that separates a repair from a lump.

## To mend a tear

1. Lay the page on something that does not stick (baking paper will do).
2. *Tear* a strip of thin Japanese paper along a wet line, so that it has soft, hairy edges. Cut edges show for ever.
3. Thin paste on the strip, not on the page. Less than you think.
4. Lay it, cover it, press it under a book that you like. A day.

It keeps a week in the cold. When it smells of anything, thank it and make new.`,
    },
    likes: 12,
    comments: [
      {
        by: "ines",
        after: 12,
        text: "You are wonderful. The road that does not close! I shall be useless for the rest of the day.",
        likes: 7,
      },
      {
        by: "yuki",
        after: 25,
        text: "We call the soft hairy edge 喰い裂き (*kuisaki*), “bitten and torn”. I think of it every time.",
        likes: 8,
      },
    ],
  },
  {
    key: "true-wheel",
    by: "dara.kim",
    ago: 1 * days + 20 * hours,
    text: "There is a moment, when you true a wheel, at which it stops being thirty-two spokes and becomes a circle. You cannot see it coming. You turn a nipple a quarter, as you did forty times before, and the rim goes quiet between the pads.\n\nI think that debugging is the same and only smells less of oil. #cycling #repair",
    likes: 13,
    comments: [
      {
        by: "ravi_d",
        after: 40,
        text: "And in both cases the real fault was made eleven spokes earlier by somebody in a hurry, who was me.",
        likes: 11,
      },
      { by: "sophea", after: 120, text: "I am bringing you my bicycle and forty-six students.", likes: 5 },
    ],
  },
  {
    key: "uniform-quilt",
    by: "ruth.w",
    ago: 6 * days + 4 * hours,
    text: "Finished! Forty years of nursing in one bed cover: blocks from my own uniforms (the 1968 stripe was a *terror* to iron), two from Sister Margaret's, and one from the tea towel that lived in the ward kitchen longer than any of us.\n\nThe stitches along the bottom are crooked where the cat helped. I've left them. #quilting",
    likes: 19,
    comments: [
      {
        by: "elif",
        after: 30,
        text: "I am crying on a ferry. Ours are polyester and will outlive us all, but nobody will ever make anything out of them.",
        likes: 9,
        replies: [
          {
            by: "ruth.w",
            after: 45,
            text: "Keep one, love. You'll find the use for it. You only need a square.",
            likes: 14,
          },
        ],
      },
      { by: "yuki", after: 200, text: "Please, please, a close-up of the tea towel.", likes: 6 },
    ],
  },
];
