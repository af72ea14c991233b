/** What managing a room changes in Query's cache; the conversations themselves are changed by chat's cache. */
import type { QueryClient } from "@tanstack/react-query";
import type { Conversation, RoomMember } from "../../../../contract/conversations.ts";
import { conversationKeys, roomKeys } from "../../api/keys.ts";
import { mapItems, type Pages } from "../../lib/pages.ts";
import { putConversation, removeConversation } from "../chat/cache.ts";

/** Puts a conversation in place everywhere, lists of channels included. */
export function keepConversation(queryClient: QueryClient, conversation: Conversation): void {
  putConversation(queryClient, conversation);
  changeChannels(queryClient, conversation.id, () => conversation);
}

/** Takes a conversation that has ended out of every list. */
export function dropConversation(queryClient: QueryClient, id: string): void {
  removeConversation(queryClient, id);
  changeChannels(queryClient, id, () => null);
  forgetManaged(queryClient, id);
}

/** The viewer has left: a channel stays to be found, anything else is gone for them. */
export function leaveConversation(queryClient: QueryClient, id: string): void {
  removeConversation(queryClient, id);
  forgetManaged(queryClient, id);
  void queryClient.invalidateQueries({ queryKey: roomKeys.channels });
}

/** Changes a member in the list of members; null takes them out. */
export function changeMember(
  queryClient: QueryClient,
  conversationId: string,
  userId: string,
  change: (member: RoomMember) => RoomMember | null,
): void {
  queryClient.setQueryData<Pages<RoomMember>>(
    roomKeys.members(conversationId),
    (list) => list && mapItems(list, (member) => (member.id === userId ? change(member) : member)),
  );
}

/** Who is in has changed: members and the number of them are read anew. */
export function refreshMembers(queryClient: QueryClient, conversationId: string): void {
  for (const queryKey of [roomKeys.members(conversationId), conversationKeys.detail(conversationId)]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}

function changeChannels(queryClient: QueryClient, id: string, change: () => Conversation | null): void {
  queryClient.setQueriesData<Pages<Conversation>>(
    { queryKey: roomKeys.channels },
    (list) => list && mapItems(list, (channel) => (channel.id === id ? change() : channel)),
  );
}

function forgetManaged(queryClient: QueryClient, id: string): void {
  for (const queryKey of [roomKeys.members(id), roomKeys.bans(id), roomKeys.invites(id), roomKeys.pins(id)]) {
    queryClient.removeQueries({ queryKey });
  }
}
