/** The frame of most screens: places on the left, one column, context on the right. Screens in it are listed here. */
import { createRoute } from "@tanstack/react-router";
import { lazyPart } from "../lib/load-part.ts";
import { Splash } from "../features/shell/Splash.tsx";
import { PostListSkeleton } from "../ui/skeletons.tsx";
import { accountOnly } from "./guards.ts";
import { MessagesPending, PeoplePending, PostPending, PostsPending, ProfilePending } from "./pending.tsx";
import { rootRoute } from "./root.tsx";
import { screen } from "./screen.ts";

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  pendingComponent: Splash,
  ...screen(async () => ({ Screen: (await import("../features/shell/Shell.tsx")).Shell })),
});

/** People to follow and popular tags, beside what is read. */
const community = { aside: lazyPart(() => import("../features/people/CommunityAside.tsx")) };

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  staticData: community,
  pendingComponent: PostsPending,
  ...screen(() => import("../features/home/HomeScreen.tsx")),
});
const latestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/latest",
  staticData: community,
  pendingComponent: PostsPending,
  ...screen(() => import("../features/latest/LatestScreen.tsx")),
});
const tagRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/tags/$tag",
  staticData: community,
  pendingComponent: PostsPending,
  ...screen(() => import("../features/tags/TagScreen.tsx")),
});
const bookmarksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/bookmarks",
  beforeLoad: accountOnly,
  staticData: community,
  pendingComponent: PostsPending,
  ...screen(() => import("../features/bookmarks/BookmarksScreen.tsx")),
});

const writeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/write",
  beforeLoad: accountOnly,
  ...screen(() => import("../features/compose/WriteScreen.tsx")),
});
const postRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/posts/$postId",
  staticData: community,
  validateSearch: ({ sort }: Record<string, unknown>): { sort?: "new" | "old" } =>
    sort === "new" || sort === "old" ? { sort } : {},
  pendingComponent: PostPending,
  ...screen(() => import("../features/posts/PostScreen.tsx")),
});
const editPostRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/posts/$postId/edit",
  beforeLoad: accountOnly,
  ...screen(() => import("../features/compose/EditPostScreen.tsx")),
});
const commentRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/posts/$postId/comments/$commentId",
  staticData: community,
  pendingComponent: PostPending,
  ...screen(() => import("../features/comments/ThreadScreen.tsx")),
});

const profileFrame = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/$username",
  staticData: community,
  pendingComponent: ProfilePending,
  ...screen(() => import("../features/people/ProfileFrame.tsx")),
});
const profilePostsRoute = createRoute({
  getParentRoute: () => profileFrame,
  path: "/",
  pendingComponent: PostListSkeleton,
  ...screen(() => import("../features/people/ProfilePostsScreen.tsx")),
});
const profileAboutRoute = createRoute({
  getParentRoute: () => profileFrame,
  path: "/about",
  ...screen(() => import("../features/people/ProfileAboutScreen.tsx")),
});
const followersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/$username/followers",
  staticData: community,
  pendingComponent: PeoplePending,
  ...screen(() => import("../features/people/FollowersScreen.tsx")),
});
const followingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/people/$username/following",
  staticData: community,
  pendingComponent: PeoplePending,
  ...screen(() => import("../features/people/FollowingScreen.tsx")),
});
const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/requests",
  beforeLoad: accountOnly,
  staticData: community,
  pendingComponent: PeoplePending,
  ...screen(() => import("../features/people/RequestsScreen.tsx")),
});
const suggestionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/suggestions",
  beforeLoad: accountOnly,
  pendingComponent: PeoplePending,
  ...screen(() => import("../features/people/SuggestionsScreen.tsx")),
});

const boxes = ["archived", "requests"] as const;
const messagesFrame = createRoute({
  getParentRoute: () => shellRoute,
  path: "/messages",
  beforeLoad: accountOnly,
  staticData: { frame: "wide" },
  validateSearch: ({ box }: Record<string, unknown>): { box?: (typeof boxes)[number] } => {
    const known = boxes.find((each) => each === box);
    return known === undefined ? {} : { box: known };
  },
  pendingComponent: MessagesPending,
  ...screen(() => import("../features/chat/MessagesFrame.tsx")),
});
const noRoomRoute = createRoute({
  getParentRoute: () => messagesFrame,
  path: "/",
  ...screen(() => import("../features/chat/NoRoomScreen.tsx")),
});
const roomRoute = createRoute({
  getParentRoute: () => messagesFrame,
  path: "/$conversationId",
  staticData: { frame: "room" },
  pendingComponent: MessagesPending,
  ...screen(() => import("../features/chat/RoomScreen.tsx")),
});
const roomDetailsRoute = createRoute({
  getParentRoute: () => roomRoute,
  path: "/details",
  ...screen(() => import("../features/rooms/DetailsScreen.tsx")),
});

export const shellRoutes = [
  homeRoute,
  latestRoute,
  tagRoute,
  bookmarksRoute,
  writeRoute,
  postRoute,
  editPostRoute,
  commentRoute,
  profileFrame.addChildren([profilePostsRoute, profileAboutRoute]),
  followersRoute,
  followingRoute,
  requestsRoute,
  suggestionsRoute,
  messagesFrame.addChildren([noRoomRoute, roomRoute.addChildren([roomDetailsRoute])]),
] as const;
