import type { ReplyWord } from '@millrace/flow';
import type { SuppressionReason } from './delivery.ts';

/** The provider's report about a message that it accepted earlier. */
export interface MessageReport {
  /** The provider's id of the report; the same id twice is one report. */
  readonly id: string;
  readonly event:
    | 'message-sent'
    | 'message-delivered'
    | 'message-failed'
    | 'message-undelivered'
    | 'message-complained'
    | 'message-replied';
  /**
   * Id of our row, if the callback names it; otherwise the row is found by `providerId`, and for a reply by
   * `address`.
   */
  readonly messageId: string | null;
  readonly providerId: string | null;
  /** Id of the message's channel. */
  readonly channel: string;
  /** The customer's address or number. */
  readonly address: string | null;
  readonly reason: string | null;
  readonly suppress: SuppressionReason | null;
  /** Text of the reply. */
  readonly text: string | null;
  /** What the reply means for consent, if anything. */
  readonly word?: ReplyWord | null;
}
