/** What somebody has begun to write in a room, kept by lib/drafts.ts. */
export interface MessageDraft {
  text: string;
  /** The message that is answered, by its seq. */
  replyTo: number | null;
}

export const emptyDraft: MessageDraft = { text: "", replyTo: null };

export const draftSlot = (conversationId: string) => `room.${conversationId}`;
