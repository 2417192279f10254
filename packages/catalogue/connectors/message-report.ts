import type { ReplyWord } from '@millrace/flow';
import type { SuppressionReason } from './delivery.ts';

/** News about a message of ours, told by the provider after it accepted it. */
export interface MessageReport {
  /** The provider's id of this piece of news; the same id twice is one report. */
  readonly id: string;
  readonly event:
    | 'message-sent'
    | 'message-delivered'
    | 'message-failed'
    | 'message-undelivered'
    | 'message-complained'
    | 'message-replied';
  /** Our row, when the callback names it; otherwise found by `providerId`, and for a reply by `address`. */
  readonly messageId: string | null;
  readonly providerId: string | null;
  /** Id of the channel it went out on. */
  readonly channel: string;
  /** The customer's address or number. */
  readonly address: string | null;
  readonly reason: string | null;
  readonly suppress: SuppressionReason | null;
  /** What was replied. */
  readonly text: string | null;
  /** What the reply means for consent, when it means anything. */
  readonly word?: ReplyWord | null;
}
