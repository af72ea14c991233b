/** What the administrator of the demo community does, in the moment in which it is made: through the ordinary interface. */

export const welcome = {
  key: "welcome",
  text: `Hello, and welcome to Stoa. 👋

A *stoa* was a covered walk beside the market: you came in out of the sun, somebody was arguing about triangles, somebody sold figs, and nobody minded if you only listened.

This is a demonstration of one. The people here are invented, the recipes have been tried, and the links come from a public collection. Look around: there is a compost heap with opinions, a choir that breathes, a bug with a pointer, and tea for anyone who has to do with time zones.

You can do everything as well. Follow somebody, answer them, write, change your mind, edit it. If you make a mess, start the site again with another folder and nobody will know. #stoa #welcome`,
};

/** Comments under what others wrote, by the keys of their posts. */
export const comments: readonly { post: string; text: string }[] = [
  { post: "house-rules", text: "And if Jonas is wrong and does not notice, write to me. I have the screwdrivers." },
  {
    post: "ward-rota",
    text: "I read your forty lines twice. The variable names alone deserve a prize: I knew what they did before I knew what they were.",
  },
  { post: "rooster", text: "Can he be reached by e-mail?" },
];

/** Keys of posts that she likes, and of those that she passes on. */
export const likes: readonly string[] = [
  "leeks-up",
  "overdue-41-years",
  "gatepost",
  "fraction-homework",
  "khmer-words",
  "night-bus",
  "repair-count",
  "why-i-learn",
  "quiet-week",
];
export const reposts: readonly string[] = ["house-rules", "fraction-homework"];
