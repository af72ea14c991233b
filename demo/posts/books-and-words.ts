import { days, type DemoPost, hours } from "../shape.ts";

export const booksAndWords: readonly DemoPost[] = [
  {
    key: "overdue-41-years",
    by: "jonas",
    ago: 1 * hours + 40,
    text: "A man came to the library today (I still go on Thursdays; they have stopped asking why) with a book that was due forty-one years ago. He had found it in his father's sailing bag.\n\nWe do not have fines any more. He seemed almost disappointed, so I stamped it, properly, with the old stamp, and told him sternly that I hoped it had been *good*.\n\n“I don't know,” he said. “Could I borrow it?” #libraries #books",
    likes: 19,
    comments: [
      {
        by: "maja.w",
        after: 12,
        text: "The stamp! You *kept* the stamp.",
        replies: [
          {
            by: "jonas",
            after: 8,
            text: "I was asked to hand in my keys. Nobody said anything about the stamp.",
            likes: 15,
          },
        ],
      },
      {
        by: "nell",
        after: 30,
        text: "What was the book?",
        replies: [
          {
            by: "jonas",
            after: 6,
            text: "*Knots, Bends and Splices.* It had not helped: the bag had a zip.",
            likes: 12,
          },
        ],
      },
      {
        by: "petros",
        after: 44,
        text: "I owe the library of my primary school an atlas. There is still a Yugoslavia in it.",
        likes: 8,
      },
    ],
  },
  {
    key: "day-after-tomorrow",
    by: "ines",
    ago: 6 * hours + 50,
    text: "I collect words for *the day after tomorrow*. English had one, *overmorrow*, and put it down somewhere.\n\nPortuguese says *depois de amanhã*, German has *übermorgen*, Georgian *ზეგ*, and Georgian does not stop there: *მაზეგ* is the day after that.\n\nWhat does yours have, and how far does it go? #linguistics #words",
    likes: 16,
    comments: [
      {
        by: "petros",
        after: 15,
        text: "Greek: μεθαύριο. After that we say “we'll see”, which is not a day but behaves like one.",
        likes: 13,
      },
      {
        by: "yuki",
        after: 28,
        text: "明後日 (*asatte*), and then しあさって (*shiasatte*), about which two parts of Japan disagree by a whole day. People have missed weddings.",
        likes: 12,
        replies: [
          { by: "ines", after: 9, text: "PEOPLE HAVE MISSED WEDDINGS. I need sources, names, photographs.", likes: 10 },
        ],
      },
      { by: "sophea", after: 50, text: "Khmer: ខានស្អែក. And then ខានស្អែកមួយ, if you must.", likes: 6 },
      {
        by: "maja.w",
        after: 95,
        text: "Pojutrze. Then *popojutrze*, which is not in the good dictionary and is in every kitchen.",
        likes: 9,
      },
      {
        by: "elif",
        after: 130,
        text: "Öbür gün: “the other day”. On night shifts nobody can say which one.",
        likes: 8,
      },
    ],
  },
  {
    key: "kitchen-recording",
    by: "ines",
    ago: 2 * days + 9 * hours,
    text: "Field notes, Tuesday. Dona Adelaide is ninety-one and speaks Mirandese to her hens and Portuguese to the priest. I ask how she decides. She thinks about it for the length of a potato.\n\n“The hens,” she says, “never laughed at me.”\n\nSometimes the interview is over and you are only peeling. #linguistics #fieldwork",
    likes: 20,
    comments: [
      { by: "gwen", after: 20, text: "The length of a potato is now a unit in this house.", likes: 9 },
      {
        by: "dara.kim",
        after: 70,
        text: "I read this to my mother, translated. She was silent, and then she wrote me a whole message. In letters.",
        likes: 16,
        replies: [
          { by: "ines", after: 30, text: "You have just made my year. Please hug her from a stranger.", likes: 8 },
        ],
      },
      {
        by: "jonas",
        after: 300,
        text: "In my first years here the Meänkieli speakers whispered in the reading room as if it were a thing one could be fined for. Thank you for writing this down.",
        likes: 10,
      },
    ],
  },
  {
    key: "reread",
    by: "jonas",
    ago: 4 * days + 8 * hours,
    text: "What do you read *again*? Not the best book; the one you go back to as to a bench.\n\nMine is *The Summer Book* by Tove Jansson. It is about an old woman, a child and an island, and each time I am closer to the old woman. #books",
    likes: 14,
    comments: [
      {
        by: "leila.h",
        after: 25,
        text: "A volume of al-Maʿarrī that belonged to my grandfather. He argued with him in pencil. I argue with both.",
        likes: 11,
      },
      {
        by: "tom",
        after: 60,
        text: "*The Tiger Who Came to Tea*, about nine hundred times, not always by choice. It holds up.",
        likes: 13,
      },
      {
        by: "minh.an",
        after: 180,
        text: "Truyện Kiều. At school because we had to, now because my grandmother recites it while cooking and I want to know where she is.",
        likes: 10,
      },
      {
        by: "ruth.w",
        after: 400,
        text: "*The Grass Is Always Greener over the Septic Tank.* I'm sorry to lower the tone.",
        likes: 15,
        replies: [{ by: "jonas", after: 50, text: "Madam, you have raised it.", likes: 12 }],
      },
    ],
  },
  {
    key: "noite-no-comboio",
    by: "ines",
    ago: 8 * days + 2 * hours,
    language: "pt",
    text: "No comboio para Bragança, duas senhoras discutiram durante uma hora se se diz *estrugido* ou *refogado*. Não chegaram a acordo. Eu cheguei com fome. #linguística #portugal",
    likes: 9,
    comments: [
      { by: "camila", after: 90, text: "No Brasil a discussão seria sobre o alho. Também não acabaria. 🙂", likes: 7 },
    ],
  },
  {
    key: "marginalia",
    by: "maja.w",
    ago: 5 * days + 11 * hours,
    text: "On my bench: a cookery book of 1842. In the margin beside the carp in grey sauce, in three inks and, I think, three generations:\n\n> *too sweet*\n>\n> *not too sweet. Mother liked it so.*\n>\n> *both right*\n\nI am not allowed to add a fourth. I am a professional. I closed the book. #books #history",
    likes: 18,
    comments: [
      { by: "petros", after: 35, text: "I would have added the oven temperature and been dismissed.", likes: 12 },
      {
        by: "ruth.w",
        after: 220,
        text: "This is all I've ever wanted from family history and never once found in a parish register.",
        likes: 9,
      },
    ],
  },
];
