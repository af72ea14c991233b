import { days, type DemoPost, hours } from "../shape.ts";

export const gardenAndKitchen: readonly DemoPost[] = [
  {
    key: "leeks-up",
    by: "nell",
    ago: 38,
    text: "Eleven mornings of checking an empty tray, and today there are forty leeks, every one of them bent over like a dropped stitch. I had already written the obituary.\n\n#gardening #seeds",
    likes: 13,
    comments: [
      {
        by: "camila",
        after: 6,
        text: "Leeks are the most theatrical seedlings there are. Ours came up the day *after* I gave the tray away.",
        likes: 6,
        replies: [
          {
            by: "nell",
            after: 4,
            text: "Did you ask for it back?",
            replies: [{ by: "camila", after: 3, text: "I visit them on Sundays.", likes: 9 }],
          },
        ],
      },
      {
        by: "ruth.w",
        after: 15,
        text: "My mother sowed hers with the radishes “so that they have somebody to talk to”. It works, but don't ask me why.",
        likes: 5,
      },
    ],
  },
  {
    key: "koulouri-dough",
    by: "petros",
    ago: 3 * hours + 20,
    text: "04:40. The dough for the koulouria came out of the trough and sighed. I have been doing this for twenty-six years and I still answer it.\n\nFor those who asked: the sesame has to be wet, then dry, then wet again. Anyone who tells you once is enough is selling you a bald koulouri. #baking",
    likes: 15,
    comments: [
      {
        by: "theo.b",
        after: 60,
        text: "Wet, dry, wet: is that water each time, or something with sugar in it?",
        replies: [
          {
            by: "petros",
            after: 22,
            text: "First time water with a spoon of grape molasses. Second time plain. My grandfather used only molasses and his hands stuck to the newspaper.",
            likes: 7,
          },
        ],
      },
      {
        by: "bopha",
        after: 75,
        text: "We toast ours in the dry wok first and then it needs nothing. But then we also do not make koulouria. 😄",
        likes: 4,
      },
    ],
  },
  {
    key: "samlor-korko",
    by: "bopha",
    ago: 1 * days + 2 * hours,
    text: "Three people asked at the stall this week, so here it is, properly. #cooking #khmerfood",
    article: {
      title: "Samlor korko, the way my aunt stirs it",
      body: `*Korko* means to stir, and that is most of the recipe. It is the soup that we make when the garden has given a little of everything and not enough of anything.

## The paste

Pound these until your neighbour knocks, in this order, so that the hard ones break first:

1. 3 stalks of lemongrass, only the pale part, sliced thin
2. a thumb of galangal and half a thumb of fresh turmeric
3. the zest of half a makrut lime
4. 5 cloves of garlic and 3 small shallots

That is the green *kroeung*. A machine makes it quicker and wetter. If you use one, fry the paste longer.

## The rice

Toast half a cup of rice in a dry pan, low, until it is the colour of a wooden spoon, and grind it. **Do not skip this.** It is what makes the broth thick and gives it the smell of somebody's home.

## The pot

| What | How much | When |
|---|---|---|
| pork belly or catfish, in pieces | 400 g | first, with the paste |
| prahok | 1 tablespoon | as soon as the meat has changed colour |
| water | 1.5 litres | when your eyes have stopped watering |
| green papaya, green banana, pumpkin | a handful each | when it boils |
| long beans, small eggplants | a handful each | ten minutes later |
| ground toasted rice | all of it | with the beans |
| moringa or chilli leaves | as many as you like | fire off |

Palm sugar and fish sauce at the end. My aunt tastes from the back of her hand and says nothing; that is how you know.

## What people get wrong

- **Everything at once.** The pumpkin should melt and the bean should not.
- **No prahok.** Then it is a soup with vegetables, which is fine, but it is another soup.
- **Stopping.** It is called *stir*. If you must answer the telephone, give somebody the spoon.

It feeds six, or four who have worked outside.`,
    },
    likes: 17,
    comments: [
      {
        by: "sophea",
        after: 35,
        text: "បងបុប្ផា អានហើយឃ្លានបាយភ្លាម! I can confirm the part about the aunt. Mine nods exactly once.",
        likes: 6,
      },
      {
        by: "petros",
        after: 90,
        text: "The toasted rice! We thicken with flour like people who have given up. Does it keep, or do you grind it fresh every time?",
        replies: [
          {
            by: "bopha",
            after: 40,
            text: "A month in a jar with a tight lid. But if you open the jar, the kitchen will ask you to cook.",
            likes: 8,
          },
        ],
      },
      {
        by: "nell",
        after: 300,
        text: "Makrut lime tree: bought. Space on the windowsill: none. Wish me luck.",
        likes: 3,
      },
      {
        by: "tom",
        after: 640,
        text: "Made this with what Leeds market had (no moringa, so spinach, sorry). My daughter held the spoon the whole time and told everybody at school she is *the stirrer*.",
        likes: 11,
        replies: [
          {
            by: "bopha",
            after: 30,
            text: "Please tell her that it is an official title and that she may never resign.",
            likes: 12,
          },
        ],
      },
    ],
  },
  {
    key: "compost-lessons",
    by: "camila",
    ago: 4 * days + 5 * hours,
    text: "We turned bay nine for the first time today, which means that the garden is one and a half years old. I wrote down what I wish somebody had told me. #composting #communitygarden",
    article: {
      title: "What eighteen months of neighbourhood compost have taught us",
      body: `Forty families bring their kitchen scraps to a former parking lot. Here is what we know now.

## 1. The smell is a message

A heap that smells of vinegar is wet. A heap that smells of nothing is dry. A heap that smells of *forest* is finished and you should sit down and enjoy it for a minute.

## 2. Brown matters more than green

Everyone brings green: peel, coffee, salad. Nobody brings brown. We solved it by asking the carpenter on the corner for shavings (untreated wood only) and the school for its paper, torn. **Two buckets of brown for each bucket of green**, and most of our problems went away, flies first.

## 3. Write on the bays

Each bay has a slate:

> Bay 4 · opened 3 May · closed 2 June · turned ✓ ✓ · **do not feed**

Before the slates we had meetings. Since the slates we have breakfast.

## 4. The things nobody tells you

- Egg shells never disappear. Crush them or make peace with them.
- Citrus is fine. The worms have not complained in writing.
- A whole pumpkin is not compost; it is next year's pumpkin.
- Somebody will throw in a spoon. We have eleven. If one of them is yours, it has been *matured*.

## The numbers

We weigh every bucket. Eighteen months: **4,310 kg in, about 1,150 kg of compost out**, and the lettuce has noticed.`,
    },
    likes: 16,
    comments: [
      {
        by: "nell",
        after: 45,
        text: "“Since the slates we have breakfast” is going on the allotment noticeboard tonight.",
        likes: 10,
      },
      {
        by: "gwen",
        after: 130,
        text: "If anybody wants to know what lives in a finished heap: take a teaspoon, spread it in a white dish with a little water, and look with any cheap lens. You will be late for whatever you had planned.",
        likes: 8,
        replies: [
          {
            by: "camila",
            after: 200,
            text: "The children did this on Saturday. We were late for the whole of Saturday.",
            likes: 7,
          },
        ],
      },
      {
        by: "wanjiku",
        after: 400,
        text: "You weigh *every* bucket? Would you share the table? I would love to see the weeks around holidays.",
        replies: [
          {
            by: "camila",
            after: 90,
            text: "Of course. It is on paper, in three handwritings, one of them mine.",
            replies: [{ by: "wanjiku", after: 12, text: "My favourite file format.", likes: 9 }],
          },
        ],
      },
    ],
  },
  {
    key: "crust-strike",
    by: "tom",
    ago: 9 * hours,
    text: "Our six-year-old has announced a strike against crusts. Her demands, dictated to her brother: (1) no crusts; (2) crusts to be *somewhere else, not in the bin, because that is sad*; (3) a horse.\n\nBreadcrumbs and a drawing of a horse. Negotiations continue. #parenting",
    likes: 14,
    comments: [
      {
        by: "petros",
        after: 25,
        text: "Crusts in milk, one egg, cinnamon, pan. We call them *αβγοφέτες* and no strike has ever survived them.",
        likes: 8,
      },
      { by: "jonas", after: 80, text: "The horse is the opening position. You will settle at a goldfish.", likes: 12 },
    ],
  },
  {
    key: "soupe-oignon",
    by: "theo.b",
    ago: 2 * days + 7 * hours,
    language: "fr",
    text: "Quarante minutes pour les oignons. Pas vingt, pas trente « parce qu'on est pressés ». Quarante, à feu doux, en remuant, et à la fin la cuisine sent comme si quelqu'un avait enfin dit pardon.\n\nLe reste de la soupe est un détail. #cuisine #soupe",
    likes: 9,
    comments: [
      {
        by: "petros",
        after: 50,
        text: "Fifty, but I will not fight you over ten minutes. Actually, I will.",
        likes: 6,
      },
      {
        by: "maja.w",
        after: 180,
        text: "I timed it: forty is one side of a record, the record turned over, and half of the second side. Very good onions.",
        likes: 5,
      },
    ],
  },
  {
    key: "pepper-green",
    by: "bopha",
    ago: 6 * hours + 10,
    language: "km",
    text: "ព្រឹកនេះខ្ញុំទើបទទួលបានម្រេចខៀវស្រស់ៗពីចម្ការ។ ឆាជាមួយមឹក ក្លិនឈ្ងុយដល់ផ្លូវ។ អ្នកណាមកផ្សារកំពតថ្ងៃនេះ សូមអញ្ជើញមកញ៉ាំមួយចាន! #កំពត #ម្ហូបខ្មែរ",
    likes: 8,
    comments: [
      { by: "dara.kim", after: 18, text: "ឆ្ងាយណាស់ពីភ្នំពេញ តែក្លិនមកដល់ហើយ។ 🚲", likes: 4 },
      { by: "sophea", after: 40, text: "ទុកឱ្យខ្ញុំមួយចានផង! ចុងសប្តាហ៍ខ្ញុំទៅដល់។", likes: 3 },
    ],
  },
  {
    key: "slug-truce",
    by: "nell",
    ago: 5 * days + 3 * hours,
    text: "A question for the whole wide world: what do you do about slugs that does not involve salt, poison, or going out at midnight in a nightdress with a torch? Because I have now been seen by the vicar. Twice. #gardening",
    likes: 11,
    comments: [
      {
        by: "camila",
        after: 20,
        text: "Half a grapefruit skin, upside down. In the morning they are all inside, very comfortable, and you carry them to somebody you do not like.",
        likes: 9,
      },
      {
        by: "gwen",
        after: 55,
        text: "Leave a log pile. Ground beetles move in, and ground beetles eat slug eggs like crisps. It takes a year and then it keeps working.",
        likes: 7,
        replies: [{ by: "nell", after: 30, text: "A year of the vicar, then.", likes: 10 }],
      },
      {
        by: "ruth.w",
        after: 600,
        text: "Ducks.",
        likes: 8,
        replies: [
          {
            by: "tom",
            after: 15,
            text: "The council will have a view on ducks.",
            replies: [{ by: "ruth.w", after: 25, text: "The council does not have slugs, dear.", likes: 13 }],
          },
        ],
      },
    ],
  },
];
